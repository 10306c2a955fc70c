import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string, size = 10): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`

async function read(...content: string[]) {
  const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }]))
  expectSound(extracted)
  return extracted
}

const places = [40, 130, 190, 250]
const row = (y: number, ...texts: readonly string[]): string[] =>
  texts.flatMap((text, at) => (text === '' ? [] : [show(places[at] ?? 0, y, text)]))

describe('a row whose cells stand in its middle, some of one line and others of two', () => {
  const body = [...row(470, 'Bilbao', '1.200', '300', '11,2'), ...row(454, 'Lugo', '900', '250', '4,6')]
  const rows = ['table-row Bilbao | 1.200 | 300 | 11,2', 'table-row Lugo | 900 | 250 | 4,6']
  const names = 'table-row Tienda | Ventas | Gastos de personal | Margen'

  it('is whole where it names the columns, in whatever order it was drawn', async () => {
    const [level, wrapped] = [
      row(500, 'Tienda', 'Ventas', '', 'Margen'),
      [show(188, 506, 'Gastos de'), show(190, 494, 'personal')],
    ]
    for (const head of [
      [...level, ...wrapped],
      [...wrapped, ...level],
    ]) {
      expect(outline(await read(...head, ...body))).toEqual([names, ...rows])
      expect(outline(await read(...body, ...head))).toEqual([names, ...rows])
    }
  })

  it('is whole where several of its names wrap', async () => {
    const head = [
      ...row(500, 'Tienda', '', '', 'Margen'),
      ...row(506, '', 'Ventas', 'Gastos'),
      ...row(494, '', 'netas', 'de obra'),
    ]
    expect(outline(await read(...head, ...body))[0]).toBe('table-row Tienda | Ventas netas | Gastos de obra | Margen')
  })

  it('is whole where its label has an explanation below it, in smaller type', async () => {
    const label = [show(40, 438, 'Vigo'), show(40, 426, 'con puerto', 8), ...row(432, '', '700', '90', '8,1')]
    expect(
      outline(await read(...row(500, 'Tienda', 'Ventas', 'Gastos', 'Margen'), ...body, ...label)).slice(1),
    ).toEqual([...rows, 'table-row Vigo con puerto | 700 | 90 | 8,1'])
  })

  it('takes in no line of the text above it or below it', async () => {
    const above = 'La zona norte cierra el año con más ventas.'
    const extracted = await read(show(40, 514, above), ...row(500, 'Tienda', 'Ventas', 'Gastos', 'Margen'), ...body)
    expect(outline(extracted)).toEqual([`paragraph ${above}`, 'table-row Tienda | Ventas | Gastos | Margen', ...rows])
  })
})
