import { expect, test } from 'vitest'
import type { PdfLine } from '../lines/pdf-line.ts'
import { footnotesOf } from './footnotes.ts'

const size = 11

function line(text: string, left: number, baseline: number, type: number = size): PdfLine {
  const right = left + text.length * type * 0.4
  const place = { page: 0, left, right, baseline, endBaseline: baseline, size: type }
  return { text, ...place, bold: false, upright: true, cells: [{ text, left, right }] }
}

const column = (left: number, lines: number, text = 'texto que va de lado a lado'): PdfLine[] =>
  Array.from({ length: lines }, (_, at) => line(text, left, 700 - at * 15))
const textsOf = (lines: readonly PdfLine[]): readonly string[] => [...footnotesOf(lines, size)].map(({ text }) => text)

test('a note begins with its mark, also where that is a raised line of its own', () => {
  const note = [line('2', 60, 568, 6), line('Libro de cuentas', 64, 564, 8), line('folio 88 vuelto.', 60, 554, 8)]
  expect(textsOf([...column(60, 8), ...note])).toEqual(['2', 'Libro de cuentas', 'folio 88 vuelto.'])
  expect(textsOf([...column(60, 8), line('2', 60, 568, 8), line('Pie', 300, 568, 8)])).toEqual([])
})

test('a note may stand below a column beside a longer one, if its number is raised in the text', () => {
  const note = [line('7 Escritura de venta,', 60, 568, 8), line('rollo 16.', 60, 558, 8)]
  const page = (text: string): PdfLine[] => [...column(60, 8), line(text, 60, 580), ...note, ...column(320, 20)]
  expect(textsOf(page('una casa⁷ junto al río'))).toEqual(['7 Escritura de venta,', 'rollo 16.'])
  expect(textsOf(page('una casa junto al río'))).toEqual([])
  expect(textsOf(page('una casa⁸ junto al río'))).toEqual([])
})

test('small print above other text of its column is no note', () => {
  const caption = line('7 metros de fachada', 60, 640, 8)
  expect(textsOf([line('una casa⁷', 60, 655), caption, line('sigue el texto', 60, 620), ...column(320, 20)])).toEqual(
    [],
  )
})
