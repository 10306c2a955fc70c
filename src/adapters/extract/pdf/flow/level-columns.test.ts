import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withLevelColumns } from './level-columns.ts'

/** Lines of a column from the top, each 14 points below the one before it. */
const column = (left: number, texts: readonly string[], top = 500): PdfLine[] =>
  texts.map((text, index) => lineOfCells({ baseline: top - index * 14 }, [[left, text]]))
const rowsOf = (lines: readonly PdfLine[]): string[] =>
  withLevelColumns(lines).map(({ cells }) => cells.map(({ text }) => text).join(' | '))

test('a table that was drawn column after column, each with its name, is read row by row', () => {
  const drawn = [
    ...column(40, ['Code', 'TN-1', 'PA-4', 'Carriage']),
    ...column(100, ['Description', 'Toner, black', 'Paper in a box', 'By road']),
    ...column(220, ['Qty', '4', '25', '1']),
    ...column(260, ['Net', '356.00', '500.00', '0.00']),
  ]
  expect(rowsOf(drawn)).toEqual([
    'Code | Description | Qty | Net',
    'TN-1 | Toner, black | 4 | 356.00',
    'PA-4 | Paper in a box | 25 | 500.00',
    'Carriage | By road | 1 | 0.00',
  ])
})

test('labels and the values that were drawn behind them all are rows, also with an address drawn between them, and two of them where there are more', () => {
  const labels = column(200, ['Invoice No', 'Invoice Date', 'Account'])
  const values = column(290, ['SI-20417', '12/06/2027', 'KEN004'])
  const sums = [...column(200, ['Building', 'Contents'], 400), ...column(290, ['180.000', '40.000'], 400)]
  expect(rowsOf(sums)).toEqual(['Building', 'Contents', '180.000', '40.000'])
  expect(rowsOf([...labels, ...values, ...sums]).slice(3)).toEqual(['Building | 180.000', 'Contents | 40.000'])
  const address = column(-300, ['Kennet Office Ltd', '4 Wharf Road', 'Newbury'])
  expect(rowsOf([...labels, ...address, ...values])).toEqual([
    'Invoice No | SI-20417',
    'Invoice Date | 12/06/2027',
    'Account | KEN004',
    'Kennet Office Ltd',
    '4 Wharf Road',
    'Newbury',
  ])
})

test('addresses beside each other, numbers of lines and columns of running text stay as they were drawn', () => {
  const seller = column(40, ['Redes Alba', 'NIF A11223344', 'Cádiz'])
  const buyer = column(160, ['Bodegas Lucio', 'NIF B98765431', 'Jerez'])
  expect(withLevelColumns([...seller, ...buyer])).toEqual([...seller, ...buyer])
  const street = column(40, ['Redes Alba', 'Mayor 12', '28001 León', 'B98765431'])
  const avenue = column(160, ['Bodegas Lucio', 'Avda. Marina 4', '11403 Jerez', 'B11223344'])
  expect(withLevelColumns([...street, ...avenue])).toEqual([...street, ...avenue])
  const unit = column(40, ['Kennet Office', 'Unit 4', 'RG14 5AB', 'GB123456'])
  const road = column(160, ['The Old Granary', 'Wharf Road', 'Berkshire'])
  expect(withLevelColumns([...unit, ...road])).toEqual([...unit, ...road])
  const numbers = column(20, ['1', '2', '3', '4'])
  const lines = column(40, ['The matter came on', 'before the Court', 'at one hour', 'in the morning'])
  expect(withLevelColumns([...numbers, ...lines])).toEqual([...numbers, ...lines])
  const amounts = column(300, ['12,50', '14,00', '9,00'])
  const text = column(40, ['que se entrega en el plazo', 'de un mes desde la firma', 'y se paga al recibirlo'])
  expect(withLevelColumns([...text, ...amounts])).toEqual([...text, ...amounts])
})

test('columns beside rows that were drawn in another way stay: nobody knows whose they are', () => {
  const names = column(40, ['Presentes', 'Ausentes', 'Abstenciones'])
  const zeros = column(220, ['0', '0', '0'])
  const totals = [0, 1, 2].map((at) =>
    lineOfCells({ baseline: 500 - at * 14 }, [
      [140, '129'],
      [180, '65'],
    ]),
  )
  const drawn = [...names, ...totals, ...zeros]
  expect(withLevelColumns(drawn)).toEqual(drawn)
})

test('two columns of amounts behind each other are those of the names beside them, also next to lines of text, empty cells and all', () => {
  const text = column(300, ['El resultado sube', 'en los dos años', 'que se comparan', 'sobre todo ahora'])
  const names = column(40, ['Ventas', 'Compras', 'Personal', 'Resultado'])
  const amounts = [column(120, ['1.350', '820', '-310', '220']), column(180, ['1.425', '-', '-325', '-'])]
  expect(rowsOf([...text, ...names, ...amounts.flat()]).slice(4)).toEqual([
    'Ventas | 1.350 | 1.425',
    'Compras | 820 | -',
    'Personal | -310 | -325',
    'Resultado | 220 | -',
  ])
})
