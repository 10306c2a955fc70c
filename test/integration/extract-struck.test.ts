import { describe, expect, it } from 'vitest'
import { extractDoc } from '../../src/adapters/extract/doc/doc-engine.ts'
import { extractDocx } from '../../src/adapters/extract/docx/docx-engine.ts'
import { extractEpub } from '../../src/adapters/extract/epub/epub-engine.ts'
import type { Engine } from '../../src/adapters/extract/engine/engine.ts'
import { extractOds } from '../../src/adapters/extract/odf/ods-engine.ts'
import { extractOdp, extractOdt } from '../../src/adapters/extract/odf/odt-engine.ts'
import { extractPptx } from '../../src/adapters/extract/pptx/pptx-engine.ts'
import { extractRtf } from '../../src/adapters/extract/rtf/rtf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeDoc } from '../fixtures/extract/make-doc.ts'
import { makeDocx } from '../fixtures/extract/make-docx.ts'
import { makeEpub } from '../fixtures/extract/make-epub.ts'
import { makeOdf } from '../fixtures/extract/make-odf.ts'
import { box, cell, makePptx, paragraph, table } from '../fixtures/extract/make-pptx.ts'

const read = async (engine: Engine, bytes: Uint8Array | string): Promise<string[]> => {
  const extracted = await extractWith(engine, bytes)
  expectSound(extracted)
  expect(extracted.warnings).toEqual([])
  return outline(extracted)
}

describe('what is struck through is left out, as what was deleted', () => {
  it('DOCX, also where a style says so, unless a nearer one or the letters say otherwise, and with the address of a link', async () => {
    const strike = (value = '') => `<w:rPr><w:strike${value}/></w:rPr>`
    const styles =
      `<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Anulado"/>${strike()}</w:style>` +
      `<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Vigente"/><w:basedOn w:val="P"/>${strike(' w:val="0"')}</w:style>` +
      '<w:style w:type="character" w:styleId="C"><w:name w:val="Viejo"/><w:rPr><w:strike w:val="0"/><w:dstrike/></w:rPr></w:style>'
    const run = (text: string, properties = ''): string =>
      `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
    const styled = (style: string, runs: string): string =>
      `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs}</w:p>`
    const link = (runs: string): string =>
      `<w:fldSimple w:instr='HYPERLINK "mailto:ana@ejemplo.es"'>${runs}</w:fldSimple>`
    const text =
      `<w:p>${run('Cuota: ')}${run('49 €', '<w:rStyle w:val="C"/>')}${run('39 €', '<w:rStyle w:val="C"/><w:strike w:val="0"/><w:dstrike w:val="0"/>')}</w:p>` +
      styled('P', run('Cerrado.') + run('Abierto.', '<w:strike w:val="0"/>')) +
      styled('Q', run('Vale.') + run('no', '<w:strike/><w:dstrike w:val="0"/>')) +
      `<w:p>${link(run('Ana', '<w:strike/>'))}${run('Eva')}${link(run('Luz'))}</w:p>`
    expect(await read(extractDocx, makeDocx({ body: text, styles }))).toEqual([
      'paragraph Cuota: 39 €',
      'paragraph Abierto.',
      'paragraph Vale.',
      'paragraph EvaLuz (ana@ejemplo.es)',
    ])
  })

  it('DOC, also where a style says so, and ends of paragraphs and cells stay', async () => {
    const text = 'Cuota 49 $ 39 $.\rCerrado.\rPlazo 5 días 9 días.\rUno\u0007dos\u0007\u0007Fin.\r'
    const range = (what: string): [number, number] => [text.indexOf(what), text.indexOf(what) + what.length]
    const once = (value: number): number[] => [0x37, 0x08, value]
    const paragraphs = [
      [...range('Cuota 49 $ 39 $.\r'), 0],
      [...range('Cerrado.\r'), 1],
      [...range('Plazo 5 días 9 días.\r'), 1],
      [...range('Uno\u0007dos\u0007'), 0],
      [...range('Fin.\r'), 0],
    ] as const
    const doc = makeDoc({
      text,
      runs: [
        [...range('49 $ '), once(1)],
        [...range('Plazo '), once(0)],
        [...range('9 días.'), once(0x81)],
        [...range('Uno\u0007'), [0x53, 0x2a, 1]],
      ],
      styles: [[], once(1)],
      paragraphs: paragraphs.map(([from, to, style]) => [from, to, style]),
    })
    expect(await read(extractDoc, doc)).toEqual([
      'paragraph Cuota 39 $.',
      'paragraph Plazo 9 días.',
      'paragraph dos',
      'paragraph Fin.',
    ])
  })

  it('RTF, by one line or two, until something ends it', async () => {
    const rtf =
      '{\\rtf1\\ansi Cuota {\\strike 49}{\\striked1 48}\\strike 47\\strike0  39.\\par\\strike Cerrado.\\par\\plain\\striked1 a\\striked0  b\\par}'
    expect(await read(extractRtf, rtf)).toEqual(['paragraph Cuota 39.', 'paragraph b'])
  })

  const styles =
    '<style:style style:family="text" style:name="T"><style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>' +
    '<style:style style:family="text" style:name="N"><style:text-properties style:text-line-through-style="none"/></style:style>' +
    '<style:style style:family="text" style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>' +
    '<style:style style:family="paragraph" style:name="P"><style:text-properties style:text-line-through-type="double"/></style:style>' +
    '<style:style style:family="table-cell" style:name="C"><style:text-properties style:text-line-through-style="solid"/></style:style>' +
    '<style:style style:family="table-cell" style:name="D" style:parent-style-name="C"/>' +
    '<style:style style:family="table-cell" style:name="E"/>'
  const span = (style: string, text: string): string => `<text:span text:style-name="${style}">${text}</text:span>`
  const link = (text: string): string => `<text:a xlink:href="mailto:ana@ejemplo.es">${text}</text:a>`

  it('ODT and ODP, also of a paragraph, with what stands in it and the address of a link, but not its notes', async () => {
    const note = '<text:note><text:note-body><text:p>Una nota.</text:p></text:note-body></text:note>'
    const text =
      `<text:p>Cuota: ${span('T', `49${span('B', ' o 48')}${span('N', '39')}${note}`)} €</text:p>` +
      `<text:p text:style-name="P">Cerrado.${span('B', 'Sí')}</text:p><text:p text:style-name="P">no${span('N', 'Abierto.')}</text:p>` +
      `<text:p>Eva${link(span('T', 'Ana'))}${span('T', link('Ana'))}</text:p>`
    expect(await read(extractOdt, makeOdf({ kind: 'text', styles, body: text }))).toEqual([
      'paragraph Cuota: 39 €',
      'paragraph Una nota.',
      'paragraph Abierto.',
      'paragraph Eva',
    ])
    const slide = `<draw:page><draw:frame><draw:text-box><text:p>Hoy ${span('T', 'ayer')}</text:p></draw:text-box></draw:frame></draw:page>`
    expect(await read(extractOdp, makeOdf({ kind: 'presentation', styles, body: slide }))).toEqual(['paragraph Hoy'])
  })

  it('ODS, whole cells as their own style, or that of their row or column says, and parts of them; a row of them parts no table', async () => {
    const cellOf = (text: string, style = ''): string =>
      `<table:table-cell ${style === '' ? '' : `table:style-name="${style}"`} office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
    const row = (cells: readonly string[], attributes = ''): string =>
      `<table:table-row ${attributes}>${cells.join('')}</table:table-row>`
    const rows =
      row([cellOf('Curso', 'E'), cellOf('Cuota'), cellOf('Plazas', 'E')]) +
      row([cellOf(`${span('T', 'Pesas')} Pilates`), cellOf('30'), cellOf('9')]) +
      row([cellOf('Yoga'), cellOf('40'), cellOf(`8 ${link('Ana')}`)], 'table:default-cell-style-name="D"') +
      row([
        cellOf('Zumba'),
        `<table:table-cell table:style-name="D" office:value-type="float" office:value="50"/>`,
        cellOf('7', 'E'),
      ]) +
      row([cellOf('Baile'), cellOf(`55${span('N', '50')}`, 'C'), cellOf('12', 'E')])
    const column =
      '<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="C"/>'
    const sheet = `<table:table table:name="Cursos">${column}${rows}</table:table>`
    expect(await read(extractOds, makeOdf({ kind: 'spreadsheet', styles, body: sheet }))).toEqual([
      'h1 Cursos',
      'table-row Curso | Cuota | Plazas',
      'table-row Pilates | 30 |',
      'table-row Zumba | | 7',
      'table-row Baile | 50 | 12',
    ])
  })

  it('PPTX, by one line or two, with the address of a link and whole cells, but no break of a line', async () => {
    const run = (text: string, strike: string, inner = ''): string =>
      `<a:r><a:rPr strike="${strike}">${inner}</a:rPr><a:t>${text}</a:t></a:r>`
    const gone = run('Ana', 'sngStrike', '<a:hlinkClick r:id="m"/>')
    const shapes =
      box(
        paragraph(
          run('Cuota: ', 'noStrike') + run('49', 'sngStrike') + run('48', 'dblStrike') + run('39 €', 'noStrike'),
        ),
      ) +
      box(paragraph(`${run('Hoy', 'noStrike')}${gone}<a:br/>${run('Eva', 'noStrike')}`)) +
      box(paragraph(`${run('Ayer', 'sngStrike')}<a:fld type="x"><a:t>Mañana</a:t></a:fld>`)) +
      table(
        cell('Curso') + cell('Cuota'),
        cell(run('Yoga', 'sngStrike')) + cell(run('40', 'sngStrike')),
        cell('Pilates') + cell('30'),
      )
    const pptx = makePptx([{ shapes, links: { m: 'mailto:ana@ejemplo.es' } }])
    expect(await read(extractPptx, pptx)).toEqual([
      'paragraph Cuota: 39 €',
      'paragraph Hoy\nEva',
      'paragraph Mañana',
      'table-row Curso | Cuota',
      'table-row Pilates | 30',
    ])
  })

  it('EPUB, as its pages are read as those of the web', async () => {
    const epub = makeEpub({ chapters: ['<p>Cuota: <s>49 €</s> 39 €</p>'] })
    expect((await read(extractEpub, epub)).at(-1)).toMatch(/^paragraph Cuota: +39 €$/u)
  })
})
