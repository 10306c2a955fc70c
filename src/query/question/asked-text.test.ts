import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { askedText } from './asked-text.ts'

test('letters with accents are one character, however they were typed', () => {
  expect(askedText('¿Qué baño está cerrado?'.normalize('NFD'))).toBe('¿Qué baño está cerrado?'.normalize('NFC'))
})

test('nothing is left that nobody sees', () => {
  expect(askedText('pla\u200bzo')).toBe('plazo')
})

test('takes time in proportion to any number of marks on a letter', async () => {
  const make = (size: number): string => `a${'\u0301\u0316'.repeat(size / 2)}`
  expect(await growthOf(make, 5_000, askedText)).toBeLessThan(linearGrowth)
})
