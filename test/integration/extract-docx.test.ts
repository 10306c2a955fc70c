import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import WordExtractor from 'word-extractor'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractDoc } from '../../src/adapters/extract/doc/doc-engine.ts'
import { readWordText } from '../../src/adapters/extract/doc/word-text.ts'
import { extractDocx } from '../../src/adapters/extract/docx/docx-engine.ts'
import { createTextBudget } from '../../src/adapters/extract/engine/text-budget.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline, pageTexts } from '../fixtures/extract/extract-in-process.ts'
import { makeDoc } from '../fixtures/extract/make-doc.ts'
import { makeDocx, paragraph, style } from '../fixtures/extract/make-docx.ts'

const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`
const cell = (...content: string[]): string => `<w:tc><w:tcPr/>${content.join('')}</w:tc>`
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`
const table = (...rows: string[]): string => `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`

const read = (parts: Parameters<typeof makeDocx>[0]) => extractWith(extractDocx, makeDocx(parts))

describe('DOCX', () => {
  it('finds headings through style names in both languages, outline levels and inheritance, and the title', async () => {
    const styles =
      '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>' +
      '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>' +
      '<w:style w:styleId="Ttulo2"><w:name w:val="Título 2"/></w:style>' +
      '<w:style w:styleId="Own"><w:name w:val="Encabezado propio"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>' +
      '<w:style w:styleId="Child"><w:name w:val="Hijo"/><w:basedOn w:val="Own"/></w:style>'
    const body =
      paragraph('Informe', style('T')) +
      paragraph('Resumen breve', style('H1')) +
      paragraph('Un párrafo.') +
      paragraph('Detalle', style('Ttulo2')) +
      paragraph('Más detalle', style('Child')) +
      paragraph('Directo', '<w:outlineLvl w:val="3"/>') +
      paragraph('Artículo 4. Plazos')
    const extracted = await read({ body, styles })
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Informe',
      'h1 Resumen breve',
      'paragraph Un párrafo.',
      'h2 Detalle',
      'h3 Más detalle',
      'h4 Directo',
      'h5 Artículo 4. Plazos',
    ])
    expect(extracted.title).toBe('Informe')
    expect((await read({ body, styles, coreTitle: 'Informe de 2025' })).title).toBe('Informe de 2025')
  })

  it('knows lines of contents by their style, whatever they say', async () => {
    const styles =
      '<w:style w:styleId="TDC1"><w:name w:val="toc 1"/></w:style>' +
      '<w:style w:styleId="F"><w:name w:val="table of figures"/></w:style>'
    const body =
      paragraph('Artículo 4. Plazos 7', style('TDC1')) +
      paragraph('Figura 1. Planta 9', style('F')) +
      paragraph('Artículo 4. Plazos')
    const extracted = await read({ body, styles })
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'contents Artículo 4. Plazos 7',
      'contents Figura 1. Planta 9',
      'h5 Artículo 4. Plazos',
    ])
  })

  it('prints list labels as Word counts them', async () => {
    const level = (at: number, format: string, text: string): string =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
    const numbering =
      `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1.%2)')}</w:abstractNum>` +
      `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    const item = (text: string, list: number, at: number): string =>
      paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`)
    const body =
      item('uno', 1, 0) +
      item('sub', 1, 1) +
      item('sub', 1, 1) +
      item('dos', 1, 0) +
      item('otro', 1, 1) +
      item('punto', 2, 0)
    expect(outline(await read({ body, numbering }))).toEqual([
      'list-item 1. uno',
      'list-item 1.a) sub',
      'list-item 1.b) sub',
      'list-item 2. dos',
      'list-item 2.a) otro',
      'list-item - punto',
    ])
  })

  it('gives one line per table row, nested tables inside their cell, framed text as paragraphs', async () => {
    const nested = table(
      row(cell(paragraph('x')), cell(paragraph('y'))),
      row(cell(paragraph('z')), cell(paragraph('w'))),
    )
    const body =
      table(
        row(cell(paragraph('Concepto')), cell(paragraph('Importe'))),
        row(cell(paragraph('Tornillos'), paragraph('de acero')), cell(paragraph('10'))),
        row(cell(nested), cell(paragraph('fin'))),
      ) + table(row(cell(paragraph('Aviso importante.'), paragraph('Segundo aviso.'))))
    expect(outline(await read({ body }))).toEqual([
      'table-row Concepto | Importe',
      'table-row Tornillos de acero | 10',
      'table-row x ¦ y; z ¦ w | fin',
      'paragraph Aviso importante.',
      'paragraph Segundo aviso.',
    ])
  })

  it('keeps words apart where the end of a paragraph between them was deleted', async () => {
    const deleted = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    const body = paragraph('Se devuelve en', deleted) + paragraph('veinte días.') + paragraph('Fin.')
    expect(outline(await read({ body }))).toEqual(['paragraph Se devuelve en veinte días.', 'paragraph Fin.'])
  })

  it('keeps links and insertions, skips deletions and field codes, prints a text box once and notes where they belong', async () => {
    const box = (text: string): string => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`
    const body =
      `<w:p>${run('Antes ')}<w:hyperlink>${run('enlace')}</w:hyperlink>${run(' ')}<w:ins>${run('nuevo')}</w:ins>` +
      `<w:del><w:r><w:delText>viejo</w:delText></w:r></w:del>` +
      `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGEREF x </w:instrText><w:fldChar w:fldCharType="separate"/></w:r>${run(' 7')}` +
      `<w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>línea</w:t><w:noBreakHyphen/><w:t>guion</w:t></w:r></w:p>` +
      `<w:p>${run('Con nota')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
      `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>${box('Recuadro')}</wps:txbx></mc:Choice>` +
      `<mc:Fallback>${box('Recuadro')}</mc:Fallback></mc:AlternateContent></w:r>${run('Anfitrión')}</w:p>`
    const footnotes = `<w:footnote w:id="0">${paragraph('')}</w:footnote><w:footnote w:id="2">${paragraph('Texto de la nota.')}</w:footnote>`
    expect(outline(await read({ body, footnotes }))).toEqual([
      'paragraph Antes enlace nuevo 7 tab\nlínea-guion',
      'paragraph Con nota',
      'paragraph Texto de la nota.',
      'paragraph Anfitrión',
      'paragraph Recuadro',
    ])
  })

  it('reads what is written for readers that do not know a program, and leaves out what it added for itself', async () => {
    const choice = (prefix: string, inside: string): string => `<mc:Choice Requires="${prefix}">${inside}</mc:Choice>`
    const either = (...inside: string[]): string => `<mc:AlternateContent>${inside.join('')}</mc:AlternateContent>`
    const fallback = (inside: string): string => `<mc:Fallback>${inside}</mc:Fallback>`
    const zz = 'xmlns:zz="urn:example:2030"'
    const w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    const framed = (inside: string): string =>
      `<w:sdt ${zz} ${w14} mc:Ignorable="w14 zz" mc:ProcessContent="zz:frame"><w:sdtContent>${inside}</w:sdtContent></w:sdt>`
    const content =
      either(choice('zz', paragraph('Nuevo: 99.')), fallback(paragraph('Antiguo: 412.'))) +
      either(
        choice('wps', paragraph('Primera.')),
        choice('wps', paragraph('Segunda.')),
        fallback(paragraph('Última.')),
      ) +
      either(
        choice('wps zz', paragraph('Nueva.')),
        choice('w14', paragraph('Conocida.')),
        fallback(paragraph('Vieja.')),
      ) +
      either(choice('zz', paragraph('Sin otra.'))) +
      `<zz:panel><w:p>${run('Panel.')}</w:p><zz:frame><w:p>${run('Dentro del panel.')}</w:p></zz:frame></zz:panel>` +
      `<zz:frame><w:p>${run('En un marco.')}</w:p></zz:frame>` +
      `<p:panel xmlns:p="urn:example:2030"><w:p>${run('Con otro prefijo.')}</w:p></p:panel>` +
      `<w:p>${run('Antes ')}<w:r>${either(choice('zz', '<w:t>nuevo</w:t>'), fallback('<w:t>viejo</w:t>'))}</w:r><zz:x>${run(' nada')}</zz:x>${run(' después')}</w:p>` +
      table(row(cell(either(choice('zz', paragraph('a')), fallback(paragraph('b')))), cell(paragraph('c')))) +
      paragraph('Fin.')
    const unknown = `<w:sdt ${zz}><w:sdtContent><zz:marco>${paragraph('Nadie dijo que se pueda omitir.')}</zz:marco></w:sdtContent></w:sdt>`
    const read412 = await read({ body: framed(content) + unknown })
    expect(outline(read412)).toEqual([
      'paragraph Antiguo: 412.',
      'paragraph Primera.',
      'paragraph Conocida.',
      'paragraph En un marco.',
      'paragraph Antes viejo después',
      'table-row b | c',
      'paragraph Fin.',
      'paragraph Nadie dijo que se pueda omitir.',
    ])
    expect(read412.warnings).toEqual([])
  })

  it('has approximate pages only when Word recorded them, and counts a break once', async () => {
    const hard = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    const rendered = `<w:p><w:r><w:lastRenderedPageBreak/><w:t>Segunda.</w:t></w:r></w:p>`
    const extracted = await read({ body: paragraph('Primera.') + hard + rendered + hard + paragraph('Tercera.') })
    expectSound(extracted)
    expect(extracted.pagesApproximate).toBe(true)
    expect(pageTexts(extracted)).toEqual(['Primera.', 'Segunda.', 'Tercera.'])
    const unrecorded = await read({ body: paragraph('Primera.') + hard + paragraph('Segunda.') })
    expect(unrecorded.pages).toEqual([])
    expect(unrecorded.pagesApproximate).toBe(false)
  })

  it('reads files whose namespace has another prefix', async () => {
    const xml =
      '<ns0:document xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><ns0:body><ns0:p><ns0:r>' +
      '<ns0:t>Otro prefijo</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>'
    const extra = { 'word/document.xml': new TextEncoder().encode(xml) }
    expect((await read({ body: '', extra })).text).toBe('Otro prefijo')
  })

  it('reads what a damaged part still holds and says so', async () => {
    const extracted = await read({ body: `${paragraph('Se lee.')}<w:p><w:r><w:t>Sin cerrar &nada; aquí</w:t></w:p>` })
    expect(extracted.text).toContain('Se lee.')
    expect(extracted.warnings).toEqual([warning('document_damaged', {})])
  })

  it.each([
    ['no text', 'no_text', makeDocx({ body: paragraph('') })],
    ['half of its bytes', 'corrupt_file', makeDocx({ body: paragraph('Texto') }).subarray(0, 300)],
    ['a flipped bit in its text', 'corrupt_file', flipped(makeDocx({ body: paragraph('abcdefgh'.repeat(50)) }))],
    ['no document part', 'corrupt_file', Buffer.from('PK\u0005\u0006'.padEnd(22, '\0'), 'latin1')],
  ])('refuses a file with %s as %s', async (_, code, bytes) => {
    await expect(extractWith(extractDocx, bytes)).rejects.toMatchObject({ code })
  })
})

/** Changes one compressed byte of the document part. */
function flipped(docx: Buffer): Buffer {
  const copy = Buffer.from(docx)
  const at = copy.indexOf('word/document.xml') + 60
  copy[at] = (copy[at] ?? 0) ^ 0x10
  return copy
}

describe('DOC', () => {
  const contrato = readFileSync(new URL('../fixtures/extract/contrato.doc', import.meta.url))

  it('reads headings by their styles, list items, table rows', async () => {
    const extracted = await extractWith(extractDoc, contrato)
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Contrato de suministro',
      'h2 Artículo 1. Objeto',
      'paragraph El proveedor entregará 200 cajas de tornillos al cliente, según el anexo técnico, antes del 30 de junio.',
      'list-item - Cajas de cartón reciclado',
      'list-item - Etiquetas en español e inglés',
      'h2 Artículo 2. Precio',
      'table-row Concepto | Importe',
      'table-row Tornillos M6 | 1.250,00 €',
      'table-row Transporte | 80,00 €',
      'paragraph El pago se hará en treinta días.',
    ])
  })

  it('reads the same characters as another reader of Word files', async () => {
    const path = fileURLToPath(new URL('../fixtures/extract/contrato.doc', import.meta.url))
    const unlimited = createTextBudget({ fileBytes: contrato.length, maxTextChars: 1_000_000 })
    const other = await new WordExtractor().extract(path)
    const parts = [other.getBody(), other.getFootnotes(), other.getEndnotes(), other.getTextboxes()]
    const plain = (text: string): string => text.replace(/\s+/gu, '')
    const read = readWordText(path, unlimited)?.parts.map((part) => part.map(({ text }) => text).join(''))
    expect(read?.slice(0, 4).map(plain)).toEqual(parts.map(plain))
  })

  it('reads windows-1252 and pieces in their order, and refuses what is encrypted', async () => {
    const text = 'Segundo: 80 \x80.\rPrimero.\r'
    const doc = makeDoc({
      text,
      pieces: [
        [text.indexOf('Primero'), 9],
        [0, text.indexOf('Primero')],
      ],
    })
    expect(outline(await extractWith(extractDoc, doc))).toEqual(['paragraph Primero.', 'paragraph Segundo: 80 €.'])
    await expect(extractWith(extractDoc, makeDoc({ text, flags: 0x0100 }))).rejects.toMatchObject({
      code: 'password_protected',
    })
  })

  it('reads the boxes of headers before the text', async () => {
    const box = 'Colegiado 4471\r'
    const doc = makeDoc({ text: `Estimado cliente.\r${box}`, headerBoxes: box.length })
    expect(outline(await extractWith(extractDoc, doc))).toEqual([
      'paragraph Colegiado 4471',
      'paragraph Estimado cliente.',
    ])
  })

  it.each([
    ['cut in half', contrato.subarray(0, 6_000)],
    ['not an OLE file', Buffer.from('PK\u0003\u0004 a zip')],
  ])('refuses a file that is %s with advice', async (_, bytes) => {
    await expect(extractWith(extractDoc, bytes)).rejects.toMatchObject({
      code: 'corrupt_file',
      message: expect.stringContaining('DOCX'),
    })
  })
})
