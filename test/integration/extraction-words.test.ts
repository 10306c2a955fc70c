import { expect, test } from 'vitest'
import { fiveGrams, quantile, shared, wordsOf } from '../../bench/extraction/words.ts'

test('words are the same in every form of their letters, and whole where a line cut them', () => {
  expect(wordsOf('La ﬁanza, definici-\nón: 10 €')).toEqual(['la', 'fianza', 'definicion', '10'])
})

test('words that two texts share count as often as they are in both', () => {
  expect(shared(['a', 'a', 'b'], ['a', 'b', 'b', 'c'])).toBe(2)
  expect(fiveGrams(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual(['a b c d e', 'b c d e f'])
  expect(fiveGrams(['a'])).toEqual([])
  expect([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.1)]).toEqual([2, 1])
})
