import { expect, test } from 'vitest'
import { estimateCost } from './estimate-cost.ts'
import { judgeLimits, type Burden } from './judge-limits.ts'

const small: Burden = {
  topK: 100,
  maxTopK: 1_024,
  collections: 1,
  isNew: true,
  bytes: 1_000_000,
  cost: estimateCost({ documents: 10, rows: 300, bytes: 1_000_000 }),
  zilliz: true,
}
/** Besides what the limits are. */
const against = (burden: Burden) => judgeLimits(burden).filter(({ level }) => level !== 'ok')

test('of a target that bears everything its limits are told, and what would be used of them', () => {
  expect(against(small)).toEqual([])
  const [{ message } = { message: '' }] = judgeLimits(small)
  expect(message).toMatch(
    /Free: 2 of 5 collections, 100 of 1024 candidates, 0\.0 of 5\.0 GB, \d+ of 2500000 vCU a month, /,
  )
  expect(message).toContain('Serverless: 2 of 100 collections, 100 of 1024 candidates, writes up to 10 MB/s')
  expect(message).toContain('deletes up to 0.5 MB/s, requests up to 64 MB')
  expect(judgeLimits({ ...small, zilliz: false })).toMatchObject([
    { message: 'The target gives 1024 candidates; questions ask for 100.' },
  ])
})

test('more candidates than the target gives is a no-go that says what to set', () => {
  const [found] = judgeLimits({ ...small, topK: 2_000 })
  expect(found).toMatchObject({ level: 'error', remedy: expect.stringContaining('QUERY_RETRIEVER_TOP_K') })
})

test('a plan that is too small by collections, storage or units is named, with the date of its limits', () => {
  const cost = estimateCost({ documents: 100_000, rows: 3_000_000, bytes: 9_000_000_000 })
  const [{ message } = { message: '' }] = against({ ...small, collections: 5, bytes: 9_000_000_000, cost })
  expect(message).toMatch(/Free plan is too small: 6 of 5 collections, 9\.0 of 5\.0 GB, \d+ of 2500000 vCU a month/)
  expect(message).toMatch(/limits of 20\d\d-\d\d/)
  expect(against({ ...small, zilliz: false, collections: 5 })).toEqual([])
})

test('cost, and time at the documented rates, are those of the table', () => {
  const { vcu, usd, atRates, prices } = estimateCost({ documents: 20_000, rows: 1_000_000, bytes: 3_500_000_000 })
  // 875,000 for the bytes, a million for the rows, 600,000 for reading
  expect(vcu).toBe(2_475_000)
  expect(usd).toBeCloseTo(9.9)
  expect(atRates.map(({ plan, seconds }) => `${plan} ${Math.round(seconds)}`)).toEqual([
    'Free 1750',
    'Serverless 350',
    'Dedicated, 1 CU 206',
  ])
  expect(prices.date).toMatch(/^20\d\d-\d\d$/)
})
