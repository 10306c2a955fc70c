import { expect, test } from 'vitest'
import type { GridRow } from '../../layout/table-grid.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withBoldHead } from './bold-heads.ts'

const row = (...texts: readonly string[]): GridRow => ({ cells: texts.map((text) => ({ text })) })
/** A line for each row, of which the first ones are bold. */
function linesOf(rows: readonly GridRow[], bold: number): PdfLine[] {
  return rows.map(({ cells }, at) => ({
    text: cells.map(({ text }) => text).join(' '),
    page: 0,
    left: 0,
    right: 100,
    baseline: 500 - at * 12,
    endBaseline: 500 - at * 12,
    size: 10,
    bold: at < bold,
    upright: true,
    cells: [],
  }))
}
const heads = (rows: readonly GridRow[], bold: number): boolean[] =>
  withBoldHead(rows, linesOf(rows, bold)).map(({ isHead }) => isHead === true)

test('rows at the top of a table that are bold, unlike the others, name its columns', () => {
  const rows = [row('Pieza', 'Material'), row('Eje', 'Acero'), row('Junta', 'Goma')]
  expect(heads(rows, 1)).toEqual([true, false, false])
  expect(heads(rows, 0)).toEqual([false, false, false])
  expect(heads(rows, 3)).toEqual([false, false, false])
  expect(heads([row('', 'Norte'), row('Zona', 'Altas'), row('A', '1'), row('B', '2')], 2)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(heads([row('Zona', 'Norte'), row('de venta', 'Altas'), row('A', '1')], 2)).toEqual([true, true, false])
})

test('a row that leaves columns without a name names none, but for the corner', () => {
  const rows = [row('Reserva', 'Pago', ''), row('17', 'Tarjeta', ''), row('Concepto', 'Precio', 'Importe')]
  expect(heads(rows, 1)).toEqual([false, false, false])
  expect(heads([row('', 'Pago', 'Plazo'), row('Luz', 'Banco', '30 días')], 1)).toEqual([true, false])
})

test('a row of two amounts is a sum, not names', () => {
  const rows = [row('Total', '170,349', '100.0'), row('Norte', '28,141', '16.5'), row('Sur', '12,838', '45.6')]
  expect(heads(rows, 1)).toEqual([false, false, false])
  const years = [row('Zona', '2023', '2024*'), row('Norte', '28,141', '16.5')]
  expect(heads(years, 1)).toEqual([true, false])
})

test('a sum that is carried over from the page before stands below the names of the columns, and is none of them', () => {
  const names = row('Código', 'Precio', 'Dto.', 'Importe')
  const rows = [names, row('', '', 'Suma anterior', '595,60'), row('A-6', '25,00', '', '50,00')]
  expect(heads(rows, 2)).toEqual([true, false, false])
})
