import { expect, test } from 'vitest'
import { usdOfVcu, vcuOfUpserts, zillizPlans } from './zilliz-prices.ts'

test('a million rows of 3.5 kB cost about 7.5 dollars to upsert, and take half an hour at the caps of the Free plan', () => {
  const amount = { rows: 1_000_000, bytes: 3_500_000_000 }
  expect(usdOfVcu(vcuOfUpserts(amount))).toBeCloseTo(7.5, 1)
  const [free] = zillizPlans
  expect(amount.bytes / (free?.writeBytesASecond ?? 1) / 60).toBeCloseTo(29.2, 1)
})
