import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { withForeignLetters } from './foreign-letters.ts'

const unread = /[\ue000-\ue6ff]/

test.each(['di\u13b1erent', '\u13b2rst of all', 'tra\u13b4c', 'e\u0d1bect'])(
  'a letter of another script inside of a word is unread: %s',
  (text) => {
    expect(withForeignLetters(text)).toMatch(unread)
  },
)

test.each([
  'μm y Ωm',
  'iPhone用ケース',
  'ABC中国',
  'Москва city',
  'año nº 3.ª',
  'ᏣᎳᎩ Gawonihisdi',
  'the Հայ letters',
  'kmʰ',
  'k𝐴 ← k𝑚',
])('what people write beside Latin letters stays: %s', (text) => {
  expect(withForeignLetters(text)).toBe(text)
})

test('takes time in proportion to its text', async () => {
  expect(await growthOf((size) => 'a\u13b1'.repeat(size / 2), 20_000, withForeignLetters)).toBeLessThan(linearGrowth)
})
