import { expect, test } from 'vitest'
import type { Draft } from './draft.ts'
import { withTabbedRows } from './tabbed-rows.ts'

const read = (...texts: readonly string[]): string[] =>
  withTabbedRows(texts.map((text): Draft => ({ kind: 'paragraph', text }))).map(({ kind, text }) => `${kind} ${text}`)

test('lines set with equally many tabulators are rows, empty cells in their place', () => {
  expect(
    read('Factura', 'Concepto\tUds\tPrecio\tImporte', 'Tornillo\t30\t1,50\t45,00', 'Portes\t\t\t12,00', 'Gracias.'),
  ).toEqual([
    'paragraph Factura',
    'table-row Concepto | Uds | Precio | Importe',
    'table-row Tornillo | 30 | 1,50 | 45,00',
    'table-row Portes |  |  | 12,00',
    'paragraph Gracias.',
  ])
})

test('columns that nobody fills are left out, as between two signatures', () => {
  expect(read('El arrendador\t\t\tEl arrendatario', 'Ana Pérez\t\t\tLuis Gil')).toEqual([
    'table-row El arrendador | El arrendatario',
    'table-row Ana Pérez | Luis Gil',
  ])
})

test('codes with words and figures are rows also where the figures rise', () => {
  expect(read('A1\tTornillo\t10', 'B12\tTuerca\t25', 'B3\tArandela\t40')).toEqual([
    'table-row A1 | Tornillo | 10',
    'table-row B12 | Tuerca | 25',
    'table-row B3 | Arandela | 40',
  ])
})

test.each([
  ['a label and its value', ['Nombre:\tAna', 'NIF:\t1234']],
  ['a single line', ['Murcia\t\t3 de mayo', 'Estimada Ana:']],
  ['lines of contents', ['1.\tObjeto\t3', '2.\tPrecio\t3', '2.1\tPlazo\t12']],
  ['a list of figures', ['Figura 1\tPlantilla\t5', 'Figura 2\tBajas\t6']],
  ['lines of contents with letters', ['I.\tObjeto\t3', 'A.\tPrecio\t54']],
  ['items of a list', ['•\t\tCorreo', '•\t\tAgenda']],
  ['numbered items', ['a)\t-\tCorreo', 'b)\t-\tAgenda']],
  ['single words set further in', ['Función\t\t', '\t\tCorreo', '\t\tAgenda']],
  ['running text', [`\t\t${'palabra '.repeat(30)}`, `\t\t${'palabra '.repeat(30)}`]],
])('are paragraphs: %s', (_, texts) => {
  expect(read(...texts)).toEqual(texts.map((text) => `paragraph ${text}`))
})
