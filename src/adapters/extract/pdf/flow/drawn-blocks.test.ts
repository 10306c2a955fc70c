import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { inOrderOfBlocks } from './drawn-blocks.ts'

const line = (baseline: number, ...cells: readonly (readonly [number, string])[]): PdfLine =>
  lineOfCells({ baseline }, cells)

const items = [
  line(400, [40, 'Licencia anual del archivo'], [300, '353.38']),
  line(388, [40, 'Mantenimiento del servidor'], [300, '135.41']),
  line(370, [240, 'Total'], [300, '488.79']),
]
const title = [line(560, [40, 'Factura 2745540212']), line(546, [40, 'Fecha: 05.01.2026'])]
const buyer = [line(520, [40, 'Cooltec OÜ']), line(508, [40, 'Paju tn 11']), line(496, [40, 'Saue linn'])]
const names = line(416, [40, 'Concepto'], [300, 'Importe'])
const foot = [line(60, [40, 'IBAN: EE241010220026011018']), line(48, [40, 'SWIFT: EEUHEE2X'])]

test('title, buyer and names of the columns that were drawn after the rows of an invoice stand before them', () => {
  expect(inOrderOfBlocks([...items, ...title, ...buyer, names, ...foot])).toEqual([
    ...title,
    ...buyer,
    names,
    ...items,
    ...foot,
  ])
})

test('blocks beside each other stay as they were drawn, line by line', () => {
  const seller = [line(514, [260, 'Meeltemaitsed OÜ']), line(502, [260, 'Punane 42']), line(490, [260, 'Tallinn'])]
  expect(inOrderOfBlocks([...seller, ...buyer, ...items])).toEqual([...seller, ...buyer, ...items])
  expect(inOrderOfBlocks([...items, ...seller, ...buyer])).toEqual([...seller, ...buyer, ...items])
  expect(inOrderOfBlocks([...items, ...buyer, ...seller])).toEqual([...buyer, ...seller, ...items])
})

test('what else stands below a title that was drawn late, before the table, stays before the table', () => {
  const stamp = [line(430, [40, 'Pagado'])]
  expect(inOrderOfBlocks([...stamp, ...items, ...title])).toEqual([...title, ...stamp, ...items])
})

test('what stands over the items comes before them too where the total below was drawn first of all', () => {
  const total = [
    line(330, [240, 'Base imponible'], [300, '880,00']),
    line(318, [240, 'Cuota del IVA'], [300, '184,80']),
  ]
  const seller = [line(514, [40, 'Redes Alba']), line(502, [40, 'Cádiz'])]
  expect(inOrderOfBlocks([...total, ...seller, names, ...items])).toEqual([...seller, names, ...items, ...total])
})

test('a page without a table stays as it was drawn: nothing tells what comes first on a drawing', () => {
  const drawing = [line(400, [40, 'Bomba']), line(388, [40, 'Filtro']), line(560, [40, 'Válvula'])]
  expect(inOrderOfBlocks(drawing)).toEqual(drawing)
})

test('a page of running text stays as it was drawn: a title that was drawn last does not tear a sentence', () => {
  const text = [540, 528, 516, 504, 492].map((baseline) => line(baseline, [40, 'que se entrega en el plazo de un mes']))
  const drawn = [...text, ...items, ...title]
  expect(inOrderOfBlocks(drawn)).toEqual(drawn)
})
