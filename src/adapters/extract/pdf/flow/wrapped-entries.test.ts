import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withWrappedEntries } from './wrapped-entries.ts'

const line = (baseline: number, ...cells: readonly (readonly [number, string])[]): PdfLine =>
  lineOfCells({ baseline }, cells)

const textsOf = (lines: readonly PdfLine[]): string[][] => lines.map(({ cells }) => cells.map(({ text }) => text))

test('a numbered entry whose words wrap has them all before its page, and so does the next one', () => {
  const lines = [
    line(500, [40, '3.1 Resultados'], [300, '85']),
    line(480, [40, '3.2 Informe de los auditores sobre las']),
    line(469, [56, 'cuentas anuales'], [300, '86']),
    line(449, [40, '3.3 Informe especial de los auditores']),
    line(438, [56, 'sobre los acuerdos que se'], [300, '90']),
  ]
  expect(textsOf(withWrappedEntries(lines))).toEqual([
    ['3.1 Resultados', '85'],
    ['3.2 Informe de los auditores sobre las cuentas anuales', '86'],
    ['3.3 Informe especial de los auditores sobre los acuerdos que se', '90'],
  ])
})

test('a numbered title over its entries stays a line of its own', () => {
  const long = [
    line(500, [40, '1. Activos corrientes de la sociedad y su grupo']),
    line(489, [56, 'Caja'], [300, '85']),
    line(478, [56, 'Deudores'], [300, '86']),
    line(467, [40, '2. Total'], [300, '90']),
  ]
  expect(withWrappedEntries(long)).toEqual(long)
  const short = [
    line(500, [40, '1. Activos']),
    line(489, [56, 'Caja'], [300, '85']),
    line(478, [40, '2. Total'], [300, '90']),
  ]
  expect(withWrappedEntries(short)).toEqual(short)
})

test('an item with a sign of its own is no end of an entry', () => {
  const lines = [
    line(500, [40, '9. Reste la línea 8 de la línea 1'], [300, '9']),
    line(480, [40, '10. Marque lo que corresponda a su caso:']),
    line(469, [56, '□ No. Anote lo de la línea 1'], [300, '10']),
  ]
  expect(withWrappedEntries(lines)).toEqual(lines)
})

test('lines beside which no entry of a list stands stay as they are', () => {
  const lines = [line(480, [40, '3.2 Informe de los auditores sobre las']), line(469, [56, 'cuentas'], [300, '86'])]
  expect(withWrappedEntries(lines)).toEqual(lines)
})
