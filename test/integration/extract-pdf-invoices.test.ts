import { expect, test } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string): string => `BT /F1 10 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
const read = async (...content: string[]): Promise<string[]> =>
  outline(await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }])))

const items = [
  show(40, 400, 'Licencia anual del archivo de planos'),
  show(360, 400, '353,38'),
  show(40, 386, 'Mantenimiento del servidor central'),
  show(360, 386, '135,41'),
]
const names = [show(40, 414, 'Concepto'), show(360, 414, 'Importe')]
const labels = [show(200, 520, 'Fecha:'), show(200, 506, 'Vencimiento:'), show(200, 492, 'Forma de pago:')]
const values = [show(290, 520, '30.04.2026'), show(290, 506, '14.05.2026'), show(290, 492, 'Transferencia bancaria')]

test('an invoice whose items were drawn first says who, when and what before them, and each label with its value', async () => {
  const seller = [show(40, 520, 'Talleres Ribera, S. L.'), show(40, 506, 'Calle del Pozo 3, Toledo')]
  expect(await read(...items, ...seller, ...labels, ...values, ...names)).toEqual([
    'paragraph Talleres Ribera, S. L. Calle del Pozo 3, Toledo',
    'paragraph Fecha: 30.04.2026',
    'paragraph Vencimiento: 14.05.2026',
    'paragraph Forma de pago: Transferencia bancaria',
    'table-row Concepto | Importe',
    'table-row Licencia anual del archivo de planos | 353,38',
    'table-row Mantenimiento del servidor central | 135,41',
  ])
})

test('names of columns in several lines above a table without lines are whole', async () => {
  const at = [40, 160, 240, 320]
  const row = (y: number, ...texts: string[]): string[] =>
    texts.flatMap((text, column) => (text === '' ? [] : [show(at[column] ?? 0, y, text)]))
  const rows = await read(
    ...row(524, '', 'Centros', 'Centros', ''),
    ...row(512, '', 'de la', 'de la', 'Personas'),
    ...row(500, 'Provincia', 'muestra', 'reserva', 'inscritas'),
    ...row(484, 'Toledo', '290', '284', '6.126'),
    ...row(468, 'Cuenca', '158', '151', '4.670'),
  )
  expect(rows[0]).toBe('table-row Provincia | Centros de la muestra | Centros de la reserva | Personas inscritas')
  expect(rows.slice(1)).toEqual(['table-row Toledo | 290 | 284 | 6.126', 'table-row Cuenca | 158 | 151 | 4.670'])
})

test('what was sold by weight is a row of its receipt, whose price stands in the next line', async () => {
  const at = [40, 70, 220, 280]
  const row = (y: number, ...texts: string[]): string[] =>
    texts.flatMap((text, column) => (text === '' ? [] : [show(at[column] ?? 0, y, text)]))
  const rows = await read(
    ...row(500, '2', 'ACEITE DE OLIVA', '6,99', '13,98'),
    ...row(488, '6', 'LECHE ENTERA', '0,95', '5,70'),
    ...row(476, '1', 'NARANJA DE MESA'),
    ...row(464, '', '1,850 kg a 1,59 el kilo', '', '2,94'),
    ...row(452, '1', 'PAN INTEGRAL', '', '1,35'),
  )
  expect(rows).toEqual([
    'table-row 2 | ACEITE DE OLIVA | 6,99 | 13,98',
    'table-row 6 | LECHE ENTERA | 0,95 | 5,70',
    'table-row 1 | NARANJA DE MESA | |',
    'table-row | 1,850 kg a 1,59 el kilo | | 2,94',
    'table-row 1 | PAN INTEGRAL | | 1,35',
  ])
})

test('labels of a ticket and the values below them stand in the same columns, wherever other rows have theirs', async () => {
  const rows = await read(
    ...['Salida', 'Fecha', 'Hora de salida'].map((text, at) => show([40, 170, 260][at] ?? 0, 520, text)),
    ...['PUERTO DE SANTA ANA', '18/03/2026', '08:15'].map((text, at) => show([40, 170, 260][at] ?? 0, 506, text)),
    ...['Coche', 'Plaza', 'Clase', 'Tarifa', 'Precio'].map((text, at) => show(40 + at * 65, 480, text)),
    ...['7', '12B', 'Turista', 'Joven', '47,30'].map((text, at) => show(40 + at * 65, 466, text)),
  )
  expect(rows.slice(0, 2)).toEqual([
    'table-row Salida | | Fecha | | Hora de salida',
    'table-row PUERTO DE SANTA ANA | | 18/03/2026 | | 08:15',
  ])
})
