import { expect, test } from 'vitest'
import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { noMatch } from '../../quotes/said/match-terms.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isOfOtherName } from './other-name.ts'

interface Told {
  readonly text: string
  readonly start: number
  readonly documentId?: string
  readonly heading?: string
}

/** Units that say the words of a question that they have. */
const units = (question: string, told: readonly Told[], title = 'Boletín') => {
  const words = fold(question).match(/[a-z]{3,}/g) ?? []
  return told.map(({ text, start, documentId = 'a', heading = '' }) => ({
    text,
    start,
    end: start + text.length,
    lead: null,
    heading: null,
    passage: { documentId, headingPath: heading === '' ? [] : [heading], documentTitle: title, fileName: 'a.txt' },
    match: { ...noMatch, words, said: words.map((word) => fold(text).includes(word)) },
  })) as unknown as RankedUnit<RankedPassage>[]
}

test.each<readonly [string, Told, Told]>([
  [
    'en qué año murió Emilio Santos',
    { text: 'El fundador había muerto en 1939.', start: 5000 },
    { text: 'El puente lo hizo Emilio Santos.', start: 1000 },
  ],
  [
    "what is Ruth's phone number",
    { text: 'Contact: Tom, 555 014', start: 2000 },
    { text: 'Ruth brings the cake.', start: 4000 },
  ],
  [
    'precio de la carpa de Outeiro',
    { text: 'Carpas Miño pide 1.980 €.', start: 900 },
    { text: 'Outeiro no ha contestado.', start: 2000, documentId: 'b' },
  ],
])('"%s" is not answered by %j, where documents tell elsewhere of the name', (question, best, other) => {
  expect(isOfOtherName(question, units(question, [best, other]))).toBe(true)
})

const question = 'en qué año murió Emilio Santos'
const best = { text: 'Había muerto en 1939.', start: 5000 }

test.each([
  // no other line tells of the name, or one beside it does, or the document begins with it
  [[best]],
  [[best, { text: 'Emilio Santos hizo el puente.', start: 4960 }]],
  [[best, { text: 'Vida de Emilio Santos', start: 0 }]],
  [
    [
      { ...best, heading: 'Emilio Santos' },
      { text: 'Emilio Santos hizo el puente.', start: 1000 },
    ],
  ],
  [
    [
      { ...best, text: 'Santos murió en 1939.' },
      { text: 'Emilio Santos hizo el puente.', start: 1000 },
    ],
  ],
  [[]],
])(`"${question}" may be answered by the first of %j`, (told) => {
  expect(isOfOtherName(question, units(question, told))).toBe(false)
})

test('what a document is about by its title is what all of it is of', () => {
  const found = units(question, [best, { text: 'Emilio Santos hizo el puente.', start: 1000 }], 'Emilio Santos')
  expect(isOfOtherName(question, found)).toBe(false)
})

test('a question without a name asks of no other one', () => {
  const asked = 'en qué año murió el fundador'
  expect(isOfOtherName(asked, units(asked, [best, { text: 'El fundador hizo el puente.', start: 1000 }]))).toBe(false)
})
