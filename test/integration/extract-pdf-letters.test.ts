import { expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { assemble, stream } from '../fixtures/extract/make-pdf.ts'

/** A line of text in a font that says of the code 0xA0 that it stands for a form feed. */
function makeWithCode(base: string, text: string): Buffer {
  const map = `/CMapName /A def begincmap 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7e> <0020> endbfrange 1 beginbfchar <a0> <000c> endbfchar endcmap`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 6 0 R /Resources << /Font << /F 4 0 R >> >> >>',
    `<< /Type /Font /Subtype /Type1 /BaseFont /${base} /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>`,
    stream(Buffer.from(map), ''),
    stream(Buffer.from(`BT /F 10 Tf 40 500 Td (${text}) Tj ET`), ''),
  ]
  return assemble(
    objects.map((one) => Buffer.from(one)),
    '/Root 1 0 R',
  )
}

it.each(['Helvetica', 'Times-Roman'])(
  'a code that draws nothing and is as wide as a blank is one, in %s',
  async (base) => {
    const bytes = makeWithCode(base, 'El pleno\\240revisa la cuenta anual\\240final y el anexo')
    expect(outline(await extractWith(extractPdf, bytes))).toEqual([
      'paragraph El pleno revisa la cuenta anual final y el anexo',
    ])
  },
)
