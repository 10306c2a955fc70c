import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractXlsx } from '../../src/adapters/extract/xlsx/xlsx-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith } from '../fixtures/extract/extract-in-process.ts'
import { inline, makeXlsx, number, shared, sheetData } from '../fixtures/extract/make-xlsx.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (...entries: readonly (readonly [id: string, type: string, target: string, mode?: string])[]) =>
  bytes(
    `<Relationships>${entries.map(([id, type, target, mode]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`).join('')}</Relationships>`,
  )
const read = async (parts: Parameters<typeof makeXlsx>[0]) => {
  const extracted = await extractWith(extractXlsx, makeXlsx(parts))
  expectSound(extracted)
  return extracted
}

describe('XLSX, what stands beside the values of its cells', () => {
  it('keeps raised digits apart, and the addresses behind links', async () => {
    const extracted = await read({
      strings: [
        '<r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6</t></r><r><t> m³</t></r>',
        'Escríbanos',
      ],
      sheets: [
        {
          name: 'Hoja1',
          xml:
            sheetData(
              [shared('A1', 0), inline('B1', 'Caudal')],
              [shared('A2', 1), '<c r="B2" t="str"><f>HYPERLINK("tel:+34965112233","Llámenos")</f><v>Llámenos</v></c>'],
            ) +
            `<hyperlinks xmlns:r="${office}"><hyperlink ref="A2" r:id="m"/><hyperlink ref="A1" r:id="w"/></hyperlinks>`,
        },
      ],
      extra: {
        'xl/worksheets/_rels/sheet1.xml.rels': relations(
          ['m', 'hyperlink', 'mailto:ventas@ejemplo.es', 'External'],
          ['w', 'hyperlink', 'https://ejemplo.es', 'External'],
        ),
      },
    })
    expect(extracted.text).toBe('10⁶ m³ | Caudal\nEscríbanos (ventas@ejemplo.es) | Llámenos (+34965112233)')
  })

  it('reads what is printed above and below the sheets once, and conversations without what Excel writes over them', async () => {
    const margins =
      '<headerFooter><oddHeader>&amp;L&amp;"Arial,Negrita"&amp;14Talleres Ruiz&amp;C&amp;A&amp;R&amp;D</oddHeader><oddFooter>&amp;CPágina &amp;P de &amp;N&amp;RI+D &amp;&amp; Cía.</oddFooter></headerFooter>'
    const extracted = await read({
      sheets: [
        {
          name: 'Hoja1',
          xml: sheetData([inline('A1', 'a'), inline('B1', 'b')]) + margins,
          comments:
            '<commentList><comment ref="A1"><text><t>[Comentario encadenado]\n\nSu versión de Excel le permite leer. Más información: https://go.microsoft.com/fwlink/?linkid=870924\n\nComentario:\n    Falta el IVA</t></text></comment></commentList>',
        },
        { name: 'Hoja2', xml: sheetData([inline('A1', 'c'), inline('B1', 'd')]) + margins },
      ],
    })
    expect(extracted.text).toBe('a | b\n\n[A1] Falta el IVA\n\nc | d\n\nTalleres Ruiz\n\nI+D & Cía.')
  })

  it('reads words about pictures, and the charts of a sheet of their own', async () => {
    const drawn =
      '<xdr:wsDr xmlns:xdr="d"><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Imagen 1" descr="Plano de la planta baja"/></xdr:nvPicPr></xdr:pic>' +
      '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14"><xdr:graphicFrame/></mc:Choice>' +
      '<mc:Fallback><xdr:sp><xdr:txBody><a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>This shape represents a slicer.</a:t></a:r></a:p></xdr:txBody></xdr:sp></mc:Fallback></mc:AlternateContent></xdr:wsDr>'
    const chart =
      '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Ventas</a:t></a:r></a:p></c:rich></c:tx></c:title>' +
      '<c:plotArea><c:ser><c:tx><c:v>Norte</c:v></c:tx><c:cat><c:v>Enero</c:v></c:cat><c:val><c:v>10</c:v></c:val></c:ser></c:plotArea></c:chart></c:chartSpace>'
    const extracted = await read({
      sheets: [
        { name: 'Hoja1', xml: sheetData([inline('A1', 'a'), inline('B1', 'b')]) },
        { name: 'Gráfico', xml: '' },
      ],
      extra: {
        'xl/worksheets/_rels/sheet1.xml.rels': relations(['d', 'drawing', '../drawings/drawing1.xml']),
        'xl/drawings/drawing1.xml': bytes(drawn),
        'xl/worksheets/_rels/sheet2.xml.rels': relations(['d', 'drawing', '../drawings/drawing2.xml']),
        'xl/drawings/drawing2.xml': bytes('<xdr:wsDr xmlns:xdr="d"/>'),
        'xl/drawings/_rels/drawing2.xml.rels': relations(['c', 'chart', '../charts/chart1.xml']),
        'xl/charts/chart1.xml': bytes(chart),
      },
    })
    expect(extracted.text).toBe('a | b\n\nPlano de la planta baja\n\nVentas\n\n| Norte\nEnero | 10')
  })

  it('says which boxes of a form on a sheet are ticked, each once', async () => {
    const control = (id: number, text: string): string =>
      `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14"><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="${id}" name="Check Box"/></xdr:nvSpPr><xdr:txBody><a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></mc:Choice><mc:Fallback/></mc:AlternateContent>`
    const old = (id: number, kind: string, text: string, more: string): string =>
      `<v:shape id="_x0000_s${id}"><v:textbox><div><font>${text}</font></div></v:textbox><x:ClientData ObjectType="${kind}">${more}</x:ClientData></v:shape>`
    const ticked = '<x:Checked>1</x:Checked>'
    const shapes =
      old(1025, 'Checkbox', 'Acepto', ticked) +
      old(1026, 'Checkbox', 'Autorizo\n las fotos', '<x:Checked>0</x:Checked>') +
      old(1027, 'Radio', 'Mañanas', ticked) +
      old(1028, 'Button', 'Enviar', '') +
      old(1029, 'Checkbox', '', ticked)
    const extracted = await read({
      sheets: [{ name: 'Hoja1', xml: sheetData([inline('A1', 'a'), inline('B1', 'b')]) }],
      extra: {
        'xl/worksheets/_rels/sheet1.xml.rels': relations(
          ['v', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
          ['d', 'drawing', '../drawings/drawing1.xml'],
        ),
        'xl/drawings/drawing1.xml': bytes(
          `<xdr:wsDr xmlns:xdr="d">${control(1025, 'Acepto')}${control(9, 'Aviso')}</xdr:wsDr>`,
        ),
        'xl/drawings/vmlDrawing1.vml': bytes(
          `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">${shapes}</xml>`,
        ),
      },
    })
    expect(extracted.text).toBe('a | b\n\n☒ Acepto\n\nAviso\n\n☐ Autorizo las fotos\n\n☒ Mañanas')
  })

  it('says how many formulas were never calculated and cannot be here', async () => {
    const extracted = await read({
      sheets: [
        {
          name: 'Datos',
          xml: sheetData(
            [inline('A1', 'Total'), '<c r="B1"><f>TODAY()</f></c>'],
            [inline('A2', 'Nada'), '<c r="B2" t="str"><f>IF(1,"","")</f><v></v></c>'],
          ),
        },
      ],
    })
    expect(extracted.warnings).toEqual([warning('formulas_uncalculated', { cells: 1, sheet: 'Datos' })])
  })

  it('takes an error for one where a formula needs it, and what shows nothing for no empty cell', async () => {
    const xml = sheetData(
      ['<c r="A1" t="e"><f>B9/0</f><v>#DIV/0!</v></c>', number('B1', 2), '<c r="C1"><f>SUM(A1:B1)</f></c>'],
      ['<c r="A2" t="str"><f>""</f><v></v></c>', number('B2', 2), '<c r="C2"><f>COUNTA(A2:B3)</f></c>'],
      [inline('A3', 'x'), number('B3', 2), '<c r="C3"><f>IFERROR(A1,"sin dato")</f></c>'],
    )
    const { text } = await read({ sheets: [{ name: 'Datos', xml }] })
    expect(text).toBe('Datos\n\n#DIV/0! | 2 | #DIV/0!\n| 2 | 4\nx | 2 | sin dato')
  })

  it('reads a sheet once, in whichever letters formulas write its name', async () => {
    const cells = Array.from({ length: 20_000 }, (_, at) => [number(`A${at + 1}`, at)])
    const written = Array.from({ length: 1_024 }, (_, at) =>
      Array.from('abcdefghij', (letter, bit) => ((at >> bit) & 1 ? letter.toUpperCase() : letter)).join(''),
    )
    const rows = written.map((name, at) => [inline(`A${at + 1}`, name), `<c r="B${at + 1}"><f>${name}!A8</f></c>`])
    const { text, warnings } = await read({
      sheets: [
        { name: 'abcdefghij', xml: sheetData(...cells) },
        { name: 'Datos', xml: sheetData(...rows) },
      ],
    })
    expect(text).toContain('\nABCDEFGHIJ | 7')
    expect(warnings).toEqual([])
  })

  it('counts no subtotal in another one, and leaves one over hidden rows open', async () => {
    const rows = [
      [number('A1', 10), number('B1', 1)],
      [number('A2', 20)],
      ['<c r="A3"><f>SUBTOTAL(9,A1:A2)</f></c>'],
      ['<c r="A4"><f>SUBTOTAL(9,A1:A2)</f><v>30</v></c>'],
      ['<c r="A5"><f>SUBTOTAL(9,A1:A4)</f></c>'],
      [number('A6', 7)],
      ['<c r="A7"><f>SUBTOTAL(9,A5:A6)</f></c>'],
    ]
    const xml = sheetData(...rows).replace('<row r="6"', '<row r="6" hidden="1"')
    const extracted = await read({ sheets: [{ name: 'Datos', xml }] })
    expect(extracted.text).toBe('Datos\n\n10 | 1\n20 |\n30 |\n30 |\n30 |')
    expect(extracted.warnings).toContainEqual(warning('formulas_uncalculated', { cells: 1, sheet: 'Datos' }))
  })

  it('works out formulas that their program left open, also in other sheets, in the format of their cells', async () => {
    const invoice = sheetData(
      [inline('A1', 'Concepto'), inline('B1', 'Uds'), inline('C1', 'Precio'), inline('D1', 'Importe')],
      [
        inline('A2', 'Silla'),
        number('B2', 3),
        number('C2', 20.5),
        '<c r="D2" s="1"><f t="shared" ref="D2:D3" si="0">B2*C2</f></c>',
      ],
      [inline('A3', 'Mesa'), number('B3', 1), number('C3', 100), '<c r="D3" s="1"><f t="shared" si="0"/></c>'],
      [inline('A4', 'Total'), '<c r="D4" s="1"><f>SUM(D2:D3)*(1+IVA!A1)</f></c>'],
      [inline('A5', 'Portes'), '<c r="D5"><f>IF(D4&gt;100,"gratis",TODAY())</f><v></v></c>'],
    )
    const extracted = await read({
      sheets: [
        { name: 'Factura', xml: invoice },
        { name: 'IVA', xml: sheetData([number('A1', 0.21)]) },
      ],
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="4"/></cellXfs>',
    })
    expect(extracted.text).toBe(
      'Factura\n\nConcepto | Uds | Precio | Importe\nSilla | 3 | 20,5 | 61,50\nMesa | 1 | 100 | 100,00\nTotal | | | 195,42\nPortes | | | gratis\n\nIVA\n\n0,21',
    )
    expect(extracted.warnings).toEqual([])
  })
})
