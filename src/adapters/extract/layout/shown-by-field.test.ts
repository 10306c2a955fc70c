import { expect, test } from 'vitest'
import { shownByField } from './shown-by-field.ts'

test.each([
  [' SYMBOL 252 \\f "Wingdings" \\s 10 ', '✓'],
  ['SYMBOL 183 \\f Symbol \\h', '•'],
  ['symbol 0xE0 \\f "Wingdings"', '→'],
  ['SYMBOL 8364 \\u', '€'],
  ['SYMBOL 169', '©'],
  [' EQ \\f(1,2) ', '1/2'],
  ['SYMBOL 7', ''],
  ['SYMBOL', ''],
  ['REF simbolo \\h', ''],
])('a field %j shows %j', (instruction, shown) => {
  expect(shownByField(instruction)).toBe(shown)
})
