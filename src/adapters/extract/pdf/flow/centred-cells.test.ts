import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withCentredCells } from './centred-cells.ts'

const line = (page: number, baseline: number, ...cells: readonly (readonly [number, string])[]): PdfLine =>
  lineOfCells({ page, baseline }, cells)

/** A row whose second cell wraps around the line of the others. */
const row = (page: number, top: number, from = 80): PdfLine[] => [
  line(page, top, [from, 'Suministros']),
  line(page, top - 5, [40, '509'], [240, '1,50']),
  line(page, top - 10, [from, 'Levante']),
]
const rowsOf = (lines: readonly PdfLine[]): number => lines.filter(({ cells }) => cells.length === 3).length

test('rows around a wrapped cell are whole in a document of any length, two of a page at least', () => {
  const pages = Array.from({ length: 4_000 }, (_, page) => [...row(page, 500), ...row(page, 470)]).flat()
  expect(rowsOf(withCentredCells(pages))).toBe(8_000)
  const one = [...row(0, 500), ...row(1, 500), ...row(2, 500), ...row(2, 470, 120)]
  expect(rowsOf(withCentredCells(one))).toBe(0)
})

test('rows that stand at the head of a wrapped cell keep its lines, however near the next row is', () => {
  const item = (top: number, number: string, ...text: readonly string[]): PdfLine[] =>
    text.map((words, at) =>
      at === 0 ? line(0, top, [40, number], [80, words], [240, '1,50']) : line(0, top - at * 10, [80, words]),
    )
  const items = [
    ...item(500, '10', 'Hydraulic pump,', 'with valve', 'Delivery in May'),
    ...item(470, '20', 'Sealing kit', 'for the pump'),
    ...item(450, '30', 'Pressure gauge', 'glycerine filled'),
  ]
  expect(withCentredCells(items)).toEqual(items)
})
