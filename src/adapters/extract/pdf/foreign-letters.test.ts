import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { foreignLetter } from './foreign-letters.ts'

test.each(['di\u13b1erent', '\u13b2rst of all', 'tra\u13b4c', 'e\u0d1bect'])(
  'a letter of another script inside of a word is a glyph that nobody explains: %s',
  (text) => {
    expect(text.match(foreignLetter)).toHaveLength(1)
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
])('what people write beside Latin letters is what it is: %s', (text) => {
  expect(text.match(foreignLetter)).toBeNull()
})

test('takes time in proportion to its text', async () => {
  const count = (text: string) => text.match(foreignLetter)
  expect(await growthOf((size) => 'a\u13b1'.repeat(size / 2), 20_000, count)).toBeLessThan(linearGrowth)
})
