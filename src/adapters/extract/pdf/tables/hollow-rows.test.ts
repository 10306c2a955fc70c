import { expect, test } from 'vitest'
import { fillGrid } from '../../layout/table-grid.ts'
import { withoutHollowRows } from './hollow-rows.ts'

const cell = (text: string, rows = 1, columns = 1) => ({ text, rows, columns })
const read = (...rows: Parameters<typeof withoutHollowRows>[0][number][]) =>
  fillGrid(withoutHollowRows(rows).map((cells) => ({ cells })))

test('a strip in which only a merged cell begins is no row, and the cell goes on beside the rows that are', () => {
  const rows = read(
    [cell('Servicio'), cell('Frecuencia'), cell('Precio')],
    [cell('Limpieza', 3), cell(''), cell('')],
    [cell('Mensual'), cell('120 €')],
    [cell('Anual'), cell('900 €')],
  )
  expect(rows).toEqual([
    ['Servicio', 'Frecuencia', 'Precio'],
    ['Limpieza', 'Mensual', '120 €'],
    ['Limpieza', 'Anual', '900 €'],
  ])
})

test('a strip between two rows of a merged cell is none either, whichever column it stands in', () => {
  const rows = read(
    [cell('Mensual'), cell('120 €'), cell('Limpieza', 3)],
    [cell(''), cell('')],
    [cell('Anual'), cell('900 €')],
    [cell('Según presupuesto', 1, 2), cell('Engrase')],
  )
  expect(rows).toEqual([
    ['Mensual', '120 €', 'Limpieza'],
    ['Anual', '900 €', 'Limpieza'],
    ['Según presupuesto', '', 'Engrase'],
  ])
})

test('a text that stands in hollow rows alone is said once', () => {
  expect(read([cell('a'), cell('b')], [cell('Nota', 2), cell('')], [cell('')], [cell('c'), cell('d')])).toEqual([
    ['a', 'b'],
    ['Nota', ''],
    ['c', 'd'],
  ])
  expect(read([cell(''), cell('')])).toEqual([])
})
