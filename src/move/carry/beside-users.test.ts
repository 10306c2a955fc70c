import { expect, test } from 'vitest'
import { besideUsers } from './beside-users.ts'
import { piecesAtATime } from './some-at-a-time.ts'

const signal = new AbortController().signal

/** The most pieces that were under way at a time. */
async function most(isBusy: () => Promise<boolean>, atATime = piecesAtATime): Promise<number> {
  let [running, highest] = [0, 0]
  const items = Array.from({ length: 3 * piecesAtATime }, (_, at) => at)
  const results = await besideUsers({ items, traffic: { isBusy }, signal, atATime }, async (item) => {
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

test('a piece that fails while users ask leaves nobody waiting', async () => {
  const traffic = { isBusy: async () => true }
  const work = async (item: number) => {
    if (item === 1) throw new Error('no')
    return item
  }
  await expect(besideUsers({ items: [0, 1, 2, 3], traffic, signal }, work)).rejects.toThrow('no')
})
