import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline, pageTexts } from '../fixtures/extract/extract-in-process.ts'
import { assemble, makeBook, makePdf, spanishText, stream, wrap } from '../fixtures/extract/make-pdf.ts'
import type { PdfText } from '../fixtures/extract/make-pdf.ts'

function column(text: string, place: { x: number; y: number; columns: number }): PdfText[] {
  return wrap(text, place.columns).map((line, index) => ({ text: line, x: place.x, y: place.y - index * 12 }))
}

describe('PDF', () => {
  it('joins wrapped lines into paragraphs, over the page break too, and keeps running heads once, page numbers not at all', async () => {
    const whole = spanishText(1, 20)
    const lines = wrap(whole, 70)
    const head = (page: number): PdfText[] => [
      { text: 'Manual interno', x: 40, y: 570, size: 8 },
      { text: `Página ${page}`, x: 340, y: 20, size: 8 },
    ]
    const half = Math.floor(lines.length / 2)
    const set = (some: string[]): PdfText[] => some.map((text, index) => ({ text, x: 40, y: 500 - index * 12 }))
    const extracted = await extractWith(
      extractPdf,
      makePdf([
        { texts: [...head(1), ...set(lines.slice(0, half))] },
        { texts: [...head(2), ...set(lines.slice(half))] },
      ]),
    )
    expectSound(extracted)
    expect(outline(extracted)).toEqual(['paragraph Manual interno', `paragraph ${whole}`])
    expect(pageTexts(extracted)).toEqual([
      `Manual interno\n\n${lines.slice(0, half).join(' ')}`,
      lines.slice(half).join(' '),
    ])
  })

  it('knows headings by size, weight and words, and puts them at levels', async () => {
    const extracted = await extractWith(
      extractPdf,
      makePdf([
        {
          texts: [
            { text: 'Reglamento de uso', x: 40, y: 540, size: 20 },
            { text: 'Disposiciones', x: 40, y: 500, size: 14, bold: true },
            ...column(spanishText(2, 6), { x: 40, y: 470, columns: 70 }),
            { text: 'Ámbito personal', x: 40, y: 340, bold: true },
            ...column(spanishText(3, 3), { x: 40, y: 320, columns: 70 }),
            { text: 'Artículo 12. Plazos', x: 40, y: 230 },
            ...column(spanishText(4, 3), { x: 40, y: 210, columns: 70 }),
          ],
        },
      ]),
    )
    expectSound(extracted)
    expect(outline(extracted).filter((line) => line.startsWith('h'))).toEqual([
      'h1 Reglamento de uso',
      'h2 Disposiciones',
      'h3 Ámbito personal',
      'h5 Artículo 12. Plazos',
    ])
    expect(extracted.title).toBe('Reglamento de uso')
  })

  it('knows numbered titles in italics, and lists in italics are none', async () => {
    const title = (text: string, y: number) => ({ text, x: 40, y, italic: true })
    const extracted = await extractWith(
      extractPdf,
      makePdf([
        {
          texts: [
            title('3. Periodo de recuerdo', 540),
            ...column(spanishText(2, 3), { x: 40, y: 520, columns: 70 }),
            title('A. Estaciones de aforo', 440),
            ...column(spanishText(3, 3), { x: 40, y: 420, columns: 70 }),
            title('1. Primera condición', 340),
            title('2. Segunda condición', 326),
            ...column(spanishText(4, 3), { x: 40, y: 290, columns: 70 }),
          ],
        },
      ]),
    )
    expect(outline(extracted).filter((line) => !line.startsWith('paragraph'))).toEqual([
      'h1 3. Periodo de recuerdo',
      'h1 A. Estaciones de aforo',
      'list-item 1. Primera condición',
      'list-item 2. Segunda condición',
    ])
  })

  it('keeps two columns apart and in order', async () => {
    const [left, right] = [spanishText(5, 8), spanishText(6, 8)]
    const extracted = await extractWith(
      extractPdf,
      makePdf([
        { texts: [...column(left, { x: 30, y: 540, columns: 34 }), ...column(right, { x: 220, y: 540, columns: 34 })] },
      ]),
    )
    expect(extracted.text.replaceAll('\n\n', ' ')).toBe(`${left} ${right}`)
  })

  it('keeps every row of a table on one line', async () => {
    const rows = [
      ['Producto', 'Unidades', 'Precio'],
      ['Tornillos', '1.200', '0,10'],
      ['Tuercas grandes', '300', '0,25'],
    ]
    const texts = rows.flatMap((row, at) => row.map((text, cell) => ({ text, x: 40 + cell * 130, y: 500 - at * 14 })))
    const extracted = await extractWith(extractPdf, makePdf([{ texts }]))
    expect(outline(extracted)).toEqual(rows.map((row) => `table-row ${row.join(' | ')}`))
  })

  it('keeps the items of a list apart, their wrapped lines joined', async () => {
    const texts = [
      { text: 'El pedido incluye lo siguiente:', x: 40, y: 500 },
      { text: '1) una copia firmada del contrato con todos sus anexos y el justificante del', x: 50, y: 486 },
      { text: 'pago de la primera cuota', x: 62, y: 474 },
      { text: '2) el certificado', x: 50, y: 462 },
    ]
    const extracted = await extractWith(extractPdf, makePdf([{ texts }]))
    expect(outline(extracted)).toEqual([
      'paragraph El pedido incluye lo siguiente:',
      'list-item 1) una copia firmada del contrato con todos sus anexos y el justificante del pago de la primera cuota',
      'list-item 2) el certificado',
    ])
  })

  it('keeps a chapter title at the top of every page, because it is no running head', async () => {
    const pages = [1, 2, 3, 4].map((chapter) => ({
      texts: [
        { text: `Capítulo ${chapter}`, x: 40, y: 560, size: 16 },
        ...column(spanishText(chapter, 5), { x: 40, y: 520, columns: 70 }),
      ],
    }))
    const extracted = await extractWith(extractPdf, makePdf(pages))
    expect(outline(extracted).filter((line) => line.startsWith('h'))).toHaveLength(4)
  })

  it('undoes accents drawn as glyphs of their own', async () => {
    const content = 'BT /F1 10 Tf 1 0 0 1 40 500 Tm [(informaci\\264) 333 (on y reuni\\264) 333 (on)] TJ ET'
    const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content }]))
    expect(extracted.text).toBe('información y reunión')
  })

  it('takes the title from the properties, and ignores what programs put there', async () => {
    const page = { texts: [{ text: 'Contenido del informe trimestral.', x: 40, y: 500 }] }
    expect((await extractWith(extractPdf, makePdf([page], { title: 'Informe trimestral' }))).title).toBe(
      'Informe trimestral',
    )
    expect((await extractWith(extractPdf, makePdf([page], { title: 'Microsoft Word - x.doc' }))).title).toBeNull()
  })

  it('reads a file with junk before its header', async () => {
    const pdf = makePdf([{ texts: [{ text: 'Tras la basura', x: 40, y: 500 }] }])
    const extracted = await extractWith(extractPdf, Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), pdf]))
    expect(extracted.text).toBe('Tras la basura')
  })

  it('warns of pages without a text layer, and refuses a document of nothing else', async () => {
    const text = { texts: [{ text: 'Una página con texto.', x: 40, y: 500 }] }
    const mixed = await extractWith(extractPdf, makePdf([text, { texts: [], image: true }, text]))
    expect(mixed.warnings).toEqual([warning('page_without_text', { page: 2 })])
    expect(mixed.pages.map((page) => page.number)).toEqual([1, 2, 3])
    const scan = extractWith(extractPdf, makePdf([{ texts: [], image: true }]))
    await expect(scan).rejects.toMatchObject({ code: 'no_text_layer', message: expect.stringContaining('OCR') })
  })

  it.each([
    [
      'a password',
      'password_protected',
      makePdf([{ texts: [{ text: 'secreto', x: 40, y: 500 }] }], { encrypted: true }),
    ],
    ['no text at all', 'no_text', makePdf([{ texts: [] }])],
    ['nothing after the header', 'corrupt_file', Buffer.from('%PDF-1.7\n')],
    ['a catalogue without pages', 'corrupt_file', assemble([Buffer.from('<< /Type /Catalog >>')], '/Root 1 0 R')],
  ])('refuses a file with %s as %s', async (_, code, bytes) => {
    await expect(extractWith(extractPdf, bytes)).rejects.toMatchObject({ code })
  })

  it('refuses more pages and more text than the limits', async () => {
    const book = makeBook(12)
    await expect(extractWith(extractPdf, book, { maxPages: 11 })).rejects.toMatchObject({ code: 'too_much_text' })
    await expect(extractWith(extractPdf, book, { maxTextChars: 5_000 })).rejects.toMatchObject({
      code: 'too_much_text',
    })
  })

  it('meets the end of the memory given to PDFium with an error, not with the machine’s memory', async () => {
    const bomb = stream(Buffer.alloc(300 * 1024 * 1024, 'BT (x) Tj ET '), '')
    const objects = [
      Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
      Buffer.from('<< /Type /Pages /Count 1 /Kids [3 0 R] >>'),
      Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources << >> >>'),
      bomb,
    ]
    await expect(extractWith(extractPdf, assemble(objects, '/Root 1 0 R'))).rejects.toThrow()
  })
})
