import { expect, test } from 'vitest'
import { compareHits, rankCorrelation } from './hit-lists.ts'

test('the order of the same hits is compared by their ranks', () => {
  expect(rankCorrelation(['a', 'b', 'c'], ['a', 'b', 'c'])).toBe(1)
  expect(rankCorrelation(['a', 'b', 'c'], ['c', 'b', 'a'])).toBe(-1)
  expect(rankCorrelation(['a', 'b', 'c', 'd'], ['b', 'a', 'c', 'd'])).toBeCloseTo(0.8, 10)
  expect(rankCorrelation(['a'], ['a'])).toBe(1)
})

test('of two lists the first ten hits count, and what only one of them has', () => {
  const many = Array.from({ length: 50 }, (_, at) => `hit ${at}`)
  expect(compareHits(many, many)).toEqual({ overlap: 1, order: 1 })
  expect(compareHits(many, ['other', ...many])).toEqual({ overlap: 0.9, order: 1 })
  expect(compareHits([], [])).toEqual({ overlap: 1, order: 1 })
  expect(compareHits(many, [])).toEqual({ overlap: 0, order: 1 })
})
