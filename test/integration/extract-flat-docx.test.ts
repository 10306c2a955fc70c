import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { formats } from '../../src/adapters/extract/formats/formats.ts'
import type { FileSubject } from '../../src/adapters/extract/formats/format.ts'
import { extractDocx } from '../../src/adapters/extract/docx/docx-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeDocx, paragraph, style } from '../fixtures/extract/make-docx.ts'
import { growthOf, linearGrowth } from '../harness/growth.ts'

type Parts = Parameters<typeof makeDocx>[0]

/** The parts of a DOCX in one piece of XML, as Word writes them; a picture among them. */
function flat(parts: Parts): string {
  const xml = Object.entries(unzipSync(makeDocx(parts))).map(([name, content]) => {
    const text = new TextDecoder().decode(content).replace(/^<\?xml[^>]*>/, '')
    return `<pkg:part pkg:name="/${name}" pkg:contentType="application/xml"><pkg:xmlData>${text}</pkg:xmlData></pkg:part>`
  })
  const picture =
    '<pkg:part pkg:name="/word/media/image1.png" pkg:compression="store"><pkg:binaryData>iVBORw0KGgo=</pkg:binaryData></pkg:part>'
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${picture}${xml.join('')}</pkg:package>`
}

const parts: Parts = {
  body:
    paragraph('Informe', style('T')) +
    paragraph('Texto del informe.') +
    '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Zona</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ventas</w:t></w:r></w:p></w:tc></w:tr>' +
    '<w:tr><w:tc><w:p><w:r><w:t>Norte</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
  styles: '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/></w:style>',
  coreTitle: 'Informe anual',
}

describe('a DOCX in one piece of XML', () => {
  it('is read as the packed one', async () => {
    const extracted = await extractWith(extractDocx, flat(parts))
    expectSound(extracted)
    expect(extracted).toEqual(await extractWith(extractDocx, makeDocx(parts)))
    expect(outline(extracted).slice(-2)).toEqual(['table-row Zona | Ventas', 'table-row Norte | 5'])
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(flat(parts), 'utf16le')])
    expect((await extractWith(extractDocx, wide)).text).toBe(extracted.text)
  })

  it('is recognised by what it holds, whatever its name promises', () => {
    const formatsOf = (text: string): string[] =>
      formats.filter((format) => format.recognise(subjectOf(text))).map(({ name }) => name)
    expect(formatsOf(flat(parts))).toEqual(['DOCX'])
    expect(formatsOf(flat(parts).replace('<?mso-application progid="Word.Document"?>', ''))).toEqual(['DOCX'])
    expect(formatsOf(flat(parts).replaceAll('/word/', '/ppt/').replace('Word.Document', 'PowerPoint.Show'))).toEqual([])
  })

  it('that has no parts, or none with a text, is damaged', async () => {
    const root = '<?xml version="1.0"?><pkg:package xmlns:pkg="p">'
    for (const xml of [
      `${root}</pkg:package>`,
      `${root}<pkg:part pkg:name="/word/x.xml"><pkg:xmlData><a/></pkg:xmlData></pkg:part>`,
    ]) {
      await expect(extractWith(extractDocx, xml)).rejects.toMatchObject({ code: 'corrupt_file' })
    }
  })

  it('is looked through in time proportional to its size, whatever it leaves open', async () => {
    const open = (count: number): string => `${flat(parts)}${'<pkg:part pkg:name="/a" <pkg:xmlData '.repeat(count)}`
    expect(await growthOf(open, 4_000, async (xml) => extractWith(extractDocx, xml))).toBeLessThan(linearGrowth)
  })
})

function subjectOf(text: string): FileSubject {
  return {
    head: Buffer.from(text),
    claimed: null,
    zip: () => null,
    oleStreams: () => null,
    wrapsEncrypted: () => false,
    text: () => text,
  }
}
