import { describe, expect, it } from 'vitest'
import { extractDocx } from '../../src/adapters/extract/docx/docx-engine.ts'
import { warning } from '../../src/domain/warnings/warning.ts'
import { all, bytes, readDocxParts as read, relations, relationsOf, run, word } from '../fixtures/extract/docx-parts.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeDocx, paragraph } from '../fixtures/extract/make-docx.ts'
import { asLargeZip, behind, countedBehind } from '../fixtures/extract/zip-variants.ts'

describe('parts beside the body of a DOCX', () => {
  it('are read: headers and footers once, without page numbers', async () => {
    const margin = (name: string, ...texts: string[]) =>
      bytes(`<w:${name} ${word}>${texts.map((text) => paragraph(text)).join('')}</w:${name}>`)
    const extra = {
      ...relations(['a', 'header', 'header1.xml'], ['b', 'header', 'header2.xml'], ['c', 'footer', 'footer1.xml']),
      'word/header1.xml': margin('hdr', 'Talleres Ruiz · CIF B11223344', 'Página 1 de 3'),
      'word/header2.xml': margin('hdr', 'Talleres Ruiz · CIF B11223344'),
      'word/footer1.xml': margin('ftr', 'Confidencial'),
    }
    expect(await read({ body: paragraph('Su factura.'), extra })).toEqual([
      'paragraph Talleres Ruiz · CIF B11223344',
      'paragraph Su factura.',
      'paragraph Confidencial',
    ])
  })

  it('are read: headers in the order of the sections that name them', async () => {
    const margin = (text: string) => bytes(`<w:hdr ${word}>${paragraph(text)}</w:hdr>`)
    const section = (id: string): string => `<w:sectPr><w:headerReference w:type="default" r:id="${id}"/></w:sectPr>`
    const extra = {
      ...relations(['a', 'header', 'header1.xml'], ['b', 'header', 'header2.xml'], ['c', 'header', 'header3.xml']),
      'word/header1.xml': margin('De nadie'),
      'word/header2.xml': margin('Anexo'),
      'word/header3.xml': margin('Contrato'),
    }
    const body = `<w:p><w:pPr>${section('c')}</w:pPr></w:p>${paragraph('Cláusulas.')}${section('b')}`
    expect(await read({ body, extra })).toEqual([
      'paragraph Contrato',
      'paragraph Anexo',
      'paragraph De nadie',
      'paragraph Cláusulas.',
    ])
  })

  it('lead where their own relations say, also by a picture', async () => {
    const wp = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    const link = (inside: string): string => `<w:hyperlink r:id="rId1">${inside}</w:hyperlink>`
    const picture = (said: string, inside = ''): string =>
      `<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="${said}">${inside}</wp:docPr><a:graphic>${inside}</a:graphic></wp:inline></w:drawing></w:r>`
    const click = '<a:hlinkClick r:id="rId1"/>'
    const line = (...inside: string[]): string => `<w:p>${inside.join('')}</w:p>`
    const part = (name: string, element: string, inside: string): Uint8Array =>
      bytes(`<w:${name} ${all} ${wp}><w:${element} w:id="2">${inside}</w:${element}></w:${name}>`)
    const to = (name: string) => relationsOf(name, ['rId1', 'hyperlink', `mailto:${name}@h.example`, 'External'])
    const extra = {
      ...relations(
        ['rId1', 'hyperlink', 'tel:955000111', 'External'],
        ['h', 'header', 'header1.xml'],
        ['rId7', 'hyperlink', 'https://h.example', 'External'],
      ),
      ...to('footnotes'),
      ...to('endnotes'),
      ...to('comments'),
      ...to('header1'),
      'word/footnotes.xml': part('footnotes', 'footnote', line(run('Avisos: '), link(picture('Sobre')), run('.'))),
      'word/endnotes.xml': part('endnotes', 'endnote', line(link(run('la secretaria')))),
      'word/comments.xml': part('comments', 'comment', line(picture('Buzón', click))),
      'word/header1.xml': bytes(`<w:hdr ${all} ${wp}>${line(link(run('Escriba')))}</w:hdr>`),
    }
    const reference = (kind: string): string => `<w:r><w:${kind}Reference w:id="2"/></w:r>`
    const box = (inside: string): string => `<w:r><w:pict><w:txbxContent>${inside}</w:txbxContent></w:pict></w:r>`
    const body =
      `<w:sdt ${all} ${wp}><w:sdtContent>` +
      line(run('Notas'), reference('footnote'), reference('endnote'), reference('comment')) +
      line(run('Cuadro'), box(line(link(picture('Teléfono', click))))) +
      line(picture('Mapa', '<a:hlinkClick r:id="rId7"/>'), run(' y ')) +
      line('<w:r><w:pict><v:shape alt="Fax" href="tel:955000222"/></w:pict></w:r>') +
      '</w:sdtContent></w:sdt>'
    expect(await read({ body, extra })).toEqual([
      'paragraph Escriba (header1@h.example)',
      'paragraph Notas',
      'paragraph Avisos: Sobre (footnotes@h.example).',
      'paragraph la secretaria (endnotes@h.example)',
      'paragraph [💬] Buzón (comments@h.example)',
      'paragraph Cuadro',
      'paragraph Teléfono (955000111)',
      'paragraph Mapa y',
      'paragraph Fax (955000222)',
    ])
  })

  it('are read: comments, charts, diagrams, and pages in other formats', async () => {
    const series = (name: string, values: string[]) =>
      `<c:ser><c:tx><c:v>${name}</c:v></c:tx><c:cat><c:v>Enero</c:v><c:v>Febrero</c:v></c:cat><c:val>${values.map((value) => `<c:v>${value}</c:v>`).join('')}</c:val></c:ser>`
    const extra = {
      ...relations(
        ['ch', 'chart', 'charts/chart1.xml'],
        ['dg', 'diagramData', '../word/diagrams/data1.xml'],
        ['al', 'aFChunk', '/word/afchunk.htm'],
      ),
      'word/charts/chart1.xml': bytes(
        `<c:chartSpace ${all}><c:title><a:t>Ventas</a:t></c:title>${series('2023', ['5', '6'])}${series('2024', ['7', '8'])}</c:chartSpace>`,
      ),
      'word/diagrams/data1.xml': bytes(
        `<dgm:dataModel ${all}><a:p><a:t>Directora: Marta Solís</a:t></a:p></dgm:dataModel>`,
      ),
      'word/afchunk.htm': bytes('<html><body><p>La fianza es de 900 euros.</p></body></html>'),
      'word/comments.xml': bytes(
        `<w:comments ${word}><w:comment w:id="7" w:author="Ana">${paragraph('Revisar.')}</w:comment></w:comments>`,
      ),
    }
    const body =
      `<w:p ${all}>${run('Importe')}<w:r><w:commentReference w:id="7"/></w:r><w:r><c:chart r:id="ch"/></w:r><w:r><dgm:relIds r:dm="dg"/></w:r></w:p>` +
      `<w:altChunk ${all} r:id="al"/>`
    expect(await read({ body, extra })).toEqual([
      'paragraph Importe',
      'paragraph [💬 Ana] Revisar.',
      'paragraph Ventas',
      'table-row | 2023 | 2024',
      'table-row Enero | 5 | 7',
      'table-row Febrero | 6 | 8',
      'list-item - Directora: Marta Solís',
      'paragraph La fianza es de 900 euros.',
    ])
  })

  it('are read: another DOCX that stands in its place, without what is damaged', async () => {
    const inner = makeDocx({
      body: `${paragraph('La fianza es de 900 euros.', '<w:pStyle w:val="H"/>')}<w:p>${run('Plazo')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
      styles: '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>',
      footnotes: `<w:footnote w:id="2">${paragraph('Hábiles.')}</w:footnote>`,
    })
    const extra = {
      ...relations(['a', 'aFChunk', 'inner.docx'], ['b', 'aFChunk', 'cut.docx']),
      'word/inner.docx': inner,
      'word/cut.docx': inner.subarray(0, 400),
    }
    const body = `${paragraph('Antes.')}<w:altChunk ${all} r:id="a"/><w:altChunk ${all} r:id="b"/>${paragraph('Después.')}`
    const extracted = await extractWith(extractDocx, makeDocx({ body, extra }))
    expect(outline(extracted)).toEqual([
      'paragraph Antes.',
      'h2 La fianza es de 900 euros.',
      'paragraph Plazo',
      'paragraph Hábiles.',
      'paragraph Después.',
    ])
    expect(extracted.warnings).toEqual([warning('part_unread', {})])
  })

  it('are read in every package Word opens: UTF-16, bars of Windows, prefixes declared anywhere', async () => {
    const main = `<w:document ${word}><w:body>${paragraph('Señalización')}</w:body></w:document>`
    const inner = `<d xmlns="x"><y:document xmlns:y="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><y:body><y:p><y:r><y:t>Señalización</y:t></y:r></y:p></y:body></y:document></d>`
    for (const part of [Buffer.from(`\ufeff${main}`, 'utf16le'), bytes(inner)]) {
      expect(await read({ body: '', extra: { 'word/document.xml': part } })).toEqual(['paragraph Señalización'])
    }
    const old = `<?xml version="1.0" encoding="ISO-8859-1"?>${main}`
    expect(await read({ body: '', extra: { 'word/document.xml': Buffer.from(old, 'latin1') } })).toEqual([
      'paragraph Señalización',
    ])
    const bars = Buffer.from(
      makeDocx({ body: paragraph('Señalización') })
        .toString('latin1')
        .replaceAll('word/document.xml', 'word\\document.xml'),
      'latin1',
    )
    expect(outline(await extractWith(extractDocx, bars))).toEqual(['paragraph Señalización'])
  })
})

describe('what of a DOCX is text', () => {
  it('is not what was deleted, hidden, or only shows what to write', async () => {
    const row = (text: string, properties = '') =>
      `<w:tr><w:trPr>${properties}</w:trPr><w:tc>${paragraph(text)}</w:tc><w:tc>${paragraph('9')}</w:tc></w:tr>`
    const body =
      `<w:tbl>${row('Tuerca')}${row('Tornillo', '<w:del w:id="1"/>')}${row('Arandela')}</w:tbl>` +
      `<w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr>${run('El plazo es ')}</w:p><w:p>${run('de quince días.')}${run('oculto', '<w:vanish/>')}</w:p>` +
      `<w:p>${run('Firmante:')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('Haga clic aquí')}</w:sdtContent></w:sdt></w:p>`
    const extracted = await extractWith(extractDocx, makeDocx({ body }))
    expect(extracted.warnings).toEqual([warning('text_hidden', { letters: 6 })])
    expect(outline(extracted)).toEqual([
      'table-row Tuerca | 9',
      'table-row Arandela | 9',
      'paragraph El plazo es de quince días.',
      'paragraph Firmante:',
    ])
  })

  it('is not a cell that was deleted, and is where a field without quotation marks leads', async () => {
    const code = (...texts: string[]) => texts.map((text) => `<w:r><w:instrText>${text}</w:instrText></w:r>`).join('')
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const body =
      `<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id="4"/></w:tcPr>${paragraph('borrada')}</w:tc><w:tc>${paragraph('queda')}</w:tc><w:tc>${paragraph('9')}</w:tc></w:tr></w:tbl>` +
      `<w:p>${mark('begin')}${code(' HYPER', 'LINK mailto:clientes@ejemplo.es ')}${mark('separate')}${run('aquí')}${mark('end')}</w:p>`
    expect(await read({ body })).toEqual(['table-row queda | 9', 'paragraph aquí (clientes@ejemplo.es)'])
  })

  it('is not what is struck through', async () => {
    const body =
      `<w:p>${run('Cuota: ')}${run('49 €', '<w:strike/>')}${run(' 39 €')}${run(' de momento', '<w:strike w:val="0"/>')}</w:p>` +
      `<w:p>${run('Sí', '<w:dstrike w:val="true"/>')}${run(' / No')}</w:p>`
    const extracted = await extractWith(extractDocx, makeDocx({ body }))
    expect(extracted.text).toBe('Cuota: 39 € de momento\n\n/ No')
  })

  it('is hidden by a style as far as no nearer style, and no run, says otherwise', async () => {
    const vanish = (value = '') => `<w:rPr><w:vanish${value}/></w:rPr>`
    const styles =
      `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>${vanish()}</w:style>` +
      `<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Body"/><w:basedOn w:val="N"/>${vanish(' w:val="0"')}</w:style>` +
      `<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Child"/><w:basedOn w:val="B"/></w:style>` +
      `<w:style w:type="character" w:styleId="S"><w:name w:val="Shown"/>${vanish(' w:val="false"')}</w:style>`
    const body =
      `<w:p>${run('uno')}${run('Dos.', '<w:vanish w:val="0"/>')}${run('Tres.', '<w:rStyle w:val="S"/>')}</w:p>` +
      `<w:p><w:pPr><w:pStyle w:val="C"/></w:pPr>${run('Cuatro.')}${run('cinco', '<w:vanish/>')}</w:p>` +
      `<w:p><w:pPr><w:pStyle w:val="N"/></w:pPr>${run('seis')}</w:p>`
    const extracted = await extractWith(extractDocx, makeDocx({ body, styles }))
    expect(outline(extracted)).toEqual(['paragraph Dos.Tres.', 'paragraph Cuatro.'])
    expect(extracted.warnings).toEqual([warning('text_hidden', { letters: 12 })])
  })

  it('is what cells say in every row they span, and the names of the columns', async () => {
    const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`
    const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
    const body = `<w:tbl>${row(cell('Región'), cell('Producto'), cell('Uds'))}${row(cell('Andalucía', '<w:vMerge w:val="restart"/>'), cell('Cable'), cell('12'))}${row(cell('', '<w:vMerge/>'), cell('Enchufe'), cell('31'))}</w:tbl>`
    expect(await read({ body })).toEqual([
      'table-row Región | Producto | Uds',
      'table-row Andalucía | Cable | 12',
      'table-row Andalucía | Enchufe | 31',
    ])
  })

  it('is an equation in a line, symbols as letters, raised digits apart, and addresses behind links', async () => {
    const fraction =
      '<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f><m:r><m:t>=</m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>'
    const raised = (text: string) => run(text, '<w:vertAlign w:val="superscript"/>')
    const body =
      `<w:p ${all}>${fraction}</w:p><w:p>${run('40 ')}<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>${run('C ')}<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>` +
      `<w:p>${run('10')}${raised('6')}${run(' en 2023')}${raised('1')}${run(' y en mayo.')}${run('2', '<w:position w:val="8"/>')}</w:p><w:p ${all}><w:hyperlink r:id="m">${run('Escríbanos')}</w:hyperlink></w:p>`
    const extra = relations(['m', 'hyperlink', 'mailto:clientes@ejemplo.es', 'External'])
    expect(await read({ body, extra })).toEqual([
      'paragraph (a+b)/c=x^2',
      'paragraph 40 °C ☑',
      'paragraph 10⁶ en 2023¹ y en mayo.²',
      'paragraph Escríbanos (clientes@ejemplo.es)',
    ])
  })

  it('are shown: boxes and lists of old forms, large first letters with their word, words drawn as art', async () => {
    const char = (kind: string, data = ''): string =>
      `<w:r><w:fldChar w:fldCharType="${kind}">${data}</w:fldChar></w:r>`
    const field = (code: string, data: string): string =>
      char('begin', `<w:ffData><w:name w:val="x"/><w:enabled/>${data}</w:ffData>`) +
      `<w:r><w:instrText> ${code} </w:instrText></w:r>${char('separate')}${char('end')}`
    const box = (data: string): string => field('FORMCHECKBOX', `<w:checkBox><w:sizeAuto/>${data}</w:checkBox>`)
    const list = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Norte"/><w:listEntry w:val="Sur"/></w:ddList>'
    const body =
      `<w:p>${run('Sí ')}${box('<w:default w:val="0"/><w:checked/>')}${run(' No ')}${box('<w:default w:val="0"/>')}</w:p>` +
      `<w:p>${run('Zona: ')}${field('FORMDROPDOWN', list)}${run('.')}</w:p>` +
      paragraph('E', '<w:framePr w:dropCap="drop" w:lines="3"/>') +
      paragraph('n un lugar de la Mancha.') +
      `<w:p><w:r><w:pict><v:shape xmlns:v="v"><v:textpath string="Oferta de verano"/></v:shape></w:pict></w:r></w:p>` +
      `<w:p>${run('\uf061', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')}${run(' y ')}${run('\uf0fe', '<w:rFonts w:ascii="Wingdings"/>')}</w:p>`
    expect(await read({ body })).toEqual([
      'paragraph Sí ☒ No ☐',
      'paragraph Zona: Sur.',
      'paragraph En un lugar de la Mancha.',
      'paragraph Oferta de verano',
      'paragraph α y ☑',
    ])
  })
})

describe('numbers of lists that a DOCX defines elsewhere', () => {
  const level = (at: number, format: string, text: string, more = ''): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
  const item = (text: string, list: number, at = 0): string =>
    paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`)

  it('are those of the style that it names, of the list itself, and digits where it is asked for', async () => {
    const numbering =
      `<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Puntos"/>${level(0, 'upperRoman', 'Artículo %1.')}${level(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum>` +
      '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Puntos"/></w:abstractNum>' +
      `<w:abstractNum w:abstractNumId="2">${level(0, 'decimal', '%1.')}${level(1, 'none', 'Nota:')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>' +
      `<w:num w:numId="2"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>${level(0, 'lowerLetter', '%1)')}</w:lvlOverride></w:num>`
    expect(
      await read({
        numbering,
        body: item('Uno', 1) + item('Dos', 1, 1) + item('Tres', 1) + item('Cuatro', 2) + item('Cinco', 2, 1),
      }),
    ).toEqual([
      'list-item Artículo I. Uno',
      'list-item 1.1 Dos',
      'list-item Artículo II. Tres',
      'list-item c) Cuatro',
      'list-item Nota: Cinco',
    ])
  })

  it('go on where a level is not to begin again', async () => {
    const numbering =
      `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', 'Título %1.')}${level(1, 'decimal', 'Artículo %2.', '<w:lvlRestart w:val="0"/>')}${level(2, 'lowerLetter', '%3)', '<w:lvlRestart w:val="1"/>')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    const places = [0, 1, 2, 1, 2, 0, 1, 2]
    expect(await read({ numbering, body: places.map((at) => item('x', 1, at)).join('') })).toEqual([
      'list-item Título I. x',
      'list-item Artículo 1. x',
      'list-item a) x',
      'list-item Artículo 2. x',
      'list-item b) x',
      'list-item Título II. x',
      'list-item Artículo 3. x',
      'list-item a) x',
    ])
  })

  it('begin levels above that have no item of their own', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1.%2')}${level(2, 'upperRoman', '%1.%2.%3')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
    expect(await read({ numbering, body: [0, 2, 1].map((at) => item('x', 1, at)).join('') })).toEqual([
      'list-item 1. x',
      'list-item 1.a.I x',
      'list-item 1.b x',
    ])
  })

  it('count items without words, but for those that are hidden', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
    const hidden = paragraph('', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>')
    expect(await read({ numbering, body: item('Uno', 1) + item('', 1) + hidden + item('Tres', 1) })).toEqual([
      'list-item 1. Uno',
      'list-item 3. Tres',
    ])
  })
})

describe('the archive of a DOCX', () => {
  const docx = makeDocx({ body: paragraph('El contrato vence en mayo.') })
  it.each([
    ['behind empty lines', behind('\r\n\r\n', docx)],
    ['behind a mark of UTF-8', behind('\ufeff', docx)],
    ['behind more than a few lines', behind('<br />\n<b>Notice</b>: undefined\n'.repeat(500), docx)],
    ['behind a message that it counts', countedBehind('<b>Warning</b> line 3\n', docx)],
    ['before more lines', Buffer.concat([docx, Buffer.from('\n<!-- 0.3 s -->\n')])],
    ['in the form of large ones', asLargeZip(docx)],
    ['in the form of large ones behind empty lines', behind('\n\n', asLargeZip(docx))],
  ])('is read %s', async (_, bytes) => {
    expect(outline(await extractWith(extractDocx, bytes))).toEqual(['paragraph El contrato vence en mayo.'])
  })
})
