import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { createAnalyser } from '../../../../adapters/analyse/analyser.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { rankUnits } from '../rank-units.ts'
import { extremeAsked } from './extreme-row.ts'

const analyser = createAnalyser()

const table = (rows: readonly string[], cut = Number.POSITIVE_INFINITY) => {
  const text = rows.join('\n')
  const heads = rows[0]?.split(' | ') ?? []
  const blocks = rows.map((row, at) => {
    const start = rows.slice(0, at).join('\n').length + (at === 0 ? 0 : 1)
    return { kind: 'table-row' as const, start, end: start + row.length }
  })
  const outline = { blocks: blocks.filter(({ end }) => end <= cut), opener: null }
  return rankedPassage(1, text.slice(0, cut), { outline, tables: [{ start: 0, end: text.length, heads }] })
}
const bikes = [
  'Bike | Half day | Full day €',
  'City bike | 12 € | 18 €',
  'Mountain bike | 18 € | 28 €',
  'Electric mountain bike | 28 € | 45 €',
  'Total | 58 € | 91 €',
]
const treats = [
  'Treatment | Duration | Price',
  'Cut | 45 min | £42',
  'Colour treatment | 1 h 30 min | £55',
  'Fringe | 10 min | £8.50',
  'Perm | 2 h | £1,060',
]
const stock = ['Artículo | IVA | Dto. | Precio', 'Sillín | 4 % | 2 | 30,00', 'Rueda | 21 % | 10 | 25,00']
const buses = ['Vehicle | Deposit | Rate', 'Car | £50 | £30', 'Bus | £80 | £55']
const tickets = ['Ticket | Price', 'Dog | £1', 'Child | £5', 'Adult | £9']
const foundIn = (question: string, passages: readonly RankedPassage[]): readonly string[] => {
  const sought = { text: question, terms: analyser.analyseQuestion(question), meant: new Map<string, string>() }
  const reading = { analyser, languageOf: () => null }
  return rankUnits(reading, { ...sought, embedding: null, meanQuestion: null }, passages)
    .filter(({ features }) => features.extremeAsked > 0)
    .toSorted((a, b) => a.start - b.start)
    .map(({ text }) => text.split(' | ')[0] ?? '')
}
const found = (question: string, rows: readonly string[], cut?: number): readonly string[] =>
  foundIn(question, [table(rows, cut)])

test.each([
  ['cual es la mas barata', bikes, ['City bike']],
  ['what is the most expensive bike for a full day', bikes, ['Electric mountain bike']],
  ['the cheapest mountain bike', bikes, ['Mountain bike']],
  ['which is the cheapest treatment', treats, ['Fringe']],
  ['que es lo mas caro', treats, ['Perm']],
  ['what takes longest', treats, ['Perm']],
  ['which treatment costs the most', treats, ['Perm']],
  ['which is the shortest one', treats, ['Fringe']],
  ['the heaviest one', treats, []],
  ['how much is a cut', treats, []],
  // one dearer or longer than another is none of all
  ['¿cuándo es más caro el corte?', treats, []],
  ['por qué es más caro el tinte', treats, []],
  ['quiero algo más barato', treats, []],
  ['una bici más barata que la city', bikes, []],
  ['un tratamiento más largo de 2 h', treats, []],
  ['qué bici es más barata', bikes, ['City bike']],
  ['qué sale más caro, la city o la mountain', bikes, ['Electric mountain bike']],
  ['bici mas barata', bikes, ['City bike']],
  ['why is the most expensive one so long', treats, []],
  // the next ones
  ['the second most expensive treatment', treats, ['Colour treatment']],
  ['cuál es la segunda bici más barata', bikes, ['Mountain bike']],
  ['the 2nd cheapest treatment', treats, ['Cut']],
  ['the tenth cheapest treatment', treats, []],
  // not the tax, the discount or the deposit
  ['cuál es el más barato', stock, ['Rueda']],
  ['which bus is the cheapest', buses, ['Bus']],
  ['the cheapest ticket for children', tickets, ['Child']],
])('"%s" is answered by the row with the extreme value', (question, rows, names) => {
  expect(found(question, rows)).toEqual(names)
})

test('of a table that was not found whole no row is the extreme one', () => {
  expect(found('which is the cheapest treatment', treats, 80)).toEqual([])
})

test('the words of a superlative need not be said', () => {
  expect([...(extremeAsked('que plato es el mas caro')?.words ?? [])]).toEqual(
    expect.arrayContaining(['mas', 'caro', 'plato']),
  )
  expect(extremeAsked('which yacht costs the most')?.words).not.toContain('yacht')
  expect(extremeAsked('que barco es mas caro')?.words).not.toContain('barco')
})

test('a table of something else has no row that is the extreme one', () => {
  const text = 'Double room: 60 euros. Single room: 40 euros.'
  const rooms = rankedPassage(2, text)
  const parking = table(['Parking | Price', 'Car | 9 €', 'Motorbike | 4 €'])
  expect(foundIn('what is the cheapest room', [rooms, parking])).toEqual([])
  expect(foundIn('what is the cheapest parking', [rooms, parking])).toEqual(['Motorbike'])
})
