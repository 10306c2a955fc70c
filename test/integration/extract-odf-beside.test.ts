import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractOdp, extractOdt } from '../../src/adapters/extract/odf/odt-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline, pageTexts } from '../fixtures/extract/extract-in-process.ts'
import { makeOdf } from '../fixtures/extract/make-odf.ts'
import type { OdfParts } from '../fixtures/extract/make-odf.ts'

const p = (text: string): string => `<text:p>${text}</text:p>`
const item = (content: string): string => `<text:list-item>${content}</text:list-item>`
const read = (parts: Omit<OdfParts, 'kind'>) => extractWith(extractOdt, makeOdf({ kind: 'text', ...parts }))
const level = (at: number, attributes: string): string =>
  `<text:list-level-style-number text:level="${at}" ${attributes}/>`

describe('ODT, what stands beside its text', () => {
  it('reads headers before everything and footers after it, each once, without those that are switched off', async () => {
    const page = (name: string, header: string, footer: string): string =>
      `<style:master-page style:name="${name}"><style:header>${header}</style:header>${footer}</style:master-page>`
    const extracted = await read({
      body: p('Texto.'),
      named: `<office:master-styles>${page('A', p('Ayuntamiento de Jávea'), `<style:footer>${p('Expediente 12/2024 · <text:page-number>1</text:page-number>')}${p('Página <text:page-number>1</text:page-number> de 3')}</style:footer>`)}${page('B', p('Ayuntamiento de Jávea'), `<style:footer style:display="false">${p('Nunca')}</style:footer>`)}</office:master-styles>`,
    })
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'paragraph Ayuntamiento de Jávea',
      'paragraph Texto.',
      'paragraph Expediente 12/2024',
    ])
  })

  it('turns the page where a style asks for it, beside where the program recorded a full one', async () => {
    const paragraphStyle = (name: string, more: string, inner = ''): string =>
      `<style:style style:family="paragraph" style:name="${name}" ${more}><style:paragraph-properties ${inner}/></style:style>`
    const styled = (name: string, text: string): string => `<text:p text:style-name="${name}">${text}</text:p>`
    const styles =
      paragraphStyle('B', '', 'fo:break-before="page"') +
      paragraphStyle('C', 'style:parent-style-name="B"') +
      paragraphStyle('D', 'style:parent-style-name="B"', 'fo:break-before="auto"') +
      paragraphStyle('A', '', 'fo:break-after="page"') +
      paragraphStyle('M', 'style:master-page-name="Standard"') +
      '<style:style style:family="table" style:name="T"><style:table-properties fo:break-before="page"/></style:style>'
    const table = `<table:table table:style-name="T"><table:table-row><table:table-cell>${styled('B', 'siete')}</table:table-cell></table:table-row></table:table>`
    const body = (full: string): string =>
      styled('M', 'uno') +
      p(`uno ${full}dos`) +
      styled('C', 'tres') +
      styled('D', 'tres') +
      styled('A', 'tres') +
      styled('B', 'cuatro') +
      styled('A', 'cuatro') +
      p('cinco') +
      styled('M', `seis<text:note><text:note-body>${styled('B', 'nota')}</text:note-body></text:note>`) +
      table +
      p('siete')
    const extracted = await read({ styles, body: body('<text:soft-page-break/>') })
    expectSound(extracted)
    expect(pageTexts(extracted).map((text) => text.split(/\s+/u).filter((word) => word !== ''))).toEqual([
      ['uno', 'uno'],
      ['dos'],
      ['tres', 'tres', 'tres'],
      ['cuatro', 'cuatro'],
      ['cinco'],
      ['seis', 'nota'],
      ['siete', 'siete'],
    ])
    expect((await read({ styles, body: body('') })).pages).toEqual([])
  })

  it('makes no item of the text that follows a list of the pages themselves', async () => {
    const list = `<text:list><text:list-item>${p('De la plantilla')}</text:list-item></text:list>`
    const named = `<office:master-styles><style:master-page style:name="A"><draw:frame><draw:text-box>${list}</draw:text-box></draw:frame></style:master-page></office:master-styles>`
    const extracted = await extractWith(extractOdt, makeOdf({ kind: 'text', body: p('Texto'), named }))
    expect(outline(extracted)).toEqual(['paragraph Texto'])
  })

  it('labels lists by named styles, with the numbers of the levels above, and goes on with a list that was left', async () => {
    const named = `<office:styles><text:list-style style:name="Numbering">${level(1, 'style:num-format="1" style:num-suffix="."')}${level(2, 'style:num-format="1" style:num-suffix=")" style:num-prefix="(" text:display-levels="2"')}</text:list-style></office:styles>`
    const list = (content: string, more = ''): string =>
      `<text:list text:style-name="Numbering" ${more}>${content}</text:list>`
    const extracted = await read({
      named,
      body:
        list(item(p('uno')) + item(p('dos') + `<text:list>${item(p('dentro'))}</text:list>`), 'xml:id="l1"') +
        p('Entre medias.') +
        list(item(p('tres')), 'text:continue-list="l1"') +
        list(item(p('cuatro')), 'text:continue-numbering="true"') +
        list(item(p('otra'))),
    })
    expect(outline(extracted)).toEqual([
      'list-item 1. uno',
      'list-item 2. dos',
      'list-item (2.1) dentro',
      'paragraph Entre medias.',
      'list-item 3. tres',
      'list-item 4. cuatro',
      'list-item 1. otra',
    ])
  })

  it('counts the items of a list that begins again at a deeper level, where one only holds the next level', async () => {
    const styles = `<text:list-style style:name="N">${[1, 2, 3].map((at) => level(at, `style:num-format="1" style:num-suffix="." text:display-levels="${at}"`)).join('')}</text:list-style>`
    const deep = (depth: number, content: string, more: string): string =>
      depth === 0 ? item(content) : item(`<text:list ${more}>${deep(depth - 1, content, more)}</text:list>`)
    const lists = (more: (at: number) => string, inner: string): string =>
      [0, 1, 1, 2, 0, 1]
        .map((depth, at) => `<text:list text:style-name="N" ${more(at)}>${deep(depth, p(`n${at}`), inner)}</text:list>`)
        .join(p('Entre medias.'))
    const expected = ['1. n0', '1.1. n1', '1.2. n2', '1.2.1. n3', '2. n4', '2.1. n5']
    const numbering = 'text:continue-numbering="true"'
    for (const body of [
      lists((at) => (at === 0 ? '' : numbering), numbering),
      lists((at) => `xml:id="l${at}" text:continue-list="l${at - 1}"`, ''),
    ]) {
      const items = outline(await read({ body, styles })).filter((line) => line.startsWith('list-item'))
      expect(items).toEqual(expected.map((text) => `list-item ${text}`))
    }
  })

  it('begins each list inside of another anew, and at 0 where the style says so', async () => {
    const styles = `<text:list-style style:name="N">${level(1, 'style:num-format="1" text:start-value="0"')}${level(2, 'style:num-format="a" style:num-suffix=")"')}</text:list-style>`
    const inner = `<text:list>${item(p('x'))}${item(p('y'))}</text:list>`
    const body = `<text:list text:style-name="N">${item(p('n') + inner + p('más') + inner)}<text:list-header>${p('sin')}</text:list-header>${item(p('m') + inner)}</text:list>`
    expect(outline(await read({ body, styles }))).toEqual(
      ['0 n', 'a) x', 'b) y', '', 'a) x', 'b) y', '', '1 m', 'a) x', 'b) y'].map((text, at) =>
        text === '' ? `paragraph ${at === 3 ? 'más' : 'sin'}` : `list-item ${text}`,
      ),
    )
  })

  it('numbers headings as the outline of the document says', async () => {
    const at = (number: number, attributes: string): string =>
      `<text:outline-level-style text:level="${number}" ${attributes}/>`
    const extracted = await read({
      named: `<office:styles><text:outline-style style:name="Outline">${at(1, 'style:num-format="I" style:num-prefix="Título "')}${at(2, 'style:num-format="1" text:display-levels="2"')}${at(3, 'style:num-format=""')}</text:outline-style></office:styles>`,
      body:
        '<text:h text:outline-level="1">Objeto</text:h><text:h text:outline-level="2">Ámbito</text:h>' +
        '<text:h text:outline-level="1">Plazos</text:h><text:h text:outline-level="2">Inicio</text:h><text:h text:outline-level="3">Detalle</text:h>',
    })
    expect(outline(extracted)).toEqual([
      'h1 Título I Objeto',
      'h2 I.1 Ámbito',
      'h1 Título II Plazos',
      'h2 II.1 Inicio',
      'h3 Detalle',
    ])
  })

  it('keeps raised digits apart, and leaves out what is hidden or only says what to write', async () => {
    const extracted = await read({
      styles:
        '<style:style style:family="text" style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>' +
        '<style:style style:family="text" style:name="T2" style:parent-style-name="Oculto"/>' +
        '<style:style style:family="text" style:name="T3"><style:text-properties style:text-position="sub 58%"/></style:style>',
      named:
        '<office:styles><style:style style:family="text" style:name="Oculto"><style:text-properties text:display="none"/></style:style></office:styles>',
      body:
        p(
          'Caben 10<text:span text:style-name="T1">6</text:span> litros de H<text:span text:style-name="T3">2</text:span>O.',
        ) +
        p('Visible<text:span text:style-name="T2"> y secreto</text:span>.') +
        p('Firmante: <text:placeholder text:placeholder-type="text">&lt;Escriba el nombre&gt;</text:placeholder>Ana') +
        p('Fecha: <loext:content-control loext:showing-place-holder="true">Elija una fecha</loext:content-control>hoy'),
    })
    expect(extracted.text).toBe('Caben 10⁶ litros de H2O.\n\nVisible.\n\nFirmante: Ana\n\nFecha: hoy')
    expect(extracted.warnings).toEqual([warning('text_hidden', { letters: 8 })])
  })

  it('reads equations in one line and charts as tables, and says what it cannot read', async () => {
    const math =
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac><mo>=</mo><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation>{a+b} over c</annotation></semantics></math>'
    const row = (...cells: string[]): string =>
      `<table:table-row>${cells.map((text) => `<table:table-cell>${p(text)}</table:table-cell>`).join('')}</table:table-row>`
    const chart = `<office:document-content NAMESPACES><office:body><office:chart><chart:chart><chart:title>${p('Ventas')}</chart:title>${p(';')}<table:table table:name="local-table">${row('', 'Norte')}<table:table-row><table:table-cell>${p('Mayo')}</table:table-cell><table:table-cell>${p('NaN')}</table:table-cell></table:table-row><table:table-row><table:table-cell>${p('Enero')}<draw:g><svg:desc>Ventas.A2:Ventas.A3</svg:desc></draw:g></table:table-cell><table:table-cell>${p('10')}</table:table-cell></table:table-row></table:table></chart:chart></office:chart></office:body></office:document-content>`
    const object = (address: string): string => `<draw:frame><draw:object xlink:href="${address}"/></draw:frame>`
    const extracted = await read({
      extra: { 'Object 1/content.xml': math, 'Object 2/content.xml': chart },
      body: p(`Luego ${object('./Object 1')}.`) + p(object('./Object 2')) + p(`Y ${object('./Object 9')} fin.`),
    })
    expect(outline(extracted)).toEqual([
      'paragraph Luego (a+b)/c=x^2.',
      'paragraph Ventas',
      'table-row | Norte',
      'table-row Mayo |',
      'table-row Enero | 10',
      'paragraph Y fin.',
    ])
    expect(extracted.warnings).toEqual([warning('part_unread', {})])
  })

  it('reads an object that stands in its element, and nothing twice where one leads back to the document', async () => {
    const math =
      '<math:math><math:mrow><math:mi>a</math:mi><math:mo>+</math:mo><math:mi>b</math:mi></math:mrow></math:math>'
    const object = (attributes: string, inner = ''): string =>
      `<draw:frame><draw:object${attributes}>${inner}</draw:object></draw:frame>`
    const extracted = await read({
      body:
        p(`Uno ${object('', math)}.`) +
        p(`Dos${object('', '<loext:p/>')}.`) +
        p(`Tres${object(' xlink:href="./"')}.`) +
        p(`Cuatro${object(' xlink:href=""')}.`),
    })
    expect(extracted.text).toBe('Uno a+b.\n\nDos.\n\nTres.\n\nCuatro.')
    expect(extracted.warnings).toEqual([warning('part_unread', {})])
  })

  it('shows remarks as such, and what is filled into a form', async () => {
    const extracted = await read({
      body:
        '<office:forms><form:form><form:text xml:id="c1" form:current-value="Ana Ruiz"/><form:checkbox form:id="c2" form:label="Urgente" form:current-state="checked"/>' +
        '<form:listbox xml:id="c3"><form:option form:label="Alicante"/><form:option form:label="Murcia" form:current-selected="true"/></form:listbox></form:form></office:forms>' +
        p('Nombre: <draw:control draw:control="c1"/>') +
        p('<draw:control draw:control="c2"/>') +
        p('Provincia: <draw:control draw:control="c3"/>') +
        p(
          '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param field:name="Checkbox_Checked" field:value="true"/></field:fieldmark> Sí',
        ) +
        p(
          `Listo<office:annotation><dc:creator>Luis</dc:creator><dc:date>2024</dc:date>${p('Revisar.')}</office:annotation>`,
        ),
    })
    expect(extracted.text).toBe(
      'Nombre: Ana Ruiz\n\n☒ Urgente\n\nProvincia: Murcia\n\n☒ Sí\n\nListo\n\n[💬 Luis] Revisar.',
    )
  })

  it('reads what somebody wrote about a picture, not what programs call it', async () => {
    const frame = (title: string, desc: string): string =>
      `<draw:frame><draw:image/><svg:title>${title}</svg:title><svg:desc>${desc}</svg:desc></draw:frame>`
    const extracted = await read({
      body:
        p(
          `Antes${frame('logo_empresa.png', 'Plano de &lt;la&gt; planta\n\nDescripción generada automáticamente')}después`,
        ) +
        p(`Otro${frame('Imagen 3', '')}.`) +
        frame('Image1', 'Fachada del taller'),
    })
    expect(extracted.text).toBe('Antes Plano de <la> planta después\n\nOtro.\n\nFachada del taller')
  })

  it('leaves out what a merged cell covers', async () => {
    const cell = (text: string, more = ''): string => `<table:table-cell ${more}>${p(text)}</table:table-cell>`
    const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`
    const covered = `<table:covered-table-cell>${p('oculto')}</table:covered-table-cell>`
    const extracted = await read({
      body: `<table:table>${row(cell('Pieza'), cell('Precio'), cell('Alta'))}${row(cell('Eje', 'table:number-columns-spanned="2"'), covered, cell('hoy'))}</table:table>`,
    })
    expect(outline(extracted)).toEqual(['table-row Pieza | Precio | Alta', 'table-row Eje | | hoy'])
  })

  it('reads what stands at the foot of slides once', async () => {
    const page = (text: string): string =>
      `<draw:page presentation:use-footer-name="f1"><draw:frame presentation:class="title"><draw:text-box>${p(text)}</draw:text-box></draw:frame></draw:page>`
    const body = `<presentation:footer-decl presentation:name="f1">Borrador interno</presentation:footer-decl><presentation:footer-decl presentation:name="f2">De nadie</presentation:footer-decl>${page('Uno')}${page('Dos')}`
    const extracted = await extractWith(extractOdp, makeOdf({ kind: 'presentation', body }))
    expect(outline(extracted)).toEqual(['h1 Uno', 'h1 Dos', 'paragraph Borrador interno'])
  })
})
