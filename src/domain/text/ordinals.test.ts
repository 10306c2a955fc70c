import { expect, it } from 'vitest'
import { leadingOrdinal, ordinalOf } from './ordinals.ts'

it.each([
  ['Primera.- Objeto', 1, 7],
  ['PRIMER', 1, 6],
  ['Segundo plazo', 2, 7],
  ['DÉCIMA: Renta', 10, 6],
  ['Undécima', 11, 8],
  ['Décimo tercera. Plazo', 13, 14],
  ['DECIMOTERCERA.- Plazo', 13, 13],
  ['decimoctava', 18, 11],
  ['Decimonovena', 19, 12],
  ['Vigésimo primera', 21, 16],
  ['Trigésima', 30, 9],
  ['Única', 1, 5],
  ['Seventh Floor', 7, 7],
])('"%s" begins with the ordinal %d, %d characters long', (text, value, chars) => {
  expect(leadingOrdinal(text)).toEqual({ value, chars })
})

it.each(['Primeramente', 'Unicornio', 'x', '', '5. Objeto', 'Una décima'])('"%s" begins with none', (text) => {
  expect(leadingOrdinal(text)).toBeNull()
})

it('knows ordinals in two folded words', () => {
  expect(['decima tercera', 'vigesimo', 'casa', 'decimo casa'].map(ordinalOf)).toEqual([13, 20, null, null])
})
