import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { noMatch } from '../../quotes/said/match-terms.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isOfOtherContrast } from './other-contrast.ts'

/** Units far from each other that say the words of a question that they have. */
const units = (question: string, texts: readonly string[], title = 'Avisos') => {
  const words = fold(question).match(/[a-z]{3,}/g) ?? []
  const kinds = /cuota|price|precio/.test(question) ? ['money'] : []
  return texts.map((text, at) => ({
    text,
    kinds,
    start: 1000 * (at + 1),
    end: 1000 * (at + 1) + text.length,
    lead: null,
    heading: null,
    passage: { documentId: 'a', headingPath: [], documentTitle: title, fileName: 'a.txt' },
    match: { ...noMatch, words, said: words.map((word) => fold(text).includes(word)) },
  })) as unknown as RankedUnit<RankedPassage>[]
}

test.each([
  ['precio del abono anual', 'Abono mensual | 29 €'],
  ['what does the green light mean', 'Red steady: the tank is empty.'],
  ['quién ganó la copa de plata', 'La copa de oro la ganó Inés.'],
  ['last day to order for autumn', 'Orders for spring close on 15 January.'],
  ['how many came to the second gathering', 'Third gathering: 40 people'],
  ['qué número tiene el electricista', 'Fontanero: 555 014'],
  ['cuota para jubilados', 'Cuota de adultos: 20 €'],
  ['nivel de francés', 'Inglés: B2'],
  ['price of a large box', 'Small box: £3'],
])('"%s" is not answered by "%s"', (question, best) => {
  expect(isOfOtherContrast(question, units(question, [best]))).toBe(true)
})

test.each([
  ['precio del abono anual', ['Abono mensual 29 €, anual 290 €']],
  ['precio del abono anual', ['Abono del año | 29 €']],
  // whether it is so is told by what it is
  ['¿hay abono anual?', ['Abono mensual | 29 €']],
  ['can you clean third floor windows', ['Windows up to second floor: £3']],
  // another one in a row only beside the same word, and who pays what only where an amount is asked for
  ['fecha de la segunda cuota', ['Primer plazo: 30 de julio']],
  ['dónde esperan los niños', ['Los adultos esperan en la sala.']],
  ['precio del abono', ['Abono mensual | 29 €']],
  ['precio del abono anual', []],
])('"%s" may be answered by %j', (question, texts) => {
  expect(isOfOtherContrast(question, units(question, texts))).toBe(false)
})

test('what follows or is the title may tell of it', () => {
  const question = 'cuántos rollos hay de lona blanca'
  const [best] = units(question, ['La lona negra son siete rollos.'])
  const next =
    best === undefined ? [] : [best, { ...best, text: 'De la blanca, dos.', start: best.end + 1, end: best.end + 20 }]
  expect(isOfOtherContrast(question, next)).toBe(false)
  expect(isOfOtherContrast(question, units(question, ['La lona negra son siete rollos.'], 'Lonas blancas'))).toBe(false)
})

test.each(['segunda cuota ', 'anual ', 'a'])(
  'a text full of "%s" takes time in proportion to its length',
  async (part) => {
    const make = (size: number) => part.repeat(size / part.length)
    const look = (text: string) => isOfOtherContrast('fecha de la tercera cuota', units('tercera', [text]))
    expect(await growthOf(make, 20_000, look)).toBeLessThan(linearGrowth)
  },
)
