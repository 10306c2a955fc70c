import { describe, expect, test } from 'vitest'
import { chunkId, parseDocumentId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import { fuse } from './fuse.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const hit = (index: number, score: number): Hit => ({ id: chunkId(documentId, index), documentId, score })
const order = (hits: readonly Hit[]): number[] => hits.map((one) => Number(one.id.split('_')[1]))
const scoreOf = (hits: readonly Hit[], index: number): number | undefined =>
  hits.find((one) => one.id === chunkId(documentId, index))?.score

/** Of no importance to what is tested with it. */
const weight = { denseWeight: 0.35 }

describe('fuse', () => {
  test('adds the weighted normalised scores, and the list minimum for what a list lacks', () => {
    // dense .9 .6 .3: mean .6, deviation √.06; sparse 10 and 4 among 28 zeros: mean 14/30, deviation √(116/30 − (14/30)²)
    const fused = fuse([hit(1, 10), hit(2, 4)], [hit(1, 0.9), hit(3, 0.6), hit(2, 0.3)], { denseWeight: 0.25 })
    const deviation = Math.sqrt(116 / 30 - (14 / 30) ** 2)
    const sparse = (score: number): number => (score - 14 / 30) / deviation
    const dense = (score: number): number => (score - 0.6) / Math.sqrt(0.06)
    expect(scoreOf(fused, 1)).toBeCloseTo(0.75 * sparse(10) + 0.25 * dense(0.9), 9)
    expect(scoreOf(fused, 2)).toBeCloseTo(0.75 * sparse(4) + 0.25 * dense(0.3), 9)
    expect(scoreOf(fused, 3)).toBeCloseTo(0.75 * sparse(0) + 0.25 * dense(0.6), 9)
    expect(order(fused)).toEqual([1, 2, 3])
  })

  test('lets a single sparse match count, which has no deviation of its own', () => {
    const dense = [hit(1, 0.5), hit(2, 0.49), hit(3, 0.1)]
    expect(order(fuse([hit(2, 12)], dense, weight))[0]).toBe(2)
  })

  test('drops sparse scores that are no match', () => {
    const dense = [hit(1, 0.5), hit(2, 0.4)]
    expect(fuse([hit(2, 0), hit(3, -1), hit(4, Number.NaN)], dense, weight)).toEqual(fuse([], dense, weight))
  })

  test('follows the one list that is not empty', () => {
    expect(order(fuse([], [hit(1, 0.2), hit(2, 0.8)], weight))).toEqual([2, 1])
    expect(order(fuse([hit(1, 3), hit(2, 9)], [], weight))).toEqual([2, 1])
    expect(fuse([], [], weight)).toEqual([])
  })

  test('ranks a lone candidate', () => {
    expect(fuse([hit(1, 4)], [hit(1, 0.3)], weight)).toHaveLength(1)
    expect(fuse([], [hit(1, 0.3)], weight)).toEqual([hit(1, 0)])
  })

  test('breaks ties by the dense score, then by id, whatever the order of the input', () => {
    const sparse = [hit(3, 5), hit(1, 5), hit(2, 5)]
    const dense = [hit(2, 0.4), hit(1, 0.4), hit(3, 0.4)]
    expect(order(fuse(sparse, dense, weight))).toEqual([1, 2, 3])
    expect(fuse(sparse.toReversed(), dense.toReversed(), weight)).toEqual(fuse(sparse, dense, weight))
    // with no weight of its own, the dense score still decides between equals
    expect(order(fuse([hit(1, 5), hit(2, 5)], [hit(2, 0.9), hit(1, 0.1)], { denseWeight: 0 }))).toEqual([2, 1])
  })

  test('takes no more of the sparse list than the depth, and half as many of the dense one', () => {
    const dense = Array.from({ length: 10 }, (_, i) => hit(i, 1 - i / 10))
    expect(
      order(fuse([hit(20, 3), hit(21, 2), hit(22, 1)], dense, { denseWeight: 0.35, depth: 2 })).toSorted(
        (a, b) => a - b,
      ),
    ).toEqual([0, 20, 21])
  })

  test('counts a chunk that a store returned twice once, with its better score', () => {
    expect(fuse([], [hit(1, 0.2), hit(1, 0.8), hit(2, 0.5)], weight)).toEqual(
      fuse([], [hit(1, 0.8), hit(2, 0.5)], weight),
    )
  })

  test('goes by the dense leg for candidates in another language, and adds what their language costs them', () => {
    const dense = [hit(1, 0.88), hit(2, 0.85), ...Array.from({ length: 20 }, (_, i) => hit(10 + i, 0.7 + i / 1_000))]
    const sparse = [hit(1, 6), hit(3, 5)]
    expect(order(fuse(sparse, dense, weight))[0]).toBe(1)
    const across = new Set([chunkId(documentId, 2)])
    expect(order(fuse(sparse, dense, { denseWeight: 0.35, across, languageGap: 0.2 }))[0]).toBe(2)
    // where all are in the other language nothing but the weight changes
    const all = new Set(dense.map(({ id }) => id))
    const gaps = [0, 0.2].map((languageGap) => order(fuse([], dense, { denseWeight: 0.35, across: all, languageGap })))
    expect(gaps[0]).toEqual(gaps[1])
  })

  test('lets the sparse leg count for less, the less of the question its best match has', () => {
    const dense = [hit(1, 0.88), ...Array.from({ length: 35 }, (_, i) => hit(10 + i, 0.8 - i / 1_000))]
    const sparse = [hit(12, 2)]
    const best = (fullScore: number | null) => order(fuse(sparse, dense, { denseWeight: 0.5, fullScore }))[0]
    expect([null, 3, 30].map(best)).toEqual([12, 12, 1])
    // half of the question's weight is all that can be asked of a match
    expect(fuse(sparse, dense, { denseWeight: 0.5, fullScore: 4 })).toEqual(fuse(sparse, dense, { denseWeight: 0.5 }))
  })

  test('knows how far a passage is from unrelated ones when there are only two, where the model says it', () => {
    const dense = [hit(1, 0.88), hit(2, 0.79)]
    const sparse = [hit(2, 1)]
    const unrelated = { mean: 0.785, deviation: 0.016 }
    expect(order(fuse(sparse, dense, { denseWeight: 0.55, fullScore: 4 }))).toEqual([2, 1])
    expect(order(fuse(sparse, dense, { denseWeight: 0.55, fullScore: 4, unrelated }))).toEqual([1, 2])
  })
})
