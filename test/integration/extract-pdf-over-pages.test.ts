import { expect, test } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'
import type { PdfText } from '../fixtures/extract/make-pdf.ts'

const columns = [40, 90, 280, 340]
const row = (y: number, ...texts: string[]): PdfText[] =>
  texts.flatMap((text, column) => (text === '' ? [] : [{ text, x: columns[column] ?? 0, y, size: 9 }]))
/** As browsers draw: cell by cell, the lines of each one below each other. */
const wrapped = (y: number, texts: readonly [string, readonly string[], string, string]): PdfText[] => [
  ...row(y, texts[0]),
  ...texts[1].flatMap((text, at) => row(y - at * 11, '', text)),
  ...row(y, '', '', texts[2], texts[3]),
]
const names = row(560, 'Núm.', 'Servicio', 'Horas', 'Precio')
const first = [
  ...names,
  ...wrapped(540, ['1001', ['Limpieza de cristales', 'y persianas'], '3', '12,50']),
  ...wrapped(510, ['1002', ['Limpieza de las oficinas', 'en el edificio de la calle'], '4', '13,50']),
]
const read = async (second: readonly PdfText[]): Promise<{ rows: string[]; pages: string[] }> => {
  const { text, pages } = await extractWith(extractPdf, makePdf([{ texts: first }, { texts: second }]))
  return { rows: text.split('\n').filter(Boolean), pages: pages.map(({ start, end }) => text.slice(start, end)) }
}

test('a row that the end of a page cuts is whole, and the names that are printed again below it say no more than they do', async () => {
  const { rows, pages } = await read([
    ...names,
    ...row(545, '', 'de planta 4, con productos'),
    ...row(534, '', 'incluidos'),
    ...wrapped(515, ['1003', ['Retirada de residuos', 'y de papel'], '5', '14,50']),
    ...wrapped(485, ['1004', ['Jardín'], '6', '15,50']),
  ])
  expect(rows).toEqual([
    'Núm. | Servicio | Horas | Precio',
    '1001 | Limpieza de cristales y persianas | 3 | 12,50',
    '1002 | Limpieza de las oficinas en el edificio de la calle de planta 4, con productos incluidos | 4 | 13,50',
    'Núm. | Servicio | Horas | Precio',
    '1003 | Retirada de residuos y de papel | 5 | 14,50',
    '1004 | Jardín | 6 | 15,50',
  ])
  expect(pages[0]).toContain('productos incluidos | 4 | 13,50')
})

test('the name of a section below them is none of the row before', async () => {
  const { rows } = await read([
    ...names,
    ...row(545, '', 'Otros servicios'),
    ...wrapped(525, ['1003', ['Retirada de residuos'], '5', '14,50']),
    ...wrapped(505, ['1004', ['Jardín'], '6', '15,50']),
  ])
  expect(rows[2]).toBe('1002 | Limpieza de las oficinas en el edificio de la calle | 4 | 13,50')
})
