import { describe, expect, it } from 'vitest'
import type { GridRow } from './grid.ts'
import { tablesOf } from './tables-of.ts'

/** Rows of cells between bars; an empty text is an empty row, an empty cell one without a text. */
function rowsOf(...lines: readonly string[]): GridRow[] {
  return lines.flatMap((line, at) => {
    const cells = line.split('|').flatMap((text, column) => (text === '' ? [] : [{ column, text }]))
    return cells.length === 0 ? [] : [{ number: at + 1, cells }]
  })
}

/** Numbers of the rows of each table: those of its title before a colon. */
const tables = (rows: readonly GridRow[], hidden: readonly number[] = []): string[] =>
  tablesOf(rows, new Set(hidden)).map(({ title, body }) =>
    [title, body]
      .map((part) => part.map(({ number }) => number).join(' '))
      .join(': ')
      .trim(),
  )

describe('tables of a sheet', () => {
  it('begin below an empty row with a title or with names', () => {
    expect(tables(rowsOf('A|B', 'x|1', '', 'C|D', 'y|2'))).toEqual([': 1 2', ': 4 5'])
    expect(tables(rowsOf('A|B', 'x|1', '', 'Ventas', 'C|D', 'y|2'))).toEqual([': 1 2', '4: 5 6'])
  })

  it('go on below rows that nobody sees', () => {
    const rows = rowsOf(
      'Cliente|Ciudad|Zona',
      'Acme|Madrid|1',
      '',
      'Gamma|Lugo|sin zona',
      'Delta|Soria|4',
      '',
      '',
      'Solo',
      'Épsilon|Soria|',
    )
    expect(tables(rows, [3, 6, 7])).toEqual([': 1 2 4 5 8 9'])
    expect(tables(rows, [3, 6])).toEqual([': 1 2 4 5', '8: 9'])
  })
})
