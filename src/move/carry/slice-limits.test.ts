import { expect, test } from 'vitest'
import { fullSlices, sliceLimits } from './slice-limits.ts'

test('a process that has just begun keeps soon how far it came, and later does more at once', () => {
  expect(sliceLimits(0)).toEqual({ changes: 2, share: 1 / 32 })
  expect(sliceLimits(1)).toEqual({ changes: 4, share: 1 / 16 })
  for (const turns of [5, 6, 1_000_000]) expect(sliceLimits(turns)).toEqual(fullSlices)
})
