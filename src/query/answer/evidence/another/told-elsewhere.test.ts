import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { noMatch } from '../../quotes/said/match-terms.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isToldElsewhere } from './told-elsewhere.ts'

interface Told {
  readonly text: string
  readonly start: number
  readonly heading?: string
}

/** Units of one document that say the words of a question that they have. */
const units = (question: string, told: readonly Told[], title = 'Manual') => {
  const words = fold(question).match(/[a-z]{3,}/g) ?? []
  const found = told.map(({ text }) => words.map((word) => fold(text).includes(word.replace(/s$/, ''))))
  const unsaid = words.filter((_, at) => !found.some((said) => said[at] === true))
  return told.map(({ text, start, heading = '' }, at) => ({
    text,
    start,
    end: start + text.length,
    lead: null,
    heading: null,
    passage: { documentId: 'a', headingPath: heading === '' ? [] : [heading], documentTitle: title, fileName: 'a.txt' },
    match: { ...noMatch, words, said: found[at], unsaid },
  })) as unknown as RankedUnit<RankedPassage>[]
}

test.each<readonly [string, string, string]>([
  ['cada cuánto hay que cambiar el filtro', 'La bomba se revisa cada tres meses.', 'El filtro cuesta 9 €.'],
  ['how long is the guarantee on the grinder', 'The pump has a guarantee of 5 years.', 'The grinder is loud.'],
  ['¿Cuánto cuesta la grúa?', 'La visita cuesta 180 euros.', 'La grúa sale de León.'],
  ['¿Cuánto aforo hay para el coro?', 'Caben 60 personas.', 'El coro ensaya los lunes.'],
  ['how often must I change the water filter', 'Descale it every three months.', 'Filter: £8.90'],
])('what "%s" asks about is told of elsewhere than in "%s"', (question, best, other) => {
  const found = units(question, [
    { text: best, start: 3000 },
    { text: other, start: 1000 },
  ])
  expect(isToldElsewhere(question, found)).toBe(true)
})

const question = '¿Cuánto cuesta la grúa?'
const best = { text: 'La visita cuesta 180 euros.', start: 3000 }
const other = { text: 'La grúa sale de León.', start: 1000 }

test.each<readonly [string, readonly Told[]]>([
  // nothing tells of it: it may be called otherwise
  [question, [best]],
  // the line says it, or one beside it, or its heading; or the document begins with it
  [question, [{ ...best, text: 'La grúa cuesta 180 euros.' }, other]],
  [question, [best, { ...other, start: 2970 }]],
  [question, [{ ...best, heading: 'Grúa' }, other]],
  [question, [best, { ...other, start: 0 }]],
  // when and how it is, and whose, is said in many ways
  [
    '¿abren por la tarde?',
    [
      { text: 'Abren de 17 a 20 h.', start: 3000 },
      { text: 'La tarde es larga.', start: 1000 },
    ],
  ],
  [
    'cuánto puedo llevar gratis',
    [
      { text: '12 kg sin costo', start: 3000 },
      { text: 'Gratis el lunes', start: 1000 },
    ],
  ],
  ['cuánto cuesta venir a arreglarla', [best, { text: 'Para arreglarla, llame.', start: 1000 }]],
  [question, []],
])('"%s" may be answered by the first of %j', (asked, told) => {
  expect(isToldElsewhere(asked, units(asked, told))).toBe(false)
})

test('what a document is about by its title is what all of it is of', () => {
  expect(isToldElsewhere(question, units(question, [best, other], 'Grúas León'))).toBe(false)
})

test.each(['de la grua ', 'el el el ', 'a'])(
  'a question full of "%s" takes time in proportion to its length',
  async (part) => {
    const found = units(question, [best, other])
    const make = (size: number) => part.repeat(size / part.length)
    expect(await growthOf(make, 20_000, (asked) => isToldElsewhere(asked, found))).toBeLessThan(linearGrowth)
  },
)
