import { expect, test } from 'vitest'
import { fitWeights, rightFirst, type RankedExample } from './fit-weights.ts'

const example = (...units: readonly (readonly [number, number, boolean])[]): RankedExample => ({
  group: 'a',
  importance: 1,
  units: units.map(([first, second, right]) => ({ features: [first, second], right })),
})
/** The second feature tells which unit is right, the first misleads. */
const examples = [
  example([1, 0, false], [0, 1, true]),
  example([2, 0, false], [1, 1, true], [0, 0, false]),
  example([1, 1, true], [3, 0, false]),
]
const options = { rounds: 200, rate: 0.3, shrink: 0.001, start: [1, 0], fixed: [false, false] }

test('weights are moved to what tells right units from wrong ones', () => {
  expect(rightFirst(examples, options.start)).toBe(0)
  const weights = fitWeights(examples, options)
  expect(rightFirst(examples, weights)).toBe(1)
  expect(weights[1]).toBeGreaterThan(weights[0] ?? Infinity)
  expect(fitWeights(examples, options)).toEqual(weights)
})

test('a fixed weight stays, and examples that can tell nothing change nothing', () => {
  expect(fitWeights(examples, { ...options, fixed: [true, false] })[0]).toBe(1)
  expect(fitWeights([example([1, 0, true]), example([1, 0, false])], options)).toEqual(options.start)
})
