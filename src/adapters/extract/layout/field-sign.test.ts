import { expect, test } from 'vitest'
import { fieldSign } from './field-sign.ts'

test.each([
  [' SYMBOL 252 \\f "Wingdings" \\s 10 ', '✓'],
  ['SYMBOL 183 \\f Symbol \\h', '•'],
  ['symbol 0xE0 \\f "Wingdings"', '→'],
  ['SYMBOL 8364 \\u', '€'],
  ['SYMBOL 169', '©'],
  ['SYMBOL 7', ''],
  ['SYMBOL', ''],
  ['REF simbolo \\h', ''],
])('a field %j shows %j', (instruction, shown) => {
  expect(fieldSign(instruction)).toBe(shown)
})
