import { afterEach, beforeEach, expect, test } from 'vitest'
import { followShadow } from '../../src/app/collections/follow-shadow.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { setShadow } from '../../src/move/set-shadow.ts'
import { readRows } from '../../src/move/rows/read-rows.ts'
import { anyCompany } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { openMoving, type Moving } from '../harness/move.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { waitFor } from '../harness/wait.ts'

let moving: Moving
const closers: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  moving = await openMoving()
})
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
  await moving.close()
})

const signal = () => AbortSignal.timeout(60_000)
const shadowOf = async () => (await moving.run.moves.open())?.shadow

test('a share of the questions also goes to the side that does not answer, as soon as it is whole and until nobody wants it', async () => {
  const companyId = anyCompany()
  const documentId = await moving.ingest.accept(companyId, 1)
  await processDocument(moving.deps, { companyId, documentId }, { signal: signal(), last: false })
  await moving.begin()

  const clock = createTestClock()
  const seen: string[] = []
  const observer = { compared: () => void seen.push('compared'), failed: () => void seen.push('failed'), skipped() {} }
  const { moves } = moving.run
  const opened: string[] = []
  const open = async (row: Parameters<Moving['openRow']>[0]) => {
    opened.push(row.name)
    return moving.openRow(row)
  }
  const shadow = followShadow({ moves, open, observer, random: () => 0, clock, log: silentLog })
  closers.push(async () => shadow[Symbol.asyncDispose]())
  const collections = shadow.over(moving.deps.collections)
  const [row] = await readRows(moving.sides.from, { companyId, documentId }, signal())
  const embedding = row?.embedding ?? new Float32Array(32)
  const ask = () =>
    collections.use(companyId, ({ vectors }) =>
      vectors.searchDense({ companyId, embedding, limit: 10, signal: signal() }),
    )
  /** Questions until one was compared, or so many looks that nobody would still begin. */
  const looks = async (times: number) => {
    for (let look = 0; look < times; look += 1) {
      await clock.tick(2_000)
      expect((await ask()).length).toBeGreaterThan(0)
    }
  }

  await setShadow({ moves }, { share: 1, who: 'ana' })
  await looks(3)
  expect(opened).toEqual([])

  closers.push(moving.work().stop)
  await moving.until('copied')
  await waitFor(
    async () => {
      await looks(1)
      return seen.length > 0
    },
    { what: 'a question on the other side' },
  )
  expect(opened).toEqual(['moved'])
  await waitFor(async () => ((await shadowOf())?.compared ?? 0) > 0, { what: 'its figures' })
  expect(await shadowOf()).toMatchObject({ share: 1, failed: 0, means: { overlap: 1, order: 1 } })

  await setShadow({ moves }, { share: 0, who: 'ana' })
  await looks(3)
  await shadow[Symbol.asyncDispose]()
  const before = (await shadowOf())?.compared
  await ask()
  expect((await shadowOf())?.compared).toBe(before)
  const [move] = await moves.list(1)
  const told = (await moves.events(move?.id ?? '')).filter(({ body }) => body.what === 'shadow')
  expect(told.map(({ who, body }) => ({ who, ...body }))).toEqual([
    { who: 'ana', what: 'shadow', share: 1 },
    { who: 'ana', what: 'shadow', share: 0 },
  ])
})

test('two sides with different embedders are not compared by questions', async () => {
  const move = await moving.begin()
  const to = { ...move.to, fingerprint: { ...move.to.fingerprint, model: 'another' } }
  const moves = { ...moving.run.moves, open: async () => ({ ...move, to }) }
  await expect(setShadow({ moves }, { share: 0.5, who: 'ana' })).rejects.toMatchObject({ code: 'conflict' })
})
