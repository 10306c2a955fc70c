import { expect, test } from 'vitest'
import { silentLog } from '../../test/harness/log.ts'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { AppError } from '../domain/errors.ts'
import { parseCompanyId } from '../domain/ids.ts'
import type { StoreUse } from '../domain/store-use.ts'
import type { StoreUseBatch, StoreUseLog } from '../ports/store-use-log.ts'
import { flushEveryMs, startStoreMeter } from './store-meter.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const search: StoreUse = {
  store: 'zilliz',
  operation: 'search',
  companyId,
  rows: 10,
  sentBytes: 2_000,
  receivedBytes: 900,
  collection: { dimension: 768, partitioned: false },
}
const upsert: StoreUse = { ...search, operation: 'upsert', rows: 4, sentBytes: 14_000, receivedBytes: 20 }

function meterOn() {
  const added: { readonly number: number; readonly batch: StoreUseBatch }[] = []
  let away = false
  const uses: StoreUseLog = {
    add: async (_writer, number, batch) => {
      added.push({ number, batch })
      if (away) throw new AppError('database_unavailable', 'away', { retryable: true })
    },
    since: async () => [],
    sums: async () => [],
    peaks: async () => [],
    sizes: async () => new Map([[companyId, 10_000_000]]),
    trim: async () => undefined,
  }
  const clock = createTestClock(new Date('2026-03-31T23:59:55Z'))
  const counted: number[] = []
  const meter = startStoreMeter({ uses, clock, log: silentLog, counted: (_use, vcu) => counted.push(vcu) })
  return { meter, clock, added, counted, goAway: (is: boolean) => (away = is) }
}

test('requests are summed by day, company and operation, and written every ten seconds', async () => {
  const { meter, clock, added } = meterOn()
  meter.used(search)
  meter.used(search)
  meter.used(upsert)
  meter.used({ ...search, companyId: null })
  await clock.tick(flushEveryMs)
  meter.used(search)
  await clock.tick(flushEveryMs)
  await clock.tick(flushEveryMs)
  expect(added.map(({ number }) => number)).toEqual([1, 2])
  const [first, second] = added.map(({ batch }) => batch)
  expect(first?.uses).toMatchObject([
    { day: '2026-03-31', companyId, operation: 'search', calls: 2, rows: 20, sentBytes: 4_000, vcu: 12 },
    { day: '2026-03-31', companyId, operation: 'upsert', calls: 1, rows: 4, vcu: 14 * 0.25 + 4 },
    { day: '2026-03-31', companyId: null, operation: 'search', calls: 1 },
  ])
  expect(first?.peaks).toContainEqual({
    day: '2026-03-31',
    store: 'zilliz',
    operation: 'upsert',
    bytesASecond: 1_400,
  })
  expect(second?.uses).toMatchObject([{ day: '2026-04-01', calls: 1 }])
  await meter.close()
})

test('a batch that was not written is sent again under its number, what came meanwhile under the next', async () => {
  const { meter, clock, added, goAway } = meterOn()
  goAway(true)
  meter.used(search)
  await clock.tick(flushEveryMs)
  meter.used(upsert)
  await clock.tick(flushEveryMs)
  goAway(false)
  await clock.tick(flushEveryMs)
  await clock.tick(flushEveryMs)
  expect(added.map(({ number, batch }) => [number, ...batch.uses.map(({ operation }) => operation)])).toEqual([
    [1, 'search'],
    [1, 'search'],
    [1, 'search'],
    [2, 'upsert'],
  ])
  await meter.close()
})

test('a read is priced by what it looks through: all rows, or with a partition key the part of its company', async () => {
  const { meter, clock, counted } = meterOn()
  meter.used(search)
  await clock.tick(flushEveryMs)
  meter.used(search)
  meter.used({ ...search, collection: { dimension: 768, partitioned: true } })
  meter.used({
    ...search,
    companyId: parseCompanyId('00000000-0000-4000-8000-0000000000c2'),
    collection: { dimension: 768, partitioned: true },
  })
  expect(counted[0]).toBe(6)
  expect(counted[1]).toBeCloseTo(55, 6)
  expect(counted[2]).toBeCloseTo(55, 6)
  expect(counted[3]).toBeLessThan(15)
  await meter.close()
})

test('closing writes what is left, and fails for nobody when PostgreSQL is away', async () => {
  const { meter, added, goAway } = meterOn()
  meter.used(search)
  goAway(true)
  await meter.close()
  expect(added).toHaveLength(1)
})
