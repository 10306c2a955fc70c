import { describe, expect, test } from 'vitest'
import { areaUnderCurve, refusedAt } from './order-of-scores.ts'

const scored = (scores: readonly number[], answers: readonly boolean[]) =>
  scores.map((score, i) => ({ score, answers: answers[i] === true }))

describe('what is said of scores', () => {
  test('the area under the curve is one for a perfect order, a half for none', () => {
    expect(areaUnderCurve(scored([1, 2, 3, 4], [false, false, true, true]))).toBe(1)
    expect(areaUnderCurve(scored([1, 1, 1, 1], [false, true, false, true]))).toBe(0.5)
  })

  test('refusals are counted below the score that leaves enough of the others', () => {
    const scores = scored([1, 2, 3, 4, 5, 6], [false, true, false, true, true, true])
    expect(refusedAt(scores, 0)).toEqual({ threshold: 2, refused: 0.5 })
    expect(refusedAt(scores, 0.25)).toEqual({ threshold: 4, refused: 1 })
  })
})
