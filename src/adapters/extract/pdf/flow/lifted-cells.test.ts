import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withLiftedCells } from './lifted-cells.ts'

const line = (baseline: number, ...cells: readonly (readonly [number, string])[]): PdfLine =>
  lineOfCells({ baseline }, cells)

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

test('a row is whole also where two of its cells wrap one beside the other', () => {
  const row = [
    line(500, [40, '509']),
    line(511, [80, 'Suministros']),
    line(500, [80, 'Levante']),
    line(511, [180, 'Calle del']),
    line(500, [180, 'Pozo 3'], [320, '1,50']),
  ]
  expect(textsOf(withLiftedCells(row))).toEqual([['509', 'Suministros Levante', 'Calle del Pozo 3', '1,50']])
})

test('a row is whole also where its first cell wraps beside another one', () => {
  const rows = [
    line(540, [40, 'Nombre'], [180, 'Edad'], [320, 'Cuota']),
    line(511, [40, 'Suministros']),
    line(500, [40, 'Levante']),
    line(511, [180, 'Calle del']),
    line(500, [180, 'Pozo 3'], [320, '1,50']),
  ]
  const [, ...whole] = textsOf(withLiftedCells(rows))
  expect(whole).toEqual([['Suministros Levante', 'Calle del Pozo 3', '1,50']])
})

test('what is raised over a line is not the line above it', () => {
  const formula = [line(500, [40, 'un valor w']), line(504, [95, 'i']), line(500, [95, 's'], [180, 'de'])]
  expect(withLiftedCells(formula)).toEqual(formula)
})

test('lines that stand under each other, or over no cell, stay as they are', () => {
  const rows = [line(500, [40, '509'], [80, 'Cable']), line(489, [40, '510'], [80, 'Cola'])]
  expect(withLiftedCells(rows)).toEqual(rows)
  const beside = [line(500, [40, 'Texto']), line(511, [140, 'Aparte']), line(500, [240, 'Uno'], [320, 'Dos'])]
  expect(withLiftedCells(beside)).toEqual(beside)
})

test('the number of another item above that of a row is no part of it', () => {
  const items = [
    line(540, [40, 'Piezas'], [180, 'Clave']),
    line(511, [40, '4.']),
    line(500, [40, '6.']),
    line(511, [80, 'Recambio']),
    line(500, [80, 'Tapa'], [180, 'Llave']),
  ]
  expect(textsOf(withLiftedCells(items)).flat()).toContain('6.')
})
