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

  it('go on below an empty row with a row like those above it', () => {
    const people = rowsOf('Nombre|Ciudad|Cargo', 'Ana|Lugo|Jefa 1', '', 'Luis|Vigo|Técnico', 'Eva|Lugo|Técnica 2')
    expect(tables(people)).toEqual([': 1 2 4 5'])
    const shifts = rowsOf('Nombre|Teléfono|Turno', 'Ana|600 1|día', '', 'Eva|sin teléfono|noche', 'Raúl|600 3|noche')
    expect(tables(shifts)).toEqual([': 1 2 4 5'])
  })

  it('go on below the name of a section', () => {
    const rows = ['Nombre|Teléfono|Turno', 'Ana|600 1|día', '', 'COMPRAS', 'Luis|600 2|tarde', '', 'Nota', '', 'Fin']
    expect(tables(rowsOf(...rows))).toEqual([': 1 2 4 5', ': 7', ': 9'])
  })

  it('begin with a title over other rows than those above it', () => {
    const first = ['Nombre|Teléfono|Turno', 'Ana|600 1|día', '', 'Precios']
    expect(tables(rowsOf(...first, 'Tubo|12,50|3'))).toEqual([': 1 2', '4: 5'])
    expect(tables(rowsOf(...first, 'Pieza|Precio|Plazo', 'Tubo|1|2'))).toEqual([': 1 2', '4: 5 6'])
    expect(tables(rowsOf('Concepto|Importe', 'Luz|50', '', 'Condiciones', 'Plazo|30 días'))).toEqual([': 1 2', '4: 5'])
  })

  it('begin with years and numbered names over other figures', () => {
    const first = ['Ventas|Norte|Sur', 'Enero|10|20', '']
    expect(tables(rowsOf(...first, 'Gastos|2023|2024', 'Luz|5|6'))).toEqual([': 1 2', ': 4 5'])
    expect(tables(rowsOf(...first, 'Gastos|T1|T2', 'Luz|5|6'))).toEqual([': 1 2', ': 4 5'])
    expect(tables(rowsOf(...first, 'Gastos|Norte|Sur', 'Luz|5|6'))).toEqual([': 1 2', ': 4 5'])
    expect(tables(rowsOf('Modelo|Año|Precio', 'Ibiza|2019|5', '', 'León|2020|2021', 'Ateca|2021|7'))).toEqual([
      ': 1 2 4 5',
    ])
  })
})
