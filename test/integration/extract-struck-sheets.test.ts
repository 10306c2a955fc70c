import { describe, expect, it } from 'vitest'
import type { Engine } from '../../src/adapters/extract/engine/engine.ts'
import { extractXls } from '../../src/adapters/extract/xls/xls-engine.ts'
import { extractXlsx } from '../../src/adapters/extract/xlsx/xlsx-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeXls, record, words } from '../fixtures/extract/make-xls.ts'
import { inline, makeXlsx, number, shared, sheetData } from '../fixtures/extract/make-xlsx.ts'

/** What the sheets below show, each in its own format. */
const shown = [
  'table-row Curso | Cuota | Plazas',
  'table-row Pilates | 30 | 9',
  'table-row Zumba | | 7',
  'table-row Baile | 50 | 12',
]
const read = async (engine: Engine, bytes: Uint8Array | string): Promise<string[]> => {
  const extracted = await extractWith(engine, bytes)
  expectSound(extracted)
  expect(extracted.warnings).toEqual([])
  return outline(extracted).filter((block) => !block.startsWith('h1 '))
}

it('a row of blanks parts a table as an empty one does, in what looks like a text that is struck through, too', async () => {
  const row = (at: number, ...texts: readonly string[]): string =>
    `<row r="${at}">${texts.map((text, column) => inline(`${'AB'[column]}${at}`, text)).join('')}</row>`
  const blank = `<row r="3">${shared('A3', 0)}</row><row r="4">${shared('A4', 1).replace('<c ', '<c s="1" ')}</row>`
  const xml = `<sheetData>${row(1, 'Curso', 'Cuota')}${row(2, 'Yoga', '30')}${blank}${row(5, 'Notas')}${row(6, 'Sala', 'Aforo')}${row(7, 'A', '12')}</sheetData>`
  const styles = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'
  const strings = ['<t xml:space="preserve"> </t>', '<t/>']
  expect(await read(extractXlsx, makeXlsx({ styles, strings, sheets: [{ name: 'Hoja1', xml }] }))).toContain(
    'paragraph Notas',
  )
})

describe('what is struck through in a workbook is left out, whole cells and parts of them, and a row of them parts no table', () => {
  it('XLSX', async () => {
    const styles =
      '<fonts><font/><font><b/><strike/></font><font><strike val="0"/></font></fonts>' +
      '<cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>' +
      '<dxfs><dxf><font><strike/></font></dxf></dxfs>'
    const struck = (ref: string, text: string): string => inline(ref, text).replace('<c ', '<c s="1" ')
    const strings = [
      '<r><rPr><strike/></rPr><t>Pesas</t></r><r><rPr><b/></rPr><t>Pilates</t></r>',
      '<r><t>55</t></r><r><rPr><strike val="0"/></rPr><t>50</t></r>',
      'Yoga',
      '<r><rPr><strike/></rPr><t>fin</t></r>',
    ]
    const link = '<c r="C4" s="1" t="str"><f>HYPERLINK("mailto:ana@ejemplo.es","Ana")</f><v>Ana</v></c>'
    const rows = [
      [inline('A1', 'Curso'), inline('B1', 'Cuota'), inline('C1', 'Plazas')],
      [shared('A2', 0), number('B2', 30, 2), number('C2', 9)],
      [shared('A3', 3)],
      [shared('A4', 2).replace('<c ', '<c s="1" '), number('B4', 40, 1), link],
      [inline('A5', 'Zumba'), '<c r="B5" s="1"><f>A1</f></c>', number('C5', 7)],
      [struck('A6', 'Spinning')],
      [inline('A7', 'Baile'), shared('B7', 1).replace('<c ', '<c s="1" '), number('C7', 12)],
    ]
    expect(
      await read(extractXlsx, makeXlsx({ styles, strings, sheets: [{ name: 'Hoja1', xml: sheetData(...rows) }] })),
    ).toEqual(shown)
  })

  it('XLS', async () => {
    const four = (value: number): Buffer => {
      const bytes = Buffer.alloc(4)
      bytes.writeInt32LE(value)
      return bytes
    }
    const text = (row: number, column: number, string: number, style = 0): Buffer =>
      record(0x00fd, words(row, column, style), four(string))
    const whole = (row: number, column: number, value: number, style = 0): Buffer =>
      record(0x027e, words(row, column, style), four(value * 4 + 2))
    const strings = [
      'Curso',
      'Cuota',
      'Plazas',
      'Zumba',
      'Yoga',
      'Baile',
      {
        text: 'PesasPilates',
        runs: [
          { from: 0, font: 1 },
          { from: 5, font: 0 },
        ],
      },
      { text: '5550', runs: [{ from: 2, font: 0 }] },
      { text: 'fin', runs: [{ from: 0, font: 1 }] },
    ]
    const records = [
      text(0, 0, 0),
      text(0, 1, 1),
      text(0, 2, 2),
      text(1, 0, 6),
      whole(1, 1, 30),
      whole(1, 2, 9),
      text(2, 0, 8),
      text(3, 0, 4, 1),
      record(0x00bd, words(3, 1, 1), four(40 * 4 + 2), words(1), four(8 * 4 + 2), words(2)),
      text(4, 0, 3),
      whole(4, 1, 50, 1),
      whole(4, 2, 7),
      text(5, 0, 5),
      text(5, 1, 7, 1),
      whole(5, 2, 12),
    ]
    const xls = makeXls({
      strings,
      raisedFonts: [false, false],
      struckFonts: [1],
      styles: [0, 0],
      styleFonts: [0, 1],
      sheets: [{ name: 'Hoja1', records }],
    })
    expect(await read(extractXls, xls)).toEqual(shown)
  })

  it('a workbook in XML', async () => {
    const cell = (value: string, style = '', type = 'String'): string =>
      `<Cell ${style === '' ? '' : `ss:StyleID="${style}"`}><Data ss:Type="${type}">${value}</Data></Cell>`
    const row = (...cells: readonly string[]): string => `<Row>${cells.join('')}</Row>`
    const rows = [
      row(cell('Curso'), cell('Cuota'), cell('Plazas')),
      row(cell('<S>Pesas</S>Pilates'), cell('30', 'n', 'Number'), cell('9')),
      row(cell('<S>fin</S>')),
      row(cell('Yoga', 'a'), cell('40', 'b', 'Number'), cell('8', 'b')),
      row(cell('Zumba'), cell('50', 'b', 'Number'), cell('7')),
      row(cell('Baile'), cell('<S>55</S><Font>50</Font>', 'a'), cell('12')),
    ]
    const styles =
      '<Style ss:ID="a"><Font ss:Bold="1" ss:StrikeThrough="1"/></Style><Style ss:ID="b" ss:Parent="a"/>' +
      '<Style ss:ID="n" ss:Parent="a"><Font ss:StrikeThrough="0"/></Style>'
    const book =
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">' +
      `<Styles>${styles}</Styles><Worksheet ss:Name="Hoja1"><Table>${rows.join('')}</Table></Worksheet></Workbook>`
    expect(await read(extractXls, book)).toEqual(shown)
  })
})
