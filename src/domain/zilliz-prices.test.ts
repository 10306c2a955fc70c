import { expect, test } from 'vitest'
import { usdOfVcu, vcuOfRead, vcuOfUpserts, zillizPlans, zillizPrices } from './zilliz-prices.ts'

test('a million rows of 3.5 kB cost about 7.5 dollars to upsert, and take half an hour at the caps of the Free plan', () => {
  const amount = { rows: 1_000_000, bytes: 3_500_000_000 }
  expect(usdOfVcu(vcuOfUpserts(amount))).toBeCloseTo(7.5, 1)
  const [free] = zillizPlans
  expect(amount.bytes / (free?.writeBytesASecond ?? 1) / 60).toBeCloseTo(29.2, 1)
})

test('a read costs what the table says where it says something, at least 6, and in between and beyond something in order', () => {
  for (const { rows, dimension, vcu } of zillizPrices.reads) expect(vcuOfRead({ rows, dimension })).toBeCloseTo(vcu, 6)
  expect(vcuOfRead({ rows: 0, dimension: 384 })).toBe(6)
  expect(vcuOfRead({ rows: 100_000, dimension: 384 })).toBe(6)
  const sizes = [1e5, 1e6, 3e6, 1e7, 3e7, 1e8]
  const prices = sizes.map((rows) => vcuOfRead({ rows, dimension: 768 }))
  expect(prices).toEqual(prices.toSorted((a, b) => a - b))
  // less than in proportion
  expect(prices.at(-1)).toBeLessThan(1_000)
})
