import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import { extremeAsked, extremeRows } from './extreme-row.ts'

const table = (rows: readonly string[], cut = Number.POSITIVE_INFINITY) => {
  const text = rows.join('\n')
  const heads = rows[0]?.split(' | ') ?? []
  const blocks = rows.map((row, at) => {
    const start = rows.slice(0, at).join('\n').length + (at === 0 ? 0 : 1)
    return { kind: 'table-row' as const, start, end: start + row.length }
  })
  const outline = { blocks: blocks.filter(({ end }) => end <= cut), opener: null }
  const passage = rankedPassage(1, text.slice(0, cut), { outline, tables: [{ start: 0, end: text.length, heads }] })
  return unitsOf([passage])
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
const found = (question: string, rows: readonly string[], cut?: number): readonly string[] => {
  const units = table(rows, cut)
  return [...extremeRows(question, units)].map((at) => units[at]?.text.split(' | ')[0] ?? '')
}

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
})
