import { expect, test } from 'vitest'
import { parseCompanyId } from '../domain/ids.ts'
import type { StoreUseLog, StoreUseOfDay } from '../ports/store-use-log.ts'
import { costFigures } from './cost-figures.ts'
import { reportCost } from './cost-report.ts'

const one = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const other = parseCompanyId('00000000-0000-4000-8000-0000000000c2')
const base: StoreUseOfDay = {
  day: '2026-04-10',
  companyId: one,
  store: 'zilliz',
  operation: 'search',
  calls: 100,
  rows: 1_000,
  sentBytes: 200_000,
  receivedBytes: 90_000,
  vcu: 600,
}
const write: StoreUseOfDay = { ...base, operation: 'upsert', calls: 2, rows: 1_000, sentBytes: 3_500_000, vcu: 1_875 }
const noon = new Date('2026-04-10T12:00:00Z')

function logOf(uses: readonly StoreUseOfDay[]): StoreUseLog {
  return {
    add: async () => undefined,
    since: async (day) => uses.filter((use) => use.day >= day),
    sums: async (day) => uses.filter((use) => use.day >= day).map((use) => ({ ...use, companyId: null })),
    peaks: async () => [{ day: '2026-04-09', store: 'zilliz', operation: 'upsert', bytesASecond: 1_600_000 }],
    sizes: async () => new Map([[one, 2_000]]),
    trim: async () => undefined,
  }
}
const any = { plan: null, budgetUsd: null } as const

test('the forecast is what was used and the rest of the month as the last days were', async () => {
  // 1,000 vCU a day since the fourth: six whole days and half of one
  const days = ['04', '05', '06', '07', '08', '09'].map((day) => ({ ...base, day: `2026-04-${day}`, vcu: 1_000 }))
  const uses = [...days, { ...base, vcu: 500 }, { ...base, day: '2026-03-30', vcu: 7_777 }]
  const { stores, prices, estimate } = await reportCost(logOf(uses), any, noon)
  expect(estimate).toBe(true)
  expect(prices).toMatchObject({ date: expect.stringMatching(/^\d{4}-\d{2}$/), usdPerMillionVcu: 4 })
  const [{ today, month, forecast } = expect.fail()] = stores
  expect(today.vcu).toBe(500)
  expect(month.vcu).toBe(6_500)
  expect(forecast).toMatchObject({ vcu: 6_500 + 20_500, basisDays: 6.5 })
  expect(forecast.usd).toBeCloseTo((27_000 / 1_000_000) * 4, 9)
})

test('counting that has only just begun is not taken for a month of silence', async () => {
  const [{ forecast } = expect.fail()] = (await reportCost(logOf([{ ...base, vcu: 500 }]), any, noon)).stores
  expect(forecast).toMatchObject({ vcu: 500 + 20_500, basisDays: 0.5 })
})

test('companies and operations stand for themselves, those that cost most first', async () => {
  const uses = [
    base,
    write,
    { ...base, companyId: other, vcu: 9_000 },
    { ...base, companyId: null, operation: 'query' as const, vcu: 6 },
  ]
  const [{ companies, operations, storage } = expect.fail()] = (await reportCost(logOf(uses), any, noon)).stores
  expect(companies.map(({ companyId, month }) => [companyId, month.vcu])).toEqual([
    [other, 9_000],
    [one, 2_475],
    [null, 6],
  ])
  expect(operations.map(({ operation, vcu }) => [operation, vcu])).toEqual([
    ['upsert', 1_875],
    ['search', 9_600],
    ['query', 6],
  ])
  // 3.5 kB a row, as they were written
  expect(storage).toMatchObject({ rows: 2_000, bytes: 7_000_000 })
})

test('the plan that is set is compared with, and without one every plan; the budget with the forecast', async () => {
  const [set] = (await reportCost(logOf([base, write]), { plan: 'free', budgetUsd: 0.1 }, noon)).stores
  expect(set?.limits).toMatchObject([
    { plan: 'Free', what: 'vCU a month', limit: 2_500_000 },
    { what: 'bytes written a second', used: 1_600_000, share: 0.8 },
    { what: 'bytes deleted a second', used: 0 },
  ])
  expect(set?.budget?.share).toBeCloseTo((set?.forecast.usd ?? 0) / 0.1, 9)
  const [all] = (await reportCost(logOf([base]), any, noon)).stores
  expect(new Set(all?.limits.map(({ plan }) => plan)).size).toBe(3)
  expect(all?.budget).toBeNull()
})

test('what would save most stands first, and what saves nothing says so', async () => {
  const wide = { ...base, vcu: 1_500 }
  const [{ advice } = expect.fail()] = (await reportCost(logOf([wide, { ...write, rows: 10 }]), any, noon)).stores
  expect(advice[0]).toMatchObject({ what: 'partition key', savesVcu: 900 })
  const saves = Object.fromEntries(advice.map(({ what, savesVcu }) => [what, savesVcu]))
  expect(saves).toMatchObject({ 'fewer rewrites': 10, 'batch size': 0, 'top-k': 0, consistency: 0 })
})

test('a Milvus server of one’s own is priced apart, not billed, and nothing an alert hears of', async () => {
  const own = { ...base, store: 'milvus' as const }
  const { stores } = await reportCost(logOf([own, write]), any, noon)
  expect(stores.map(({ store, billed }) => [store, billed])).toEqual([
    ['zilliz', true],
    ['milvus', false],
  ])
  expect(await costFigures(logOf([own]), any, noon)).toBeNull()
  const figures = await costFigures(logOf([own, write]), { plan: 'serverless', budgetUsd: 5 }, noon)
  expect(figures).toMatchObject({
    vcu: { today: 1_875, month: 1_875 },
    budgetUsd: 5,
    limits: { vcu_a_month: null, upsert_bytes_a_second: 10_000_000 },
  })
})
