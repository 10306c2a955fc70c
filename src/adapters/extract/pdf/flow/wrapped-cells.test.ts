import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withWrappedCells } from './wrapped-cells.ts'

const line = (baseline: number, ...cells: readonly (readonly [number, string])[]): PdfLine =>
  lineOfCells({ baseline, width: 4 }, cells)

const textsOf = (lines: readonly PdfLine[]): string[][] => lines.map(({ cells }) => cells.map(({ text }) => text))

test('a row that is drawn cell by cell is whole, each wrapped text in its cell', () => {
  const rows = [
    line(500, [40, 'A-1'], [100, 'Caldera de conden-']),
    line(489, [100, 'sación con kit']),
    line(478, [100, 'de humos']),
    line(500, [240, '15 días'], [320, '2.450,00']),
    line(460, [40, 'A-2'], [100, 'Transporte a']),
    line(449, [100, 'obra']),
    line(460, [240, 'según']),
    line(449, [240, 'agenda']),
    line(430, [40, 'A-3'], [100, 'Otro'], [320, '3,10']),
  ]
  expect(textsOf(withWrappedCells(rows))).toEqual([
    ['A-1', 'Caldera de condensación con kit de humos', '15 días', '2.450,00'],
    ['A-2', 'Transporte a obra', 'según agenda'],
    ['A-3', 'Otro', '3,10'],
  ])
})

test('columns of running text, and rows without anything drawn apart, stay as they are', () => {
  const columns = [
    line(500, [40, 'El horario']),
    line(489, [40, 'de verano']),
    line(500, [240, 'Los sábados la oficina']),
  ]
  expect(withWrappedCells(columns)).toEqual(columns)
  const rows = [line(500, [40, 'Uno'], [100, '1']), line(489, [40, 'Dos'], [100, '2'])]
  expect(withWrappedCells(rows)).toEqual(rows)
})
