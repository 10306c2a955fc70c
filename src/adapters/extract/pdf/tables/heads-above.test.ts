import { expect, test } from 'vitest'
import type { GridRow } from '../../layout/table-grid.ts'
import type { FlowLine } from '../page-runs.ts'
import type { LineGroup } from '../paragraphs.ts'
import { withHeadsAbove } from './heads-above.ts'

const flow = (baseline: number, cells: readonly string[], table?: readonly GridRow[]): FlowLine => {
  const text = cells.join(' ')
  const across = { left: 40, right: 400, size: 10, page: 0 }
  const own = cells.map((cell, at) => ({ text: cell, left: 40 + at * 60, right: 80 + at * 60 }))
  const place = { ...across, baseline, endBaseline: baseline, bold: false, upright: true, run: 0, edge: null }
  return { text, ...place, cells: own, ...(table === undefined ? {} : { table }) }
}
const names: readonly GridRow[] = [
  {
    cells: [
      { text: 'Modelo', rows: 2 },
      { text: 'Características', columns: 2 },
      { text: 'Precio €', rows: 2 },
    ],
  },
  { cells: [{ text: 'kW' }, { text: 'Altura m' }] },
]
const grid = (rows: readonly GridRow[] = names): LineGroup => ({
  kind: 'table',
  lines: [flow(500, ['Modelo'], rows)],
  rows,
})
const rows = (baseline: number, ...texts: readonly (readonly string[])[]): LineGroup => ({
  kind: 'table',
  lines: texts.map((cells, at) => flow(baseline - at * 18, cells)),
  rows: texts.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
})
const heads = (groups: readonly LineGroup[]): (number | undefined)[] =>
  withHeadsAbove(groups).map((group) => group.rows?.filter(({ isHead }) => isHead === true).length)

test('names that stand in a grid of their own are those of the rows below it', () => {
  const below = rows(475, ['BC-40', '0,75', '32', '312'], ['BC-50', '1,10', '42', '368'])
  expect(heads([grid(), below])).toEqual([2])
})

test('rows with other columns, far below or under a grid that holds values are another table', () => {
  expect(heads([grid(), rows(475, ['BC-40', '0,75'], ['BC-50', '1,10'])])).toEqual([0, 0])
  expect(heads([grid(), rows(400, ['BC-40', '0,75', '32', '312'], ['BC-50', '1,10', '42', '368'])])).toEqual([0, 0])
  const values = [...names.slice(0, 1), { cells: ['A', '1', '2', '3'].map((text) => ({ text })) }]
  expect(heads([grid(values), rows(475, ['BC-40', '0,75', '32', '312'])])).toEqual([0, 0])
})
