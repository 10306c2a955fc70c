import { expect, test } from 'vitest'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withLiftedCells } from './lifted-cells.ts'

/** A line of cells, each with where it begins. */
function line(baseline: number, ...cells: readonly (readonly [number, string])[]): PdfLine {
  const placed = cells.map(([left, text]) => ({ left, right: left + text.length * 5, text }))
  const [left, right] = [placed[0]?.left ?? 0, placed.at(-1)?.right ?? 0]
  const text = cells.map(([, words]) => words).join(' ')
  return {
    text,
    page: 0,
    left,
    right,
    baseline,
    endBaseline: baseline,
    size: 9,
    bold: false,
    upright: true,
    cells: placed,
  }
}

const textsOf = (lines: readonly PdfLine[]): string[][] => lines.map(({ cells }) => cells.map(({ text }) => text))

test('a row is whole whose cells stand at its foot, and each wrapped text is in its cell', () => {
  const row = [
    line(500, [40, '509']),
    line(511, [80, 'Suministros']),
    line(500, [80, 'Levante'], [180, 'S.L.']),
    line(511, [240, 'Calle del']),
    line(500, [240, 'Pozo 3'], [320, '1,50']),
  ]
  expect(textsOf(withLiftedCells(row))).toEqual([['509', 'Suministros Levante', 'S.L.', 'Calle del Pozo 3', '1,50']])
})

test('lines that stand under each other, or over no cell, stay as they are', () => {
  const rows = [line(500, [40, '509'], [80, 'Cable']), line(489, [40, '510'], [80, 'Cola'])]
  expect(withLiftedCells(rows)).toEqual(rows)
  const beside = [line(500, [40, 'Texto']), line(511, [140, 'Aparte']), line(500, [240, 'Uno'], [320, 'Dos'])]
  expect(withLiftedCells(beside)).toEqual(beside)
})
