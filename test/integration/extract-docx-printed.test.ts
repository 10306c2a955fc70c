import { describe, expect, it } from 'vitest'
import { extractDocx } from '../../src/adapters/extract/docx/docx-engine.ts'
import { all, bytes, readDocxParts as read, relations, run, word } from '../fixtures/extract/docx-parts.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeDocx, paragraph } from '../fixtures/extract/make-docx.ts'

describe('what a DOCX prints', () => {
  const chart = (inner: string) => ({
    ...relations(['ch', 'chart', 'charts/chart1.xml']),
    'word/charts/chart1.xml': bytes(`<c:chartSpace ${all}>${inner}</c:chartSpace>`),
  })
  const withChart = `<w:p ${all}><w:r><c:chart r:id="ch"/></w:r></w:p>`

  it('are the titles of a chart and of its axes, one by one, and points where they stand', async () => {
    const title = (text: string) =>
      `<c:title><c:tx><c:rich><a:p><a:r><a:t>${text}</a:t></a:r></a:p></c:rich></c:tx></c:title>`
    const point = (at: number, value: string) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`
    const points = `<c:cat><c:multiLvlStrRef><c:lvl>${point(0, 'Ene')}${point(1, 'Feb')}</c:lvl><c:lvl>${point(0, 'T1')}</c:lvl></c:multiLvlStrRef></c:cat><c:val><c:numLit>${point(1, '7')}</c:numLit></c:val>`
    const extra = chart(
      `<c:title><c:tx><c:strRef><c:strCache>${point(0, 'Ventas')}</c:strCache></c:strRef></c:tx></c:title>` +
        `<c:ser><c:tx><c:strRef><c:strCache>${point(0, '2024')}</c:strCache></c:strRef></c:tx>${points}</c:ser>` +
        `<c:catAx>${title('Mes')}</c:catAx><c:valAx>${title('Miles de euros')}</c:valAx>`,
    )
    expect(await read({ body: withChart, extra })).toEqual([
      'paragraph Ventas',
      'paragraph Mes',
      'paragraph Miles de euros',
      'table-row | 2024',
      'table-row Ene |',
      'table-row Feb | 7',
    ])
  })

  it.each([
    ['es-ES', ['ene-25 | 6,4% | 1250', 'feb-25 | 3,9% | 980,5']],
    ['en-GB', ['Jan-25 | 6.4% | 1250', 'Feb-25 | 3.9% | 980.5']],
  ])('are the numbers and dates of a chart in their formats: %s', async (language, rows) => {
    const points = (name: string, format: string, values: string[]) =>
      `<c:${name}><c:numRef><c:numCache><c:formatCode>${format}</c:formatCode>${values.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join('')}</c:numCache></c:numRef></c:${name}>`
    const months = points('cat', 'mmm\\-yy', ['45658', '45689'])
    const series = (name: string, format: string, values: string[]) =>
      `<c:ser><c:tx><c:v>${name}</c:v></c:tx>${months}${points('val', format, values)}</c:ser>`
    const extra = chart(
      `<c:lang val="${language}"/>${series('A', '0.0%', ['0.064', '3.9E-2'])}${series('B', 'General', ['1250', '980.50000000000011'])}`,
    )
    const said = await read({ body: withChart, extra })
    expect(said.slice(1)).toEqual(rows.map((row) => `table-row ${row}`))
  })

  it('is no heading in a margin, nor the title of the document', async () => {
    const extra = {
      ...relations(['a', 'header', 'header1.xml']),
      'word/header1.xml': bytes(`<w:hdr ${word}>${paragraph('Anexo I')}</w:hdr>`),
    }
    const extracted = await extractWith(extractDocx, makeDocx({ body: paragraph('El texto del anexo.'), extra }))
    expect(outline(extracted)).toEqual(['paragraph Anexo I', 'paragraph El texto del anexo.'])
    expect(extracted.title).toBeNull()
  })

  it.each([
    ['es-ES', ['Primero.- PRECIO', 'Segundo.- PLAZO', '1º FUERO']],
    ['en-GB', ['First.- PRECIO', 'Second.- PLAZO', '1st FUERO']],
    ['fr-FR', ['1.- PRECIO', '2.- PLAZO', '1 FUERO']],
  ])('are ordinals in the language of the document: %s', async (language, items) => {
    const level = (at: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
    const item = (text: string, at: number) =>
      paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="1"/></w:numPr>`)
    const said = await read({
      body: item('PRECIO', 0) + item('PLAZO', 0) + item('FUERO', 1),
      numbering: `<w:abstractNum w:abstractNumId="1">${level(0, 'ordinalText', '%1.-')}${level(1, 'ordinal', '%2')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`,
      styles: `<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="${language}"/></w:rPr></w:rPrDefault></w:docDefaults>`,
    })
    expect(said).toEqual(items.map((text) => `list-item ${text}`))
  })

  it('are the marks of all symbol fonts, also where only their keys were written', async () => {
    const sign = (font: string, text: string) => run(text, `<w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>`)
    const body = `<w:p>${sign('Wingdings 2', '\uf052')}${run(' pagado ')}${sign('Wingdings', '\u00fc')}${run(' visto ')}${sign('Webdings', '\uf063')}${run(' 30 ')}${sign('Symbol', 'm')}${run('m')}</w:p>`
    expect(await read({ body })).toEqual(['paragraph ☑ pagado ✓ visto ☐ 30 μm'])
  })

  it('are the page numbers of a table of contents, which are only hidden where it is shown as a web page', async () => {
    const body =
      `<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>${run('Objeto')}<w:r><w:rPr><w:webHidden/></w:rPr><w:tab/></w:r>${run('12', '<w:webHidden/>')}</w:p>` +
      paragraph('El objeto del contrato.')
    const extracted = await extractWith(extractDocx, makeDocx({ body }))
    expect(extracted.text).toMatch(/^Objeto\s+12\n/u)
    expect(extracted.warnings).toEqual([])
  })

  it('is on a line of its own before a table, at the end of a cell and of the document, though the line end was deleted', async () => {
    const deleted = (text: string) => `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run(text)}</w:p>`
    const cell = (inner: string) => `<w:tc>${inner}</w:tc>`
    const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`
    const body =
      `${deleted('Los precios:')}<w:tbl>${row(paragraph('Producto'), paragraph('Precio'))}` +
      `${row(deleted('Mesa'), deleted('10'))}</w:tbl>${deleted('Va ')}${paragraph('unido.')}${deleted('Último.')}`
    const footnotes = `<w:footnote w:id="5">${deleted('Sin IVA.')}</w:footnote>`
    const noted = `<w:p>${run('Nota')}<w:r><w:footnoteReference w:id="5"/></w:r></w:p>`
    expect(await read({ body: noted + body, footnotes })).toEqual([
      'paragraph Nota',
      'paragraph Sin IVA.',
      'paragraph Los precios:',
      'table-row Producto | Precio',
      'table-row Mesa | 10',
      'paragraph Va unido.',
      'paragraph Último.',
    ])
  })

  it('are equations on lines of their own where several stand together, and in their line where they stand in text', async () => {
    const equation = (text: string) => `<m:oMath><m:r><m:t>${text}</m:t></m:r></m:oMath>`
    const body =
      `<w:p ${all}><m:oMathPara>${equation('a=b+c')}${equation('')}${equation('d=e')}</m:oMathPara></w:p>` +
      `<w:p ${all}>${run('Sea ')}${equation('x')}${equation('=y')}${run('.')}</w:p>`
    const extracted = await extractWith(extractDocx, makeDocx({ body }))
    expect(extracted.text).toBe('a=b+c\nd=e\n\nSea x=y.')
  })

  it('is told by the parts that the document names, whatever they are called', async () => {
    const extra = {
      ...relations(
        ['a', 'footnotes', 'notas/pie.xml'],
        ['b', 'styles', '/word/estilos2.xml'],
        ['c', 'numbering', 'numbering2.xml'],
        ['d', 'comments', 'no-hay.xml'],
      ),
      'word/notas/pie.xml': bytes(
        `<w:footnotes ${word}><w:footnote w:id="1">${paragraph('Sin IVA.')}</w:footnote></w:footnotes>`,
      ),
      'word/estilos2.xml': bytes(
        `<w:styles ${word}><w:style w:type="paragraph" w:styleId="X"><w:name w:val="heading 2"/></w:style></w:styles>`,
      ),
      'word/numbering2.xml': bytes(
        `<w:numbering ${word}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
      ),
      'word/comments.xml': bytes(
        `<w:comments ${word}><w:comment w:id="0">${paragraph('Revisar.')}</w:comment></w:comments>`,
      ),
    }
    const body =
      paragraph('Precios', '<w:pStyle w:val="X"/>') +
      `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>${run('Mesa')}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>`
    expect(await read({ body, extra })).toEqual([
      'h2 Precios',
      'list-item 1) Mesa',
      'paragraph Sin IVA.',
      'paragraph [💬] Revisar.',
    ])
  })
})
