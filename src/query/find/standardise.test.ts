import { describe, expect, test } from 'vitest'
import { standardise } from './standardise.ts'

describe('standardise', () => {
  test('brings values to mean 0 and deviation 1', () => {
    // mean 3, deviation √2
    expect(standardise([1, 2, 3, 4, 5])).toEqual([-2, -1, 0, 1, 2].map((value) => value / Math.SQRT2))
  })

  test('gives zeros when the values do not differ, also by rounding only', () => {
    expect(standardise([7])).toEqual([0])
    expect(standardise([0.1 + 0.2, 0.3, 0.3])).toEqual([0, 0, 0])
    expect(standardise([])).toEqual([])
  })
})
