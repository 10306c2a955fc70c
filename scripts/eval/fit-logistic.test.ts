import { describe, expect, test } from 'vitest'
import { fitLogistic, scoreOf, type Example } from './fit-logistic.ts'

/** Answered where the first number is large; the second says nothing. */
const examples: readonly Example[] = Array.from({ length: 40 }, (_, i) => ({
  group: String(i),
  features: [i / 10, i % 2],
  answers: i % 7 === 0 ? i < 20 : i >= 20,
  importance: 1,
}))

describe('a logistic fit', () => {
  test('gives weight to what tells and little to what does not', () => {
    const [telling = 0, idle = 0, intercept = 0] = fitLogistic(examples, { shrink: 0.001 })
    expect(telling).toBeGreaterThan(0.5)
    expect(Math.abs(idle)).toBeLessThan(telling)
    expect(intercept).toBeLessThan(0)
  })

  test('is the same every time, and scores by its weights', () => {
    const weights = fitLogistic(examples, { shrink: 0.001 })
    expect(fitLogistic(examples, { shrink: 0.001 })).toEqual(weights)
    expect(scoreOf([2, 1], [3])).toBe(7)
  })

  test('stays near where it starts, and where it is held', () => {
    const [telling = 0, idle = 0] = fitLogistic(examples, { shrink: 1_000, start: [3, 1], held: [false, true] })
    expect(telling).toBeCloseTo(3, 1)
    expect(idle).toBe(1)
  })

  test('needs no more than one kind of example to come to an end', () => {
    const alike = examples.map((example) => ({ ...example, answers: true }))
    expect(fitLogistic(alike, { shrink: 0.01 }).every(Number.isFinite)).toBe(true)
  })
})
