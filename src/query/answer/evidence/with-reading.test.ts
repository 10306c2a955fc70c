import { expect, test } from 'vitest'
import { neededEvidence, withReading } from './evidence.ts'

test('a reader that is against a unit counts for less where a sentence is asked of running text', () => {
  expect(withReading(0.7, -3, 'ofLines')).toBeLessThan(neededEvidence)
  expect(withReading(0.7, -3, 'ofProse')).toBeGreaterThan(neededEvidence)
  expect(withReading(0.4, 3, 'ofLines')).toBeGreaterThan(0.8)
  expect(withReading(0.7, -6, 'ofProse')).toBeLessThan(neededEvidence)
})
