import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractXls } from '../../src/adapters/extract/xls/xls-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline, rowTexts } from '../fixtures/extract/extract-in-process.ts'

const cell = (value: string, type = 'String', attributes = ''): string =>
  `<Cell ${attributes}><Data ss:Type="${type}">${value}</Data></Cell>`
const row = (cells: readonly string[], attributes = ''): string => `<Row ${attributes}>${cells.join('')}</Row>`
const sheet = (name: string, rows: string, visible = 'SheetVisible'): string =>
  `<Worksheet ss:Name="${name}"><Table>${rows}</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>${visible}</Visible></WorksheetOptions></Worksheet>`
const styles =
  '<Styles><Style ss:ID="e"><NumberFormat ss:Format="#,##0.00\\ &quot;€&quot;"/></Style><Style ss:ID="f"><NumberFormat ss:Format="Short Date"/></Style>' +
  '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="q" ss:Parent="e"/></Styles>'
const book = (...sheets: readonly string[]): string =>
  `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">${styles}${sheets.join('')}</Workbook>`

describe('a workbook in XML', () => {
  it('has its values as they are shown, rows and columns where they stand', async () => {
    const rows =
      row([cell('Listado de facturas', 'String', 'ss:MergeAcross="3"')]) +
      row([cell('Número'), cell('Fecha'), cell('Importe'), cell('IVA')], 'ss:Index="3"') +
      row([
        cell('F-001'),
        cell('2024-05-03T00:00:00.000', 'DateTime', 'ss:StyleID="f"'),
        cell('1234.5', 'Number', 'ss:StyleID="q"'),
        cell('0.21', 'Number', 'ss:StyleID="p"'),
      ]) +
      row([
        cell('F-002', 'String', 'ss:HRef="mailto:ana@ejemplo.es"'),
        cell('2469', 'Number', 'ss:Index="3" ss:StyleID="e" ss:Formula="=R[-1]C*2"'),
      ])
    const extracted = await extractWith(extractXls, book(sheet('Facturas', rows)))
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Facturas',
      'paragraph Listado de facturas',
      'table-row Número | Fecha | Importe | IVA',
      'table-row F-001 | 03/05/2024 | 1.234,50 € | 21,00%',
      'table-row F-002 (ana@ejemplo.es) | | 2.469,00 € |',
    ])
    expect(rowTexts(extracted).map(([, number]) => number)).toEqual([1, 3, 4, 5])
  })

  it('leaves out what is hidden, says so, and keeps remarks with their cell', async () => {
    const remark =
      '<Cell><Data ss:Type="String">Tuerca</Data><Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>Ana:</B> revisar</ss:Data></Comment></Cell>'
    const rows =
      '<Column/><Column ss:Hidden="1"/>' +
      row([cell('Pieza'), cell('Coste'), cell('Precio')]) +
      row([remark, cell('1', 'Number'), cell('2', 'Number')]) +
      row([cell('Tornillo')], 'ss:Hidden="1"')
    const extracted = await extractWith(
      extractXls,
      book(sheet('Piezas', rows), sheet('Notas', row([cell('x')]), 'SheetHidden')),
    )
    expect(outline(extracted)).toEqual([
      'h1 Piezas',
      'table-row Pieza | Precio',
      'table-row Tuerca | 2',
      'paragraph [A2] Ana: revisar',
    ])
    expect(extracted.warnings).toEqual([
      warning('rows_hidden', { rows: 2, sheet: 'Piezas' }),
      warning('sheet_hidden', { sheet: 'Notas' }),
    ])
  })

  it('keeps rows together between which one is hidden', async () => {
    const rows = [
      row([cell('Pedido'), cell('Cliente'), cell('Importe')]),
      row([cell('1', 'Number'), cell('Acme'), cell('100', 'Number')]),
      row([cell('2', 'Number')], 'ss:Hidden="1"'),
      row([cell('3', 'Number')]),
      row([cell('4', 'Number'), cell('Delta'), cell('400', 'Number')]),
    ]
    const extracted = await extractWith(extractXls, book(sheet('Pedidos', rows.join(''))))
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['Pedido', 'Cliente', 'Importe']])
    expect(rowTexts(extracted).map(([, number]) => number)).toEqual([1, 2, 4, 5])
    expect(extracted.blocks.filter(({ kind }) => kind === 'paragraph')).toEqual([])
  })

  it('is read whatever its namespace is called, cut off as far as it goes, and refused without a sheet', async () => {
    const prefixed = book(sheet('Hoja1', row([cell('Precio: 30 euros')])))
      .replace(/<(\/?)(?=[A-Z])/g, '<$1ss:')
      .replace('xmlns="urn', 'xmlns:x="urn')
    expect((await extractWith(extractXls, prefixed)).text).toBe('Precio: 30 euros')
    const cut = await extractWith(extractXls, prefixed.slice(0, prefixed.indexOf('</ss:Table>')))
    expect(cut.text).toBe('Precio: 30 euros')
    expect(cut.warnings).toEqual([warning('document_damaged', {})])
    await expect(extractWith(extractXls, book())).rejects.toMatchObject({ code: 'corrupt_file' })
  })

  it.each([
    ['merged far', cell('x', 'String', 'ss:MergeAcross="99999999" ss:MergeDown="99999999"')],
    ['far right', cell('x', 'String', 'ss:Index="99999999"')],
    ['far below', `</Row><Row ss:Index="99999999">${cell('x')}`],
    [
      'wide columns',
      `</Row><Column ss:Span="99999999" ss:Hidden="1"/><Row ss:Index="2">${cell('x', 'String', 'ss:Index="2"')}`,
    ],
  ])('bounds what cells claim: %s', async (_, cells) => {
    const extracted = await extractWith(extractXls, book(sheet('Hoja1', row([cell('Precio'), cells]))))
    expect(extracted.text).toContain('Precio')
  })
})
