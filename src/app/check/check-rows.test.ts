import { expect, test } from 'vitest'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { parseCompanyId, type CompanyId } from '../../domain/ids.ts'
import { checkRows } from './check-rows.ts'

const company = (number: number) => parseCompanyId(`00000000-0000-4000-8000-00000000000${number}`)
const never = new AbortController().signal

/** Runs the check over chunks in PostgreSQL and rows in the collection, which may be others when it looks again. */
async function checked(
  chunks: Readonly<Record<number, number>>,
  rows: Readonly<Record<number, number>>,
  later: { chunks?: Readonly<Record<number, number>>; rows?: Readonly<Record<number, number>>; countMs?: number } = {},
) {
  const clock = createTestClock()
  const slept = () => clock.monotonicMs() >= 1_000
  const done = checkRows(
    {
      clock,
      documents: {
        chunksByCompany: async () =>
          Object.entries((slept() && later.chunks) || chunks).map(([number, sum]) => ({
            companyId: company(Number(number)),
            chunks: sum,
          })),
      },
      count: async (companyId: CompanyId) => {
        if (later.countMs !== undefined) await clock.sleep(later.countMs)
        return ((slept() && later.rows) || rows)[Number(companyId.at(-1))] ?? 0
      },
    },
    never,
  )
  await clock.tick(60_000)
  return done
}

test('rows that are all there are told with their number, and rows of nobody are no lack', async () => {
  expect(await checked({ 1: 5, 2: 7 }, { 1: 5, 2: 9 })).toMatchObject({
    status: 'ok',
    detail: 'all 12 rows of the documents are there',
    remedy: null,
  })
  expect(await checked({}, {})).toMatchObject({ status: 'ok' })
})

test('rows that are lost are told with their companies and what brings them back', async () => {
  const reply = await checked({ 1: 5, 2: 7, 3: 1 }, { 1: 3 })
  expect(reply.status).toBe('failed')
  expect(reply.detail).toContain(`lacks 10 of 13 rows, of companies ${company(2)} (7 of 7), ${company(1)} (2 of 5)`)
  expect(reply.remedy).toContain('`atenex reindex`')
})

test('a document that is replaced or deleted just now is no lack', async () => {
  expect(await checked({ 1: 5 }, { 1: 4 }, { rows: { 1: 5 } })).toMatchObject({ status: 'ok' })
  expect(await checked({ 1: 5 }, { 1: 0 }, { chunks: {} })).toMatchObject({ status: 'ok' })
})

test('of many companies those with most rows are counted as long as there is time', async () => {
  const { detail } = await checked({ 1: 5, 2: 7, 3: 1 }, { 1: 5, 2: 7 }, { countMs: 4_000 })
  expect(detail).toBe('all 7 rows of the documents are there; counted for 1 of 3 companies')
})

test('a store that counts too slowly for the check is no failure: that nothing was counted is said', async () => {
  expect(await checked({ 1: 5 }, { 1: 5 }, { countMs: 30_000 })).toMatchObject({
    status: 'warning',
    detail: expect.stringContaining('did not count'),
    remedy: expect.stringContaining('atenex reconcile'),
  })
})

test('a lack that cannot be counted again in time is told as it was first', async () => {
  const reply = await checked({ 1: 5 }, { 1: 3 }, { countMs: 4_000 })
  expect(reply).toMatchObject({ status: 'failed', detail: expect.stringContaining('(2 of 5)') })
})
