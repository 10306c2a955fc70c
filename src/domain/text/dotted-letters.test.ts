import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { dottedLettersIn, joinDottedLetters } from './dotted-letters.ts'

test.each([
  ['n.i.f.: b96554120', ['nif']],
  ['el d.n.i del socio', ['dni']],
  ['i.v.a. (21 %)', ['iva']],
  ['en ee.uu. y ee. uu.', ['eeuu', 'eeuu']],
  ['dpto. de rr.hh.', ['rrhh']],
  ['brillo s.l.', ['sl']],
])('reads letters with dots as a word: %s', (text, words) => {
  expect(dottedLettersIn(text)).toEqual(words)
})

test.each([
  'art. 5',
  'a. primer punto',
  'www.a.b.example',
  'v1.2.3',
  'pag. 4. y 5.',
  'fin. el gato',
  'x.y@correo.example',
])('leaves as it is: %s', (text) => {
  expect(joinDottedLetters(text)).toBe(text)
})

test('takes time in proportion to hostile text', async () => {
  const make = (size: number): string => 'a.'.repeat(size)
  expect(await growthOf(make, 10_000, (text) => joinDottedLetters(text))).toBeLessThan(linearGrowth)
})
