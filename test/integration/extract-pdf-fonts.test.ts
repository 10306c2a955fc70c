import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const firstCode = 0x21
const lastCode = 0x7e
const codes = Array.from({ length: lastCode - firstCode + 1 }, (_, at) => firstCode + at)
const glyph = '500 0 0 0 400 700 d1 0 0 400 700 re f'
/** A font of drawings whose names say nothing: object 11 and 12 behind two pages. */
const drawnFont = [
  `<< /Length ${glyph.length} >>\nstream\n${glyph}\nendstream`,
  '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0] /Resources << >> ' +
    `/FirstChar ${firstCode} /LastChar ${lastCode} /Widths [${codes.map(() => '500').join(' ')}] ` +
    `/CharProcs << ${codes.map((code) => `/g${code} 11 0 R`).join(' ')} >> ` +
    `/Encoding << /Type /Encoding /Differences [${firstCode} ${codes.map((code) => `/g${code}`).join(' ')}] >> >>`,
]
const words =
  'los barcos de paso amarran en el muelle sur hasta el domingo por la tarde y pagan la tarifa de verano al salir'

/** As programs number letters: one after another as they come. */
function numbered(text: string, first: string): string {
  const known = [...new Set(text)]
  return [...text].map((letter) => String.fromCharCode(first.charCodeAt(0) + known.indexOf(letter))).join('')
}

const show = (font: string, y: number, text: string): string =>
  `BT /${font} 9 Tf 1 0 0 1 40 ${y} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`
const lines = (font: string, text: string): string =>
  (text.match(/.{1,60}/gu) ?? []).map((part, at) => show(font, 500 - at * 14, part)).join('\n')

const read = (...contents: readonly string[]) =>
  extractWith(
    extractPdf,
    makePdf(
      contents.map((content) => ({ texts: [], content, fonts: '/F4 12 0 R' })),
      { objects: drawnFont },
    ),
  )

describe('a font that does not say which letters it draws', () => {
  it('is not read as the codes of its letters, and OCR may read its page', async () => {
    const garbled = lines('F4', numbered(words, '('))
    const extracted = await read(show('F1', 500, 'Normas del puerto.'), garbled)
    expect(outline(extracted)).toEqual(['paragraph Normas del puerto.'])
    expect(extracted.warnings).toEqual([expect.objectContaining({ code: 'letters_unread' })])
    expect(extracted.scanned).toEqual([2])
    await expect(read(garbled, garbled)).rejects.toMatchObject({ code: 'no_text', details: { fonts_unread: true } })
  })

  it('is told where it stands beside other text, which is read', async () => {
    const mixed = `${show('F1', 550, 'Normas del puerto.')}\n${show('F1', 530, words)}\n${lines('F4', numbered(words, '!'))}`
    const extracted = await read(mixed, '')
    expect(extracted.text).toContain('Normas del puerto.')
    expect(extracted.warnings).toEqual([warning('letters_unread', expect.objectContaining({ page: 1 }))])
    expect(extracted).not.toHaveProperty('scanned')
  })

  it.each([
    ['words', words],
    ['numbers', '1.204,50 -3,2 % (1.190) 88,10 +4,1 % [12] 9.034,75 -0,3 % {7} 45/60 <18> =77 *12 3.400 7.800,25'],
    [
      'dots',
      'Muelle........................................12 Grua...........................................#14 & @ ! ? : ; +',
    ],
    ['frames', '+------------+------------+ |=====|=====| /-----------\\ \\-----------/ <------------> [______] # uno'],
  ])('is read by its codes where these are %s', async (_, text) => {
    const extracted = await read(lines('F4', text), '')
    expect(extracted.text.replace(/\s/gu, '')).not.toBe('')
    expect(extracted.warnings).toEqual([])
  })

  it('is another than one that draws formulas or code by their names', async () => {
    const code = 'a[i] = (b[j] + c) * {d} / 3; // #1 & $2 @3 !x ? y : z ^ ~w | <p> = "q" % \'r\''
    const signs = '()*+,-./:;<=>?@[]^_{|}~!#$%&()*+,-./:;<=>?@[]^_{|}~!#$%&()*+,-./'
    expect((await read(lines('F1', code + signs), '')).warnings).toEqual([])
  })
})
