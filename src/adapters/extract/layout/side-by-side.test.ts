import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { tableDrafts } from './table-drafts.ts'
import { tablesSideBySide } from './side-by-side.ts'
import type { GridRow } from './table-grid.ts'

const rows = (...lines: readonly string[]): GridRow[] =>
  lines.map((line) => ({ cells: line.split('|').map((text) => ({ text: text.trim() })) }))
const said = (...lines: readonly string[]) =>
  tableDrafts(rows(...lines)).map(({ text, table }) => ({ text, heads: table?.heads }))

test('names that repeat tell tables side by side, one after the other with its own names', () => {
  const heads = ['Artículo', 'Precio']
  const prices = said(
    'Artículo|Precio|Artículo|Precio',
    'Bisagra|2,35|Lija|0,80',
    'Cerrojo|6,10|Masilla|4,20',
    'Manilla|9,90||',
  )
  expect(prices).toEqual(
    [
      'Artículo | Precio',
      'Bisagra | 2,35',
      'Cerrojo | 6,10',
      'Manilla | 9,90',
      'Artículo | Precio',
      'Lija | 0,80',
      'Masilla | 4,20',
    ].map((text) => ({ text, heads })),
  )
})

test('the list goes on in the next table, from above or from the left, or ends in it, or is of things with values of their own', () => {
  const first = (...lines: readonly string[]) => said('Plazo|Cuota|Plazo|Cuota', ...lines).map(({ text }) => text)[2]
  expect(first('1|200,00|3|202,00', '2|201,00|4|203,00')).toBe('2 | 201,00')
  expect(first('1|200,00|2|201,00', '3|202,00|4|203,00')).toBe('3 | 202,00')
  expect(first('31/01/2026|20|31/03/2026|20', '28/02/2026|20|30/04/2026|20')).toBe('28/02/2026 | 20')
  expect(first('Zócalo|2,50|Arena|7,10', 'Ladrillo|1,50|Cal|3,00', 'Teja|3,10|Barro|1,20')).toBe('Ladrillo | 1,50')
  expect(first('Zócalo|20|Arena|7', 'Ladrillo|15|Cal|3', 'Teja|31||')).toBe('Ladrillo | 15')
})

test('so do those of the two sides of a balance sheet', () => {
  const sides = said(
    'ACTIVO|2026|2025|PASIVO|2026|2025',
    'Existencias|41.200|38.950|Proveedores|55.000|51.000',
    'Efectivo|15.310|12.480|Deudas|20.100|22.300',
  )
  expect(sides.map(({ text }) => text)).toEqual([
    'ACTIVO | 2026 | 2025',
    'Existencias | 41.200 | 38.950',
    'Efectivo | 15.310 | 12.480',
    'PASIVO | 2026 | 2025',
    'Proveedores | 55.000 | 51.000',
    'Deudas | 20.100 | 22.300',
  ])
  const named = said('Concepto|2026|2025|Concepto|2026|2025', 'Zócalo|1|2|Deudas|3|4', 'Arena|5|6|Capital|7|8')
  expect(named[1]?.text).toBe('Zócalo | 1 | 2')
  expect(sides.at(-1)?.heads).toEqual(['PASIVO', '2026', '2025'])
})

test('what belongs together stays in one row: the goals of two teams, values below a label, cells that are merged', () => {
  const texts = (...lines: readonly string[]): string[] => said(...lines).map(({ text }) => text)
  expect(texts('Local|Goles|Visitante|Goles', 'Betis|2|Sevilla|1', 'Cádiz|0|Huelva|3')[1]).toBe(
    'Betis | 2 | Sevilla | 1',
  )
  expect(texts('Día|Entrada|Salida|Entrada|Salida', '3|8:00|14:00|16:00|19:00', '4|8:05|14:00|16:10|19:00')[1]).toBe(
    '3 | 8:00 | 14:00 | 16:00 | 19:00',
  )
  expect(texts('12|7|12|7', '3|4|5|6', '7|8|9|1')[0]).toBe('12 | 7 | 12 | 7')
  expect(texts('Equipo|Goles|Equipo|Goles', 'Betis|2|Sevilla|1', 'Cádiz|0|Huelva|3', 'Lugo|1|Elche|1')[1]).toBe(
    'Betis | 2 | Sevilla | 1',
  )
  expect(
    texts('Entrada|Salida|Entrada|Salida', '8:00|14:00|16:00|19:00', '8:05|14:10|16:10|19:00', '8:10|14:00||')[1],
  ).toBe('8:00 | 14:00 | 16:00 | 19:00')
  expect(texts('Zona|2024|2025|Total|2024|2025', 'Norte|1|2|3|4|5', 'Sur|5|6|7|8|9')[1]).toBe(
    'Norte | 1 | 2 | 3 | 4 | 5',
  )
  const merged = [
    ...rows('Obra|Precio|Obra|Precio', 'A|1|B|2', 'C|3|D|4'),
    { cells: [{ text: 'Sin IVA', columns: 4 }] },
  ]
  expect(tableDrafts(merged)[1]?.text).toBe('A | 1 | B | 2')
})

test('names are compared in time in proportion to how many there are', async () => {
  const make = (columns: number): GridRow[] => {
    const names = Array.from({ length: columns }, (_, column) => ({ text: `Columna ${column}` }))
    return [{ cells: names }, { cells: [] }, { cells: [] }]
  }
  expect(await growthOf(make, 2_000, tablesSideBySide)).toBeLessThan(linearGrowth)
})
