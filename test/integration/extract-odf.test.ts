import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractOds } from '../../src/adapters/extract/odf/ods-engine.ts'
import { extractOdp, extractOdt } from '../../src/adapters/extract/odf/odt-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline, pageTexts, rowTexts } from '../fixtures/extract/extract-in-process.ts'
import { makeOdf } from '../fixtures/extract/make-odf.ts'

const p = (text: string): string => `<text:p>${text}</text:p>`
const cell = (text: string, attributes = ''): string => `<table:table-cell ${attributes}>${p(text)}</table:table-cell>`
const row = (...cells: readonly string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`

describe('ODT', () => {
  const read = (body: string, styles = '') => extractWith(extractOdt, makeOdf({ kind: 'text', body, styles }))

  it('reads headings, paragraphs, spaces, tabs and links', async () => {
    const extracted = await read(
      '<text:h text:outline-level="1">Informe</text:h>' +
        p('Uno<text:s text:c="3"/>dos<text:tab/>tres<text:line-break/>cuatro\n  cinco') +
        '<text:h text:outline-level="3">Detalle</text:h>' +
        p('Escriba a <text:a xlink:href="mailto:a@b.es"><text:span>Ana</text:span></text:a>.'),
    )
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Informe',
      'paragraph Uno dos tres\ncuatro cinco',
      'h3 Detalle',
      'paragraph Escriba a Ana (a@b.es).',
    ])
    expect(extracted.title).toBe('Informe')
  })

  it('reads the marks of symbol fonts, and numbers lists in every way that programs write', async () => {
    const styles =
      '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="First"/></text:list-style>' +
      '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="01, 02, 03, ..."/></text:list-style>'
    const item = (text: string): string => `<text:list-item>${p(text)}</text:list-item>`
    const extracted = await read(
      p('\uf0fe Pagado \uf0a8 Pendiente') +
        `<text:list text:style-name="L1">${item('uno')}${item('dos')}</text:list><text:list text:style-name="L2">${item('tres')}</text:list>`,
      styles,
    )
    expect(outline(extracted)).toEqual([
      'paragraph ☑ Pagado ☐ Pendiente',
      'list-item 1. uno',
      'list-item 2. dos',
      'list-item 01 tres',
    ])
  })

  it('keeps empty cells in their place that are written as one', async () => {
    const empty = '<table:table-cell table:number-columns-repeated="2"/>'
    const extracted = await read(
      `<table:table>${row(cell('Cruce'), cell('Patrón'), cell('Piloto'), cell('Maquinista'))}${row(cell('Lugo'), empty, cell('Una'))}</table:table>`,
    )
    expect(outline(extracted)).toEqual(['table-row Cruce | Patrón | Piloto | Maquinista', 'table-row Lugo | | | Una'])
  })

  it('labels lists as their styles say', async () => {
    const styles =
      '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>' +
      '<text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/></text:list-style>' +
      '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    const item = (content: string): string => `<text:list-item>${content}</text:list-item>`
    const extracted = await read(
      `<text:list text:style-name="L1">${item(p('uno') + p('sigue'))}${item(p('dos') + `<text:list>${item(p('dentro'))}</text:list>`)}</text:list>` +
        `<text:list text:style-name="L2">${item(p('punto'))}</text:list>`,
      styles,
    )
    expect(outline(extracted)).toEqual([
      'list-item 1. uno',
      'paragraph sigue',
      'list-item 2. dos',
      'list-item a) dentro',
      'list-item - punto',
    ])
  })

  it('reads tables row by row, with what spans rows in each of them', async () => {
    const extracted = await read(
      '<table:table>' +
        `<table:table-header-rows>${row(cell('Zona'), cell('Enero'), cell('Febrero'))}</table:table-header-rows>` +
        row(cell('Norte', 'table:number-rows-spanned="2"'), cell('10'), cell('20')) +
        row('<table:covered-table-cell/>', cell('30'), cell('40')) +
        '</table:table>',
    )
    expect(outline(extracted)).toEqual([
      'table-row Zona | Enero | Febrero',
      'table-row Norte | 10 | 20',
      'table-row Norte | 30 | 40',
    ])
  })

  it('takes the rows that are printed again for the names of the columns, not those of a table inside them', async () => {
    const inner = `<table:table>${row(cell('x'), cell('y'))}${row(cell('z'), cell('w'))}</table:table>`
    const extracted = await read(
      '<table:table>' +
        `<table:table-header-rows>${row(cell('Pieza'), cell('Material'))}</table:table-header-rows>` +
        row(cell('Eje'), `<table:table-cell>${p('Acero')}${inner}</table:table-cell>`) +
        '</table:table>',
    )
    expect(extracted.tables).toMatchObject([{ heads: ['Pieza', 'Material'] }])
  })

  it('puts notes, remarks and boxes after their paragraph, and leaves out what was deleted', async () => {
    const extracted = await read(
      `<text:tracked-changes><text:changed-region><text:deletion>${p('borrado')}</text:deletion></text:changed-region></text:tracked-changes>` +
        `<text:p>Texto<text:note><text:note-citation>1</text:note-citation><text:note-body>${p('Al pie.')}</text:note-body></text:note> con nota` +
        `<office:annotation><dc:creator>Ana</dc:creator><dc:date>2024</dc:date>${p('Revisar.')}</office:annotation>.</text:p>` +
        `<text:p><draw:frame><draw:text-box>${p('En un cuadro.')}</draw:text-box></draw:frame></text:p>` +
        p('<draw:frame><draw:image/><svg:title>Plano</svg:title></draw:frame>'),
    )
    expect(outline(extracted)).toEqual([
      'paragraph Texto con nota.',
      'paragraph Al pie.',
      'paragraph [💬 Ana] Revisar.',
      'paragraph En un cuadro.',
      'paragraph Plano',
    ])
  })

  it('takes titles and headings also by their styles, and counts items without words', async () => {
    const styles =
      '<style:style style:family="paragraph" style:name="Title"/><style:style style:family="paragraph" style:name="P1" style:parent-style-name="Title"/>' +
      '<style:style style:family="paragraph" style:name="Heading_20_2"/>' +
      '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/></text:list-style>'
    const item = (text: string): string => `<text:list-item>${p(text)}</text:list-item>`
    const extracted = await read(
      '<text:p text:style-name="P1">Manual de la casa</text:p><text:p text:style-name="Heading_20_2">Timbre</text:p>' +
        `<text:list text:style-name="L1">${item('Uno')}${item('')}${item('Tres')}</text:list>`,
      styles,
    )
    expect(outline(extracted)).toEqual(['h1 Manual de la casa', 'h2 Timbre', 'list-item 1. Uno', 'list-item 3. Tres'])
  })

  it('takes pages from the record of the last rendering', async () => {
    const extracted = await read(
      p('Uno') + p('dos <text:soft-page-break/>tres') + '<text:soft-page-break/>' + p('cuatro'),
    )
    expectSound(extracted)
    expect(extracted.pagesApproximate).toBe(true)
    expect(pageTexts(extracted)).toEqual(['Uno\n\ndos', 'tres', 'cuatro'])
  })

  it('refuses a file with a password, and takes its title from the properties', async () => {
    await expect(
      extractWith(extractOdt, makeOdf({ kind: 'text', body: p('x'), isEncrypted: true })),
    ).rejects.toMatchObject({ code: 'password_protected' })
    const titled = await extractWith(extractOdt, makeOdf({ kind: 'text', body: p('x'), title: 'Acta de la junta' }))
    expect(titled.title).toBe('Acta de la junta')
  })
})

describe('ODP', () => {
  it('reads slide by slide, with notes, without what every slide repeats and without hidden slides', async () => {
    const frame = (kind: string, text: string): string =>
      `<draw:frame presentation:class="${kind}"><draw:text-box>${p(text)}</draw:text-box></draw:frame>`
    const styles =
      '<style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    const body =
      `<draw:page draw:name="p1">${frame('title', 'Plan')}${frame('outline', 'Un punto')}${frame('footer', 'Pie')}<presentation:notes>${frame('notes', 'Una nota')}</presentation:notes></draw:page>` +
      `<draw:page draw:style-name="dp2">${frame('title', 'Secreta')}</draw:page>` +
      `<draw:page>${frame('title', 'Fin')}</draw:page>`
    const extracted = await extractWith(extractOdp, makeOdf({ kind: 'presentation', body, styles }))
    expectSound(extracted)
    expect(extracted.pageKind).toBe('slide')
    expect(pageTexts(extracted)).toEqual(['Plan\n\nUn punto\n\nUna nota', '', 'Fin'])
    expect(extracted.warnings).toEqual([warning('slide_hidden', { slide: 2 })])
  })
})

describe('ODS', () => {
  const read = (body: string, styles = '') => extractWith(extractOds, makeOdf({ kind: 'spreadsheet', body, styles }))

  it('reads each sheet under its name, values as they are shown, repeated cells and rows too', async () => {
    const extracted = await read(
      '<table:table table:name="Precios"><table:table-column table:number-columns-repeated="3"/>' +
        row(cell('Producto'), cell('Precio')) +
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>' +
        row(cell('Tornillo'), cell('1,50 €', 'office:value="1.5"')) +
        `<table:table-row table:number-rows-repeated="2">${cell('=', 'table:number-columns-repeated="2"')}</table:table-row>` +
        '</table:table>',
    )
    expectSound(extracted)
    expect(rowTexts(extracted)).toEqual([
      ['Precios', 1, 'Producto | Precio'],
      ['Precios', 4, 'Tornillo | 1,50 €'],
      ['Precios', 5, '= | ='],
      ['Precios', 6, '= | ='],
    ])
  })

  it('fills merged cells down, and leaves out hidden sheets, rows and columns, saying so', async () => {
    const styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    const extracted = await read(
      '<table:table table:name="Turnos"><table:table-column/><table:table-column/><table:table-column table:visibility="collapse"/>' +
        row(cell('Norte', 'table:number-rows-spanned="2"'), cell('Ana'), cell('oculta')) +
        row('<table:covered-table-cell/>', cell('Luis')) +
        `<table:table-row table:visibility="filter">${cell('oculta')}</table:table-row></table:table>` +
        `<table:table table:name="Listas" table:style-name="ta2">${row(cell('secreto'))}</table:table>`,
      styles,
    )
    expect(extracted.text).toBe('Turnos\n\nNorte | Ana\nNorte | Luis')
    expect(extracted.warnings).toEqual([
      warning('cells_hidden', { cells: 2, sheet: 'Turnos' }),
      warning('sheet_hidden', { sheet: 'Listas' }),
    ])
  })

  it('keeps rows together between which some are hidden', async () => {
    const hidden = `<table:table-row table:visibility="filter" table:number-rows-repeated="2">${cell('9')}</table:table-row>`
    const rows = [row(cell('Pedido'), cell('Cliente')), row(cell('1'), cell('Acme')), hidden, row(cell('3'))]
    const extracted = await read(
      `<table:table table:name="Pedidos">${rows.join('')}${row(cell('4'), cell('Delta'))}</table:table>`,
    )
    expect(
      outline(extracted)
        .slice(1)
        .map((line) => line.split(' ', 1)[0]),
    ).toEqual(Array(4).fill('table-row'))
  })

  it('reads merged cells that begin in a hidden column or row where they are first seen', async () => {
    const covered = '<table:covered-table-cell/>'
    const hidden = `<table:table-row table:visibility="collapse">${cell('')}${cell('Norte', 'table:number-rows-spanned="2"')}${cell('9')}</table:table-row>`
    const extracted = await read(
      '<table:table table:name="Tarifas"><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="2"/>' +
        row(cell('Precios de 2025', 'table:number-columns-spanned="3"'), covered, covered) +
        row(cell(''), cell('Zona'), cell('Euros')) +
        `${hidden}${row(cell(''), covered, cell('20'))}</table:table>`,
    )
    expect(extracted.text).toBe('Tarifas\n\nPrecios de 2025\n\nZona | Euros\nNorte | 20')
  })

  it('reads many sheets at once in which all rows below the last one are hidden', async () => {
    const rest =
      '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    const sheets = Array.from(
      { length: 200 },
      (_, at) => `<table:table table:name="Obra ${at}">${row(cell('1'))}${rest}</table:table>`,
    )
    const extracted = await read(sheets.join(''))
    expect(extracted.text).toContain('Obra 199')
  })

  it('reads remarks with their cell, and what is drawn over the cells after them', async () => {
    const extracted = await read(
      `<table:table table:name="Datos"><table:shapes><draw:frame><draw:text-box>${p('dibujo')}</draw:text-box></draw:frame></table:shapes>` +
        row(
          `<table:table-cell><office:annotation><dc:creator>Ana</dc:creator>${p('Revisar')}</office:annotation>${p('valor')}</table:table-cell>`,
        ) +
        '</table:table>',
    )
    expect(extracted.text).toBe('Datos\n\nvalor\n\n[A1] Revisar\n\ndibujo')
  })

  it('keeps raised digits apart, the addresses behind links, and boxes out of the cells that hold them', async () => {
    const styles =
      '<style:style style:family="text" style:name="T1"><style:text-properties style:text-position="33% 58%"/></style:style>'
    const extracted = await read(
      `<table:table table:name="Obra">${row(
        cell('Hormigón m<text:span text:style-name="T1">3</text:span>'),
        `<table:table-cell><draw:frame><draw:text-box>${p('Un cuadro')}</draw:text-box></draw:frame>${p('12')}</table:table-cell>`,
        cell('<text:a xlink:href="mailto:a@b.es">Ana</text:a>'),
      )}</table:table>`,
      styles,
    )
    expect(extracted.text).toBe('Obra\n\nHormigón m³ | 12 | Ana (a@b.es)\n\nUn cuadro')
  })

  it('names columns under heads that span them, and shows where formulas lead', async () => {
    const extracted = await read(
      '<table:table table:name="Turnos">' +
        row(cell('Turno'), cell('Mañana', 'table:number-columns-spanned="2"'), '<table:covered-table-cell/>') +
        row(cell(''), cell('Entrada'), cell('Salida')) +
        row(
          cell('Ana', 'table:formula="of:=HYPERLINK(&quot;tel:965112233&quot;;&quot;Ana&quot;)"'),
          cell('9'),
          cell('14'),
        ) +
        row(cell('Luis'), cell('10'), cell('15')) +
        '</table:table>',
    )
    expect(rowTexts(extracted).at(2)).toEqual(['Turnos', 3, 'Ana (965112233) | 9 | 14'])
    expect(extracted.tables).toMatchObject([{ heads: ['Turno', 'Mañana Entrada', 'Mañana Salida'] }])
  })

  it('reads the values of cells that say nothing of how they are shown', async () => {
    const value = (type: string, attributes: string): string =>
      `<table:table-cell office:value-type="${type}" ${attributes}/>`
    const extracted = await read(
      `<table:table table:name="Precios">${row(cell('Producto'), cell('Precio'), cell('IVA'), cell('Alta'))}${row(
        value('string', 'office:string-value="Mesa"'),
        value('currency', 'office:value="125.5" office:currency="EUR"'),
        value('percentage', 'office:value="0.21"'),
        value('date', 'office:date-value="2024-05-01T00:00:00"'),
      )}${row(
        value('string', 'office:string-value="Silla"'),
        value('float', 'office:value="0.30000000000000004"'),
        '<table:table-cell office:value-type="float" office:value="0"><text:p/></table:table-cell>',
        value('time', 'office:time-value="PT09H30M00S"'),
      )}</table:table>`,
    )
    expect(rowTexts(extracted).map(([, , text]) => text)).toEqual([
      'Producto | Precio | IVA | Alta',
      'Mesa | 125.5 EUR | 21% | 2024-05-01',
      'Silla | 0.3 | | 09:30:00',
    ])
  })
})
