import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withBandedRows } from './banded-rows.ts'

const line = (baseline: number, ...cells: readonly (readonly [number, string])[]): PdfLine =>
  lineOfCells({ baseline, width: 4 }, cells)

const textsOf = (lines: readonly PdfLine[]): string[][] => lines.map(({ cells }) => cells.map(({ text }) => text))

const whole = [
  ['Poda de setos y árboles altos', 'Jardines Ibáñez', 'abril y octubre', '410 €'],
  ['Riego', 'Aguas del Llano', 'todo el año', '95 €'],
  ['Limpieza de canalones', 'Tejados Sáez', 'noviembre', '230 €'],
]

test('rows are whole in which several cells wrap, the first one too, drawn cell by cell from the head of each', () => {
  const rows = [
    line(500, [40, 'Poda de']),
    line(489, [40, 'setos y']),
    line(478, [40, 'árboles altos']),
    line(500, [140, 'Jardines']),
    line(489, [140, 'Ibáñez']),
    line(500, [240, 'abril y octubre'], [340, '410 €']),
    line(458, [40, 'Riego'], [140, 'Aguas del Llano'], [240, 'todo el año'], [340, '95 €']),
    line(438, [40, 'Limpieza']),
    line(427, [40, 'de canalones']),
    line(438, [140, 'Tejados Sáez'], [240, 'noviembre'], [340, '230 €']),
  ]
  expect(textsOf(withBandedRows(rows))).toEqual(whole)
})

test('so they are where the cells stand in the middle of their rows, or at the foot', () => {
  const middle = [
    line(500, [40, 'Poda de']),
    line(489, [40, 'setos y']),
    line(478, [40, 'árboles altos']),
    line(494.5, [140, 'Jardines']),
    line(483.5, [140, 'Ibáñez']),
    line(489, [240, 'abril y octubre'], [340, '410 €']),
    line(458, [40, 'Riego'], [140, 'Aguas del Llano'], [240, 'todo el año'], [340, '95 €']),
    line(438, [40, 'Limpieza']),
    line(427, [40, 'de canalones']),
    line(432.5, [140, 'Tejados Sáez'], [240, 'noviembre'], [340, '230 €']),
  ]
  const foot = [
    line(500, [40, 'Poda de']),
    line(489, [40, 'setos y'], [140, 'Jardines']),
    line(478, [40, 'árboles altos'], [140, 'Ibáñez'], [240, 'abril y octubre'], [340, '410 €']),
    line(458, [40, 'Riego'], [140, 'Aguas del Llano'], [240, 'todo el año'], [340, '95 €']),
    line(438, [40, 'Limpieza']),
    line(427, [40, 'de canalones'], [140, 'Tejados Sáez'], [240, 'noviembre'], [340, '230 €']),
  ]
  expect(textsOf(withBandedRows(middle))).toEqual(whole)
  expect(textsOf(withBandedRows(foot))).toEqual(whole)
})

test('rows of one line each that stand in groups, numbers below each other, and drawings stay as they are', () => {
  const group = (top: number, names: readonly [string, string], posts: readonly [string, string]): PdfLine[] => [
    line(top, [40, 'Sede'], [140, names[0]], [240, posts[0]]),
    line(top - 11, [140, names[1]], [240, posts[1]]),
  ]
  const grouped = [
    ...group(500, ['Ana Rico', 'Eva Sanz'], ['Directora', 'Gerente']),
    ...group(470, ['Luis Gil', 'Iván Mora'], ['Técnico', 'Conserje']),
    ...group(440, ['Rosa Vega', 'Nuria Pardo'], ['Jefa', 'Auxiliar']),
  ]
  expect(withBandedRows(grouped)).toEqual(grouped)
  const numbers = [500, 470, 440].flatMap((top) => [
    line(top, [40, 'Huesca'], [140, 'camas'], [240, '12']),
    line(top - 11, [140, 'y sillas'], [240, '31']),
  ])
  expect(withBandedRows(numbers)).toEqual(numbers)
  const drawing = [
    line(500, [40, 'Caldera'], [140, 'Válvula']),
    line(489, [40, 'mural']),
    line(470, [40, 'Bomba'], [240, 'Depósito']),
    line(450, [40, 'Grifo'], [340, 'Desagüe']),
  ]
  expect(withBandedRows(drawing)).toEqual(drawing)
})

test('lines that are no further apart in one row than two rows are stay as they are', () => {
  const rows = [500, 478, 456].flatMap((top) => [
    line(top, [40, 'Riego'], [140, 'Aguas'], [240, '95 €']),
    line(top - 11, [40, 'por goteo']),
  ])
  expect(withBandedRows(rows)).toEqual(rows)
})

test('a table of any length is whole', () => {
  const rows = Array.from({ length: 2_000 }, (_, row) => [
    line(-row * 30, [40, 'Riego'], [140, 'Aguas'], [240, '95 €']),
    line(-row * 30 - 11, [40, 'por goteo']),
  ]).flat()
  expect(withBandedRows(rows)).toHaveLength(2_000)
})
