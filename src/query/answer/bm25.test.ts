import { expect, test } from 'vitest'
import { bm25 } from './bm25.ts'

test('scores by rarity, frequency and length', () => {
  const texts = [['a', 'b'], ['a', 'a', 'c', 'd'], ['e']]
  // average length 7/3; idf(a) = ln(1 + 1.5/2.5), idf(b) = ln(1 + 2.5/1.5)
  const idfA = Math.log(1 + 1.5 / 2.5)
  const idfB = Math.log(1 + 2.5 / 1.5)
  const norm = (length: number): number => 1.2 * (0.25 + (0.75 * length) / (7 / 3))
  const [first, second, third] = bm25(texts, ['a', 'b'])
  expect(first).toBeCloseTo((idfA * 2.2) / (1 + norm(2)) + (idfB * 2.2) / (1 + norm(2)), 9)
  expect(second).toBeCloseTo((idfA * 2 * 2.2) / (2 + norm(4)), 9)
  expect(third).toBe(0)
})

test('counts a repeated term of the question once', () => {
  const texts = [['a', 'b'], ['b']]
  expect(bm25(texts, ['a', 'a'])).toEqual(bm25(texts, ['a']))
})

test('has nothing to say without texts, terms or a question', () => {
  expect(bm25([], ['a'])).toEqual([])
  expect(bm25([[], []], ['a'])).toEqual([0, 0])
  expect(bm25([['a']], [])).toEqual([0])
})
