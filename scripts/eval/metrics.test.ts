import { describe, expect, test } from 'vitest'
import {
  documentRanking,
  firstAnswering,
  meanMetrics,
  normaliseAnswer,
  percentile,
  rankMetrics,
  withoutAccents,
} from './metrics.ts'

describe('rankMetrics', () => {
  test('one relevant document on rank 3', () => {
    expect(rankMetrics(['a', 'b', 'c'], new Set(['c']))).toEqual({
      ndcg10: 1 / Math.log2(4),
      recall10: 1,
      mrr10: 1 / 3,
    })
  })

  test('two relevant documents, one found on rank 2', () => {
    const ideal = 1 + 1 / Math.log2(3)
    expect(rankMetrics(['x', 'a'], new Set(['a', 'b']))).toEqual({
      ndcg10: 1 / Math.log2(3) / ideal,
      recall10: 0.5,
      mrr10: 0.5,
    })
  })

  test('a perfect list of eleven relevant documents is perfect as far as ten places go', () => {
    const ids = Array.from({ length: 11 }, (_, i) => String(i))
    const { ndcg10, recall10 } = rankMetrics(ids, new Set(ids))
    expect(ndcg10).toBe(1)
    expect(recall10).toBeCloseTo(10 / 11, 12)
  })

  test('rank 11 counts for nothing', () => {
    const ids = Array.from({ length: 11 }, (_, i) => String(i))
    expect(rankMetrics(ids, new Set(['10']))).toEqual({ ndcg10: 0, recall10: 0, mrr10: 0 })
  })

  test('means are taken question by question', () => {
    const right = rankMetrics(['a'], new Set(['a']))
    const wrong = rankMetrics(['b'], new Set(['a']))
    expect(meanMetrics([right, wrong])).toEqual({ ndcg10: 0.5, recall10: 0.5, mrr10: 0.5 })
  })
})

test('a document ranks where its best chunk does', () => {
  expect(documentRanking(['b_1', 'a_0', 'b_0', 'c_4'], (chunk) => chunk.split('_')[0] ?? '')).toEqual(['b', 'a', 'c'])
})

test('case, accents and white space do not make an answer another one', () => {
  expect(normaliseAnswer('  Él  DIJO\n«Señor» ')).toBe('el dijo «senor»')
  expect(firstAnswering(['nada', 'fue en  Málaga.'], ['malaga'])).toBe(1)
  expect(firstAnswering(['nada'], ['algo'])).toBe(-1)
  expect(firstAnswering([], ['algo'])).toBe(-1)
})

test('accents go and letters stay', () => {
  expect(withoutAccents('¿Cuántos años pasó allí, según Núñez?')).toBe('¿Cuantos anos paso alli, segun Nunez?')
})

test('percentiles take the nearest rank', () => {
  const values = [5, 1, 4, 2, 3]
  expect([percentile(values, 0.5), percentile(values, 0.95), percentile([], 0.5)]).toEqual([3, 5, 0])
})
