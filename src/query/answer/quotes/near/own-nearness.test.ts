import { describe, expect, test } from 'vitest'
import { ownNearness } from './own-nearness.ts'

const unit = (...values: number[]) => new Float32Array(values.map((value) => value / Math.hypot(...values)))

describe('how near something is by what sets it apart', () => {
  const common = [5, 5, 0, 0]
  const question = unit(5, 0, 3, 0)
  const meanQuestion = unit(5, 0, 0, 0)

  test('does not count what all have in common', () => {
    const [right = 0, wrong = 0] = ownNearness(
      [unit(...common.slice(0, 2), 1, 0), unit(6, 5, 0, 1)],
      question,
      meanQuestion,
    )
    expect(right).toBeGreaterThan(wrong)
  })

  test('is nothing where they do not differ', () => {
    expect(ownNearness([unit(1, 2), unit(1, 2)], unit(1, 0), unit(0, 1))).toEqual([0, 0])
    expect(ownNearness([], question, meanQuestion)).toEqual([])
  })

  test('is the cosine for a model that nobody has measured', () => {
    const [same = 0, other = 1] = ownNearness([unit(1, 0), unit(0, 1)], unit(1, 0), null)
    expect(same).toBeCloseTo(1)
    expect(other).toBeCloseTo(0)
  })
})
