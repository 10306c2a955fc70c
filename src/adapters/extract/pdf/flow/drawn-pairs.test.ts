import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withDrawnPairs } from './drawn-pairs.ts'

const line = (baseline: number, left: number, text: string): PdfLine => lineOfCells({ baseline }, [[left, text]])
const textsOf = (lines: readonly PdfLine[]): string[] => lines.map(({ text }) => text)

const labels = [line(500, 40, 'Fecha:'), line(486, 40, 'Vencimiento:'), line(472, 40, 'Forma de pago:')]
const values = [line(500, 160, '30.04.2026'), line(486, 160, '14.05.2026'), line(472, 160, 'Transferencia')]
const whole = ['Fecha: 30.04.2026', 'Vencimiento: 14.05.2026', 'Forma de pago: Transferencia']

test('labels that were drawn below each other have the values that were drawn beside them later', () => {
  const title = line(540, 40, 'Factura 15293')
  expect(textsOf(withDrawnPairs([title, ...labels, ...values]))).toEqual(['Factura 15293', ...whole])
})

test('values may be drawn first, or from the bottom to the top', () => {
  expect(textsOf(withDrawnPairs([...values, ...labels]))).toEqual(whole)
  expect(textsOf(withDrawnPairs([...labels, ...values.toReversed()]))).toEqual(whole)
})

test('a label without a value stays as it is, and so does what stands beside none', () => {
  const drawn = [...labels, line(500, 160, '30.04.2026'), line(486, 160, '14.05.2026'), line(458, 160, 'Página 1')]
  expect(textsOf(withDrawnPairs(drawn))).toEqual([...whole.slice(0, 2), 'Forma de pago:', 'Página 1'])
})

test('labels whose values were drawn right behind them are rows already', () => {
  const rows = labels.flatMap((label, at) => values.slice(at, at + 1).flatMap((value) => [label, value]))
  expect(withDrawnPairs(rows)).toEqual(rows)
})

test('a single label beside a line of another column, or labels beside lines that begin anywhere, are no pairs', () => {
  const one = [line(500, 40, 'Contiene:'), line(486, 40, 'agua y sal'), line(500, 160, 'Consérvese en frío')]
  expect(withDrawnPairs(one)).toEqual(one)
  const anywhere = [...labels.slice(0, 2), line(500, 160, 'Consérvese'), line(486, 183, 'Agítese antes')]
  expect(withDrawnPairs(anywhere)).toEqual(anywhere)
})

test('what stands between a label and a value further to the right keeps them apart', () => {
  const between = labels.map(({ baseline }) => line(baseline, 120, 'véase:'))
  const drawn = [...labels, ...between.slice(0, 2), ...values.slice(0, 2)]
  expect(textsOf(withDrawnPairs(drawn))).toEqual([...textsOf(labels), 'véase: 30.04.2026', 'véase: 14.05.2026'])
})
