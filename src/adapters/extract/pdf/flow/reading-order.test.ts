import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { inReadingOrder } from './reading-order.ts'

const line = (baseline: number, ...cells: readonly (readonly [number, string])[]): PdfLine =>
  lineOfCells({ baseline }, cells)
const textsOf = (lines: readonly PdfLine[]): string[] => lines.map(({ text }) => text)

const payslip = [
  line(700, [40, 'EMPRESA'], [300, 'TRABAJADOR']),
  line(686, [40, 'Cristalería Norte'], [300, 'Gómez Lara, Esther']),
  line(640, [40, 'CONCEPTO'], [200, 'DEVENGOS'], [300, 'DEDUCCIONES']),
  line(626, [40, 'Salario base'], [200, '1.310,22']),
  line(612, [40, 'Plus transporte'], [200, '96,50']),
  line(598, [40, 'Desempleo'], [300, '25,53']),
  line(584, [40, 'IRPF'], [300, '187,40']),
  line(560, [40, 'TOTAL'], [200, '1.406,72'], [300, '212,93']),
]
const pieces = payslip.flatMap(({ baseline, cells }) => cells.map(({ left, text }) => line(baseline, [left, text])))
/** As if by chance: every fifth one, again and again. */
const scattered = [0, 1, 2, 3, 4].flatMap((from) => pieces.filter((_, index) => index % 5 === from)).toReversed()

test('the pieces of a page that were drawn all over it are read row by row', () => {
  expect(textsOf(inReadingOrder(scattered))).toEqual(textsOf(pieces))
})

test('cells that PDFium joined across another one are put around it', () => {
  const joined = [line(540, [40, '8'], [300, '30']), line(540, [150, '02/05/2019'])]
  expect(textsOf(inReadingOrder([...scattered, ...joined])).slice(-3)).toEqual(['8', '02/05/2019', '30'])
})

test('cards beside each other and the axes of charts stay as they were drawn', () => {
  const cards = [40, 160, 280].flatMap((left) => [
    line(500, [left, 'Ventas']),
    line(486, [left, '1.200']),
    line(472, [left, 'en mayo']),
    line(458, [left, 'sube un 3 %']),
  ])
  expect(inReadingOrder(cards)).toEqual(cards)
  const axes = [40, 300].flatMap((left) => [0, 50, 100, 150, 200, 250].map((at) => line(300 + at, [left, `${at}`])))
  const names = [line(280, [40, 'Enero'], [80, 'Febrero']), line(280, [300, 'Enero'], [340, 'Febrero'])]
  expect(inReadingOrder([...axes, ...names])).toEqual([...axes, ...names])
})

test('two tables side by side that were drawn one after the other stay two', () => {
  const rooms = ['Ash', 'Birch', 'Cedar', 'Damson', 'Elder'].map((name, at) =>
    line(500 - at * 14, [40, name], [100, `${at + 1}0`]),
  )
  const things = ['Projector', 'Screen', 'Flip chart', 'Microphone'].map((name, at) =>
    line(500 - at * 14, [250, name], [330, `${at + 3}.50`]),
  )
  expect(inReadingOrder([...rooms, ...things])).toEqual([...rooms, ...things])
})
