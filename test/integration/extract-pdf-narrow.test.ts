import { expect, test } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string): string => `BT /F1 10 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
/** Widths of Helvetica in hundredths of its size of 10 points, where they are not those of most letters. */
const widths: Readonly<Record<string, number>> = {
  ',': 278,
  '.': 278,
  '-': 333,
  ' ': 278,
  c: 500,
  s: 500,
  f: 278,
  t: 278,
  i: 222,
  l: 222,
  r: 333,
  m: 833,
  S: 667,
  P: 667,
  B: 667,
  M: 833,
}
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (widths[letter] ?? 556), 0) / 100
const showRight = (x: number, y: number, text: string): string => show(x - widthOf(text), y, text)
const read = async (...content: string[]): Promise<string[]> =>
  outline(await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }])))

test('a quantity at the right edge of its column is no part of the cell that begins right behind it', async () => {
  const row = (y: number, name: string, count: string, lot: string): string[] => [
    show(40, y, name),
    showRight(240, y, count),
    ...(lot === '' ? [] : [show(249, y, lot)]),
  ]
  const rows = await read(
    show(40, 500, 'Material'),
    show(200, 500, 'Servido'),
    show(249, 500, 'Lote'),
    ...row(480, 'Saco de mortero gris', '40', 'L-2210'),
    show(40, 468, 'de 25 kilos'),
    ...row(448, 'Malla de fibra', '5', 'F-0091'),
    ...row(428, 'Perfil de arranque', '24', ''),
    ...row(408, 'Imprimación', '2', 'A-771'),
  )
  expect(rows.slice(-3)).toEqual([
    'table-row Malla de fibra | 5 | F-0091',
    'table-row Perfil de arranque | 24 |',
    'table-row Imprimación | 2 | A-771',
  ])
  expect(rows[1]).toMatch(/^table-row Saco de mortero gris.* \| 40 \| L-2210$/)
})

test('nor where the names of its sections stand between the rows, and a mark behind some of them', async () => {
  const row = (y: number, ...[name = '', value = '', unit = '', range = '', mark]: string[]): string[] => [
    show(40, y, name),
    showRight(200, y, value),
    show(208, y, unit),
    show(280, y, range),
    ...(mark === undefined ? [] : [show(360, y, mark)]),
  ]
  const rows = await read(
    show(40, 500, 'Prueba'),
    show(155, 500, 'Resultado'),
    show(208, 500, 'Unidades'),
    show(280, 500, 'Referencia'),
    show(40, 484, 'HEMOGRAMA'),
    ...row(468, 'Leucocitos', '6,84', 'mil', '4,00 - 10,50'),
    ...row(452, 'Hemoglobina', '11,2', 'gramos', '12,0 - 15,6', '*'),
    show(40, 436, 'OTRAS'),
    ...row(420, 'Glucosa', '118', 'mg', '70 - 105', '*'),
    ...row(404, 'Creatinina', '0,74', 'mg', '0,50 - 0,95'),
    ...row(388, 'Colesterol', '203', 'mg', '0 - 200', '*'),
  )
  expect(rows.filter((row) => /Leuco|Gluc|Crea|Cole/.test(row))).toEqual([
    'table-row Leucocitos | 6,84 | mil | 4,00 - 10,50 |',
    'table-row Glucosa | 118 | mg | 70 - 105 | *',
    'table-row Creatinina | 0,74 | mg | 0,50 - 0,95 |',
    'table-row Colesterol | 203 | mg | 0 - 200 | *',
  ])
})

/** Word by word, as browsers draw. */
const showWords = (x: number, y: number, text: string): string[] => {
  let at = x
  return text.split(' ').map((word) => {
    const shown = show(at, y, word)
    at += widthOf(`${word} `)
    return shown
  })
}

test('nor where a browser drew word by word, and a cell in two lines before the rest of its row', async () => {
  const row = (y: number, ...[code = '', name = '', more = '', count = '', lot = '']: string[]): string[] => [
    show(40, y, code),
    ...showWords(80, y, name),
    ...(more === '' ? [] : showWords(80, y - 12, more)),
    showRight(270, y, count),
    showRight(310, y, count),
    ...(lot === '' ? [] : [show(319, y, lot)]),
  ]
  const rows = await read(
    show(40, 500, 'Ref.'),
    show(80, 500, 'Nombre'),
    show(238, 500, 'Pedido'),
    show(276, 500, 'Servido'),
    show(319, 500, 'Lote'),
    ...row(480, '44120', 'Saco de mortero gris', 'de 25 kilos', '40', 'L-2210'),
    ...row(450, '44871', 'Malla de fibra', '', '5', 'F-0091'),
    ...row(430, '45002', 'Perfil de arranque', '', '24', ''),
    ...row(410, '45310', 'Bote de imprimación', 'de 20 litros', '2', 'A-771'),
  )
  expect(rows).toEqual([
    'table-row Ref. | Nombre | Pedido | Servido | Lote',
    'table-row 44120 | Saco de mortero gris de 25 kilos | 40 | 40 | L-2210',
    'table-row 44871 | Malla de fibra | 5 | 5 | F-0091',
    'table-row 45002 | Perfil de arranque | 24 | 24 |',
    'table-row 45310 | Bote de imprimación de 20 litros | 2 | 2 | A-771',
  ])
})

test('items within items begin lines of their own', async () => {
  const items = ['b) Poda, una vez al año:', 'b.1) calles, en febrero;', 'b.2) parques, en marzo.', 'c) Riego.']
  expect(await read(...items.map((item, at) => show(40, 500 - at * 13, item.replace(')', String.raw`\)`))))).toEqual(
    items.map((item) => `list-item ${item}`),
  )
})
