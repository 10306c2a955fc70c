import { describe, expect, it } from 'vitest'
import type { FileSubject } from '../../src/adapters/extract/formats/format.ts'
import { formats } from '../../src/adapters/extract/formats/formats.ts'
import { extractDocx } from '../../src/adapters/extract/docx/docx-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { growthOf, linearGrowth } from '../harness/growth.ts'

const namespaces =
  'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:o="urn:schemas-microsoft-com:office:office" ' +
  'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" ' +
  'xmlns:v="urn:schemas-microsoft-com:vml"'

const styles =
  '<w:styles><w:style w:type="paragraph" w:default="on" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Ttulo1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style></w:styles>'

const lists =
  '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="1"/><w:lvlText w:val="%1."/></w:lvl>' +
  '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:nfc w:val="4"/><w:lvlText w:val="%2)"/></w:lvl></w:listDef>' +
  '<w:listDef w:listDefId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="23"/><w:lvlText w:val="·"/></w:lvl></w:listDef>' +
  '<w:list w:ilfo="1"><w:ilst w:val="0"/></w:list><w:list w:ilfo="2"><w:ilst w:val="1"/></w:list></w:lists>'

const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`
const paragraph = (inside: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${inside}</w:p>`
const item = (text: string, list: number, level = 0): string =>
  paragraph(run(text), `<w:listPr><w:ilvl w:val="${level}"/><w:ilfo w:val="${list}"/><wx:t wx:val="x"/></w:listPr>`)
const changed = (type: string, inside: string): string =>
  `<aml:annotation aml:id="7" w:type="Word.${type}" aml:author="Ana"><aml:content>${inside}</aml:content></aml:annotation>`

/** A document as Word 2003 writes it, with a picture in it. */
function wordXml(body: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>' +
    `<w:wordDocument ${namespaces}><o:DocumentProperties><o:Title>Contrato de obra</o:Title></o:DocumentProperties>` +
    `${lists}${styles}<w:docPr><w:footnotePr><w:footnote w:type="separator"><w:p>${run('--')}</w:p></w:footnote></w:footnotePr></w:docPr>` +
    `<w:body><wx:sect>${body}</wx:sect></w:body></w:wordDocument>`
  )
}

const read = async (body: string): Promise<string[]> => {
  const extracted = await extractWith(extractDocx, wordXml(body))
  expectSound(extracted)
  return outline(extracted)
}

describe('a document that Word 2003 wrote as XML', () => {
  it('has its headings by style, its lists with their labels and its title', async () => {
    const body =
      paragraph(run('Objeto &amp; precio'), '<w:pStyle w:val="Ttulo1"/>') +
      item('Primero', 1) +
      item('Detalle', 1, 1) +
      item('Segundo', 1) +
      item('Suelto', 2)
    expect(await read(body)).toEqual([
      'h1 Objeto & precio',
      'list-item I. Primero',
      'list-item a) Detalle',
      'list-item II. Segundo',
      'list-item - Suelto',
    ])
    expect((await extractWith(extractDocx, wordXml(body))).title).toBe('Contrato de obra')
  })

  it('knows the styles of LibreOffice, which writes blanks by their numbers', async () => {
    const written = wordXml(paragraph(run('Alcance'), '<w:pStyle w:val="Ttulo1"/>')).replace(
      '"heading 1"',
      '"Heading_20_1"',
    )
    expect(outline(await extractWith(extractDocx, written))).toEqual(['h1 Alcance'])
  })

  it('has its tables, with merged cells in every row they span', async () => {
    const cell = (text: string, properties = ''): string =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text === '' ? '' : run(text))}</w:tc>`
    const body = `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('Zona')}${cell('Ventas')}</w:tr><w:tr>${cell('Norte', '<w:vmerge w:val="restart"/>')}${cell('5')}</w:tr><w:tr>${cell('', '<w:vmerge/>')}${cell('6')}</w:tr></w:tbl>`
    expect(await read(body)).toEqual(['table-row Zona | Ventas', 'table-row Norte | 5', 'table-row Norte | 6'])
  })

  it('has its notes, comments, headers and links where those of a DOCX stand', async () => {
    const note = (name: string, text: string): string =>
      `<w:r><w:${name}>${paragraph(`<w:r><w:footnoteRef/></w:r>${run(text)}`)}</w:${name}></w:r>`
    const link = (to: string, text: string): string =>
      `<w:hlink w:dest="mailto:${to}@ejemplo.es">${run(text)}</w:hlink>`
    const body =
      paragraph(
        `${run('Renta')}${note('footnote', 'Sin IVA.')}${run(' mensual')}${note('endnote', 'Véase el anexo.')}`,
      ) +
      paragraph(`${run('Fianza')}<w:r>${changed('Comment', paragraph(run('¿Cuánto?')))}</w:r>`) +
      paragraph(link('ana', 'Escriba')) +
      `<w:sectPr><w:hdr w:type="odd">${paragraph(run('Obras del Sur') + link('luis', ', Luis'))}</w:hdr><w:ftr w:type="odd">${paragraph(run('Confidencial'))}</w:ftr></w:sectPr>`
    expect(await read(body)).toEqual([
      'paragraph Obras del Sur, Luis (luis@ejemplo.es)',
      'paragraph Renta mensual',
      'paragraph Sin IVA.',
      'paragraph Véase el anexo.',
      'paragraph Fianza',
      'paragraph [💬 Ana] ¿Cuánto?',
      'paragraph Escriba (ana@ejemplo.es)',
      'paragraph Confidencial',
    ])
  })

  it('says what was inserted and not what was deleted, nor what a picture is made of', async () => {
    const picture = '<w:r><w:pict><w:binData w:name="wordml://1.png">iVBORw0KGgo=</w:binData></w:pict></w:r>'
    const deleted = changed('Deletion', '<w:r><w:delText>noventa</w:delText><w:t>cien</w:t></w:r>')
    const body = paragraph(`${run('Son ')}${deleted}${changed('Insertion', run('ochenta'))}${run(' euros')}${picture}`)
    expect(await read(body)).toEqual(['paragraph Son ochenta euros'])
  })

  it('that is cut off is read as far as it goes, and said to be damaged', async () => {
    const whole = wordXml(paragraph(run('Uno')) + paragraph(run('Dos')))
    const extracted = await extractWith(extractDocx, whole.slice(0, whole.indexOf('Dos') + 1))
    expect(outline(extracted)).toEqual(['paragraph Uno'])
    expect(extracted.warnings.map(({ code }) => code)).toEqual(['document_damaged'])
    await expect(extractWith(extractDocx, wordXml('').replace(/<w:body>.*/, ''))).rejects.toMatchObject({
      code: 'corrupt_file',
    })
  })

  it('is recognised by its root, whatever stands before it and whatever its name promises', () => {
    const formatsOf = (text: string, claimed: string | null = null): string[] =>
      formats.filter((format) => format.recognise(subjectOf(text, claimed))).map(({ name }) => name)
    const written = wordXml(paragraph(run('Uno')))
    expect(formatsOf(written)).toEqual(['DOCX'])
    expect(formatsOf(written, 'application/msword')).toEqual(['DOCX'])
    expect(formatsOf(written.replace('?><w:', `?><!-- ${'<Workbook> '.repeat(500)} --><w:`))).toEqual(['DOCX'])
    expect(formatsOf(written.replace(/^<\?xml.*?\?>/, ''))).toEqual(['DOCX'])
  })

  it('is read in time proportional to its size, however deep or often it opens', async () => {
    const many = (count: number): string =>
      wordXml(paragraph(`<w:r><w:footnote>${paragraph(run('x'))}</w:footnote></w:r>`.repeat(count)))
    expect(await growthOf(many, 1_000, async (xml) => extractWith(extractDocx, xml))).toBeLessThan(linearGrowth)
    await expect(extractWith(extractDocx, wordXml('<w:p>'.repeat(1_000)))).rejects.toMatchObject({
      code: 'too_complex',
    })
  })
})

function subjectOf(text: string, claimed: string | null): FileSubject {
  return {
    head: Buffer.from(text),
    claimed,
    zip: () => null,
    oleStreams: () => null,
    wrapsEncrypted: () => false,
    text: () => text,
  }
}
