import { expect, test } from 'vitest'
import { besideUsers } from './beside-users.ts'
import { piecesAtATime } from './some-at-a-time.ts'

const signal = new AbortController().signal
/** Stands still: no piece takes time, and nobody rests. */
const clock = { monotonicMs: () => 0, sleep: async () => undefined }

/** The most pieces that were under way at a time. */
async function most(isBusy: () => Promise<boolean>, atATime = piecesAtATime): Promise<number> {
  let [running, highest] = [0, 0]
  const items = Array.from({ length: 3 * piecesAtATime }, (_, at) => at)
  const results = await besideUsers({ items, traffic: { isBusy }, clock, signal, atATime }, async (item) => {
    running += 1
    highest = Math.max(highest, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    return item
  })
  expect(results).toEqual(items)
  return highest
}

test('pieces of a copy go side by side while nobody asks, and one after the other while somebody does', async () => {
  expect(await most(async () => false)).toBe(piecesAtATime)
  expect(await most(async () => false, 3)).toBe(3)
  expect(await most(async () => true, 3)).toBe(1)
})

test('after each piece that went while somebody asked, as long as it took is rested', async () => {
  let now = 0
  const did: string[] = []
  const moving = { monotonicMs: () => now, sleep: async (ms: number) => void did.push(`rest ${ms}`) }
  const work = async (ms: number) => {
    now += ms
    did.push(`work ${ms}`)
  }
  await besideUsers({ items: [400, 100], traffic: { isBusy: async () => true }, clock: moving, signal }, work)
  expect(did).toEqual(['work 400', 'rest 400', 'work 100', 'rest 100'])
  await besideUsers({ items: [300], traffic: { isBusy: async () => false }, clock: moving, signal }, work)
  expect(did.slice(4)).toEqual(['work 300'])
  await besideUsers({ items: [50], traffic: { isBusy: async () => true }, clock: moving, signal, rest: 2 }, work)
  expect(did.slice(5)).toEqual(['work 50', 'rest 100'])
})

test('an item is cut into pieces while somebody asks, each with its own rest, and goes whole while nobody does', async () => {
  const rests: number[] = []
  let now = 0
  const moving = { monotonicMs: () => now, sleep: async (ms: number) => void rests.push(ms) }
  const cut = (item: number) => Array.from({ length: item / 10 }, () => 10)
  const pieces = async (isBusy: boolean) =>
    besideUsers(
      { items: [20, 30], traffic: { isBusy: async () => isBusy }, clock: moving, signal, cut },
      async (ms) => {
        now += ms
        return ms
      },
    )
  expect(await pieces(false)).toEqual([20, 30])
  expect(rests).toEqual([])
  expect(await pieces(true)).toEqual([10, 10, 10, 10, 10])
  expect(rests).toEqual([10, 10, 10, 10, 10])
})

test('a piece that fails while users ask leaves nobody waiting', async () => {
  const traffic = { isBusy: async () => true }
  const work = async (item: number) => {
    if (item === 1) throw new Error('no')
    return item
  }
  await expect(besideUsers({ items: [0, 1, 2, 3], traffic, clock, signal }, work)).rejects.toThrow('no')
})
