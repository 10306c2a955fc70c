import { expect, test } from 'vitest'
import type { GridRow } from '../../layout/table-grid.ts'
import type { FlowLine } from '../page-runs.ts'
import type { LineGroup } from '../paragraphs.ts'
import { withRowsOverPages } from './rows-over-pages.ts'

const names = ['Código', 'Trabajo', 'Importe']
const first = [names, ['C-06', 'Pintura', '60,00 €'], ['C-07', 'Revisión anual', '70,00 €']]
const ruled = (page: number, texts: readonly (readonly string[])[]): LineGroup => {
  const rows = texts.map((cells): GridRow => ({ cells: cells.map((text) => ({ text })) }))
  const place = { page, left: 40, right: 400, baseline: 500, endBaseline: 500, size: 10, run: 0, edge: null }
  const line: FlowLine = { text: '', ...place, bold: false, upright: true, cells: [], table: rows }
  return { kind: 'table', lines: [line], rows }
}
const said = (...tables: readonly (readonly (readonly string[])[])[]): string[][] =>
  withRowsOverPages(tables.map((texts, page) => ruled(page, texts))).map(({ rows = [] }) =>
    rows.map(({ cells }) => cells.map(({ text }) => text).join(' | ')),
  )

test('what goes on with a row at the head of the next page, below the names again, is of that row', () => {
  const second = [names, ['', 'y cambio de filtros', ''], ['C-08', 'Limpieza', '80,00 €']]
  expect(said(first, second)).toEqual([
    ['Código | Trabajo | Importe', 'C-06 | Pintura | 60,00 €', 'C-07 | Revisión anual y cambio de filtros | 70,00 €'],
    ['Código | Trabajo | Importe', 'C-08 | Limpieza | 80,00 €'],
  ])
  expect(said(first, [['', 'y cambio de filtros', '']])).toHaveLength(1)
})

test('sums, sections and rows of another table stay where they are', () => {
  for (const row of [
    ['', 'suma', '130,00 €'],
    ['', 'Otros trabajos', ''],
    ['C-08', 'cristales', ''],
    ['', 'y más'],
  ]) {
    const second = [names, row]
    expect(said(first, second)).toEqual([first, second].map((rows) => rows.map((cells) => cells.join(' | '))))
  }
})
