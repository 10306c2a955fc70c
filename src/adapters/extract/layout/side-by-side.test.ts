import { expect, test } from 'vitest'
import { tableDrafts } from './table-drafts.ts'
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
  expect(texts('Zona|2024|2025|Total|2024|2025', 'Norte|1|2|3|4|5', 'Sur|5|6|7|8|9')[1]).toBe(
    'Norte | 1 | 2 | 3 | 4 | 5',
  )
  const merged = [
    ...rows('Obra|Precio|Obra|Precio', 'A|1|B|2', 'C|3|D|4'),
    { cells: [{ text: 'Sin IVA', columns: 4 }] },
  ]
  expect(tableDrafts(merged)[1]?.text).toBe('A | 1 | B | 2')
})
