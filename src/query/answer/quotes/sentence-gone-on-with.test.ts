import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { fold } from '../../../domain/text/fold.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'
import { sentencesGoneOnWith } from './sentence-gone-on-with.ts'

const goneOnWith = (text: string) => {
  const units = unitsOf([rankedPassage(1, text)])
  return sentencesGoneOnWith(
    units,
    units.map((unit) => fold(unit.text)),
  ).filter((before) => before !== '')
}

test.each([
  ['La primera revisión es gratuita.', 'Después, una cada 2.000 km.'],
  ['La fianza se devuelve en julio.', 'En caso contrario se avisa por escrito.'],
  ['Vans come back with a full tank.', 'Otherwise we charge £15 and the fuel.'],
  ['Cancel up to two days before.', 'After that we keep one day of the hire.'],
])('"%s" is what "%s" goes on with', (first, next) => {
  expect(goneOnWith(`${first} ${next}`)).toEqual([first])
})

test.each([
  'La primera revisión es gratuita. Las demás cuestan 40 euros.',
  'La primera revisión es gratuita.\n\nDespués, una cada 2.000 km.',
  `La primera revisión es gratuita. Después, una cada 2.000 km. ${'Se anota en el cuaderno del taller. '.repeat(12)}`,
])('nothing in "%.60s…"', (text) => {
  expect(goneOnWith(text)).toEqual([])
})
