import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import type { Engine } from '../../src/adapters/extract/engine/engine.ts'
import { extractOds } from '../../src/adapters/extract/odf/ods-engine.ts'
import { extractOdp, extractOdt } from '../../src/adapters/extract/odf/odt-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeFlatOdf, makeOdf } from '../fixtures/extract/make-odf.ts'
import type { OdfParts } from '../fixtures/extract/make-odf.ts'

const p = (text: string): string => `<text:p>${text}</text:p>`
const cell = (text: string): string => `<table:table-cell>${p(text)}</table:table-cell>`
const row = (...cells: readonly string[]): string => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`
const picture = `<draw:frame><draw:image><office:binary-data>iVBORw0KGgo\n AAAANSUhEUg==</office:binary-data></draw:image><svg:desc>Plano</svg:desc></draw:frame>`
const flatText = (body: string) => extractWith(extractOdt, makeFlatOdf({ kind: 'text', body }))

const same: readonly (readonly [string, Engine, OdfParts])[] = [
  [
    'a text with margins, styles and lists',
    extractOdt,
    {
      kind: 'text',
      title: 'Acta del consejo',
      styles:
        '<style:style style:family="text" style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>' +
        '<style:style style:family="text" style:name="T2" style:parent-style-name="Oculto"/>',
      named:
        '<office:styles><style:style style:family="text" style:name="Oculto"><style:text-properties text:display="none"/></style:style>' +
        '<text:list-style style:name="Numeros"><text:list-level-style-number text:level="1" style:num-suffix=")" style:num-format="a"/></text:list-style></office:styles>' +
        `<office:master-styles><style:master-page><style:header>${p('Ayuntamiento')}</style:header><style:footer>${p('Expediente 12')}</style:footer></style:master-page></office:master-styles>`,
      body:
        '<text:h text:outline-level="1">Objeto</text:h>' +
        p('Caben 10<text:span text:style-name="T1">6</text:span> litros.<text:soft-page-break/>') +
        p('Visible<text:span text:style-name="T2"> y secreto</text:span>.') +
        `<text:list text:style-name="Numeros"><text:list-item>${p('uno')}</text:list-item></text:list>` +
        `<table:table>${row('Zona', 'Enero')}${row('Norte', '10')}</table:table>`,
    },
  ],
  [
    'a workbook with a hidden sheet',
    extractOds,
    {
      kind: 'spreadsheet',
      styles:
        '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>',
      body:
        `<table:table table:name="Precios">${row('Producto', 'Precio')}${row('Mesa', '10 €')}</table:table>` +
        `<table:table table:name="Notas" table:style-name="ta2">${row('secreto', '1')}</table:table>`,
    },
  ],
  [
    'a presentation with a hidden slide and notes',
    extractOdp,
    {
      kind: 'presentation',
      styles:
        '<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>',
      body:
        `<draw:page><draw:frame presentation:class="title"><draw:text-box>${p('Plan')}</draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box>${p('Saludar')}</draw:text-box></draw:frame></presentation:notes></draw:page>` +
        `<draw:page draw:style-name="dp2"><draw:frame><draw:text-box>${p('Nunca')}</draw:text-box></draw:frame></draw:page>`,
    },
  ],
]

describe('an OpenDocument file in one piece of XML', () => {
  it.each(same)('reads as the packed one does: %s', async (_, engine, parts) => {
    const flat = await extractWith(engine, makeFlatOdf(parts))
    expectSound(flat)
    expect(flat.blocks.length).toBeGreaterThan(1)
    expect(flat).toEqual(await extractWith(engine, makeOdf(parts)))
  })

  it('leaves out the bytes of pictures and keeps their words', async () => {
    const { text } = await flatText(p(`Vea ${picture}.`) + picture + p('Fin.'))
    expect(text).not.toContain('iVBOR')
    expect(text).not.toContain('AAAA')
    expect(text.match(/Plano/g)).toHaveLength(2)
  })

  it('reads equations and charts where they stand, and says what it cannot read', async () => {
    const math =
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>y</mi><mo>=</mo><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation>y=x^2</annotation></semantics></math>'
    const chart = `<office:document office:mimetype="application/vnd.oasis.opendocument.chart"><office:meta><dc:title>Nunca</dc:title></office:meta><office:master-styles><style:master-page><style:header>${p('Hoja 1')}</style:header></style:master-page></office:master-styles><office:body><office:chart><chart:chart><chart:title>${p('Ventas')}</chart:title><table:table>${row('', 'Norte')}${row('Enero', '10')}</table:table></chart:chart></office:chart></office:body></office:document>`
    const object = (content: string): string =>
      `<draw:frame><draw:object>${content}</draw:object><draw:image><office:binary-data>AAAA</office:binary-data></draw:image></draw:frame>`
    const extracted = await flatText(
      p(`Luego ${object(math)}.`) +
        p(object(chart)) +
        p(
          'Y <draw:frame><draw:object-ole><office:binary-data>AAAA</office:binary-data></draw:object-ole></draw:frame> fin.',
        ),
    )
    expect(outline(extracted)).toEqual([
      'paragraph Luego y=x^2.',
      'paragraph Ventas',
      'table-row | Norte',
      'table-row Enero | 10',
      'paragraph Y fin.',
    ])
    expect(extracted.warnings).toEqual([warning('part_unread', {})])
  })

  it('leaves out what is deleted, which stands in its text between two marks', async () => {
    const region = (id: string, kind: string): string =>
      `<text:changed-region xml:id="${id}" text:id="${id}"><text:${kind}><office:change-info><dc:creator>Ana</dc:creator></office:change-info></text:${kind}></text:changed-region>`
    const start = (id: string): string => `<text:change-start text:change-id="${id}"/>`
    const end = (id: string): string => `<text:change-end text:change-id="${id}"/>`
    const { text } = await flatText(
      `<text:tracked-changes>${region('c1', 'deletion')}${region('c2', 'insertion')}${region('c3', 'deletion')}</text:tracked-changes>` +
        p(`Se pagan ${start('c1')}diez<text:tab/>${end('c1')}${start('c2')}doce${end('c2')} euros.`) +
        p(`Antes.${start('c3')}Fuera`) +
        p(`Todo${end('c3')}Después.`),
    )
    expect(text).toBe('Se pagan doce euros.\n\nAntes.\n\nDespués.')
  })

  it('is read in UTF-16 and in letters of one byte', async () => {
    const xml = makeFlatOdf({ kind: 'text', body: p('Año nuevo, vida nueva.') })
    const wide = Buffer.from(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le')
    const narrow = Buffer.from(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1')
    for (const bytes of [wide, narrow])
      expect((await extractWith(extractOdt, bytes)).text).toBe('Año nuevo, vida nueva.')
  })

  it('expands no entity that it declares', async () => {
    const xml = makeFlatOdf({ kind: 'text', body: p('Precio: &a;') })
    const evil = xml.replace(
      '<office:document',
      '<!DOCTYPE office:document [<!ENTITY a "secreto"> <!ENTITY b SYSTEM "file:///etc/passwd">]>\n<office:document',
    )
    const extracted = await extractWith(extractOdt, evil)
    expect(extracted.text).not.toContain('secreto')
    expect(extracted.text).toContain('Precio:')
  })

  it('is read as far as it goes when it is cut off, and refused when it has no content', async () => {
    const xml = makeFlatOdf({ kind: 'text', body: p('Primero.') + p('Segundo.') })
    const cut = await extractWith(extractOdt, xml.slice(0, xml.indexOf('Segundo')))
    expect(cut.text).toBe('Primero.')
    expect(cut.warnings).toEqual([warning('document_damaged', {})])
    const withoutBody = extractWith(extractOdt, xml.slice(0, xml.indexOf('<office:body>')))
    await expect(withoutBody).rejects.toMatchObject({ code: 'corrupt_file' })
    await expect(flatText('<a><b></a>&x;'.repeat(100))).rejects.toMatchObject({ code: 'corrupt_file' })
  })

  it.each([
    ['sections', 'text:section'],
    ['objects', 'draw:object'],
    ['lists', 'text:list'],
    ['frames', 'draw:frame'],
  ])('is refused when 20,000 %s stand in each other', async (_, name) => {
    const nested = flatText(`<${name}>`.repeat(20_000) + `</${name}>`.repeat(20_000))
    await expect(nested).rejects.toMatchObject({ code: 'too_complex' })
  })

  it('is refused when it turns into far more text than it holds', async () => {
    const long = `<table:table-cell table:number-columns-repeated="1000">${p('a'.repeat(400))}</table:table-cell>`
    const body = `<table:table table:name="a"><table:table-row table:number-rows-repeated="1000">${long}</table:table-row></table:table>`
    const read = extractWith(extractOds, makeFlatOdf({ kind: 'spreadsheet', body }))
    await expect(read).rejects.toMatchObject({ code: 'archive_bomb' })
  })
})
