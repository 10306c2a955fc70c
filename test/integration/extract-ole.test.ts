import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { detachOfMsg, extractMsg } from '../../src/adapters/extract/msg/msg-engine.ts'
import { extractXls } from '../../src/adapters/extract/xls/xls-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { detachWith, extractWith, outline, rowTexts } from '../fixtures/extract/extract-in-process.ts'
import { makeMsg, packRtf } from '../fixtures/extract/make-msg.ts'
import { double, makeXls, record, words } from '../fixtures/extract/make-xls.ts'

describe('MSG', () => {
  const read = (parts: Parameters<typeof makeMsg>[0]) => extractWith(extractMsg, makeMsg(parts))

  it('reads subject, people, date and page, and names what is attached', async () => {
    const extracted = await read({
      texts: {
        '0037': 'Reunión del jueves',
        '0C1A': 'Ana Pérez',
        '5D01': 'ana@ejemplo.es',
        '0E04': 'Luis; Ventas',
        '1000': 'Versión sin tablas.',
      },
      bytes: {
        '1013': Buffer.from(
          '<html><body><img src="cid:cid1"><table><tr><td>Hora</td><td>Tema</td></tr><tr><td>10:00</td><td>Gestión</td></tr></table></body></html>',
          'latin1',
        ),
      },
      fixed: { 0x0039: new Date('2026-11-26T09:00:00Z'), 0x3fde: 1_252 },
      attachments: [{ '3707': 'cuentas.pdf' }, { '3704': 'logo.png', '3712': 'cid1' }, { '3001': 'Mail de Eva' }],
    })
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Reunión del jueves',
      'list-item De: Ana Pérez <ana@ejemplo.es>',
      'list-item Para: Luis; Ventas',
      'list-item Fecha: 2026-11-26 09:00 UTC',
      'list-item Adjuntos: cuentas.pdf, Mail de Eva',
      'table-row Hora | Tema',
      'table-row 10:00 | Gestión',
    ])
    expect(extracted.title).toBe('Reunión del jueves')
    expect(extracted.attachments).toEqual([
      { part: '1.1', name: 'cuentas.pdf' },
      { part: '1.3', name: 'Mail de Eva' },
    ])
  })

  it('names a photo that its page does not show, and none that the page hides', async () => {
    const attachments = [
      { '3707': 'recibo.jpg', '3712': 'ii_1' },
      { '3707': 'logo.png', '3712': 'image001@01D' },
    ]
    const page = Buffer.from('<html><body><p>Te mando el recibo.</p><img src="cid:image001@01D"></body></html>')
    const extracted = await read({ texts: { '0037': 'Recibo' }, bytes: { '1013': page }, attachments })
    expect(extracted.attachments).toEqual([{ part: '1.1', name: 'recibo.jpg' }])
  })

  it('reads a mail that is attached below it, and gives out what is attached to both', async () => {
    const inner = {
      texts: { '0037': 'Pedido 77', '1000': 'Quiero 30 cajas.' },
      fixed: { 0x0039: new Date('2026-11-26T09:00:00Z') },
      attachments: [{ '3707': 'lista.bin' }],
      contents: [Buffer.from([0, 1, 2, 0xff])],
    }
    const mail = makeMsg({
      texts: { '0037': 'RV: pedido', '1000': 'Te lo reenvío.' },
      attachments: [{ '3001': 'Pedido 77' }, { '3707': 'nota.txt' }],
      contents: [inner, Buffer.from('a'.repeat(5_000))],
    })
    const extracted = await extractWith(extractMsg, mail)
    expect(outline(extracted)).toEqual([
      'h1 RV: pedido',
      'list-item Adjuntos: nota.txt',
      'paragraph Te lo reenvío.',
      'h2 Pedido 77',
      'list-item Fecha: 2026-11-26 09:00 UTC',
      'list-item Adjuntos: lista.bin',
      'paragraph Quiero 30 cajas.',
    ])
    expect(extracted.attachments).toEqual([
      { part: '1.1', name: 'nota.txt' },
      { part: '1.2', name: 'lista.bin' },
    ])
    expect(await detachWith(detachOfMsg, mail, '1.1')).toEqual(Buffer.from('a'.repeat(5_000)))
    expect(await detachWith(detachOfMsg, mail, '1.2')).toEqual(Buffer.from([0, 1, 2, 0xff]))
  })

  it('reads a page that is kept as a text in the letters of the page', async () => {
    const narrow = {
      '0037': Buffer.from('Año', 'latin1'),
      '1013': Buffer.from('<html><body><p>El año próximo.</p></body></html>'),
    }
    const extracted = await read({ narrow, fixed: { 0x3ffd: 1_252, 0x3fde: 65_001 } })
    expect(outline(extracted)).toEqual(['h1 Año', 'paragraph El año próximo.'])
  })

  it.each([
    ['ISO-8859-2', 28_592, 'Žluťoučký kůň úpěl.'],
    ['KOI8-R', 20_866, 'Срок до пятницы.'],
    ['KOI8-U', 21_866, 'Строк до середи.'],
    ['Macintosh', 10_000, 'El año próximo.'],
  ])('reads a page whose letters are %s', async (name, page, words) => {
    const html = iconv.encode(`<html><body><p>${words}</p></body></html>`, name)
    const extracted = await read({ texts: { '0037': 'x' }, bytes: { '1013': html }, fixed: { 0x3fde: page } })
    expect(outline(extracted)).toEqual(['h1 x', `paragraph ${words}`])
  })

  it('reads texts in the code page of the message', async () => {
    const cyrillic = (text: string): Buffer => iconv.encode(text, 'cp1251')
    const extracted = await read({
      narrow: { '0037': cyrillic('привет'), '1000': cyrillic('текст') },
      fixed: { 0x3ffd: 1_251 },
    })
    expect(outline(extracted)).toEqual(['h1 привет', 'paragraph текст'])
  })

  it('reads a mail that has nothing but packed Rich Text', async () => {
    const rtf =
      "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 El plazo es de treinta d\\'edas.\\par Fin.}}"
    const extracted = await read({ texts: { '0037': 'Plazo' }, bytes: { '1009': packRtf(rtf) } })
    expect(extracted.text).toBe('Plazo\n\nEl plazo es de treinta días.\n\nFin.')
  })

  it('unpacks what refers back to what was said before', async () => {
    // [MS-OXRTFCP] 3.2.1, "WXYZWXYZWXYZWXYZWXYZ"
    const packed = Buffer.from('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', 'hex')
    const { inflateRtf } = await import('../../src/adapters/extract/msg/inflate-rtf.ts')
    expect(inflateRtf(packed, () => undefined)).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}')
  })
})

const shortNumber = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE((value << 2) | 2)
  return bytes
}
const index = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

describe('XLS', () => {
  const read = (parts: Parameters<typeof makeXls>[0]) => extractWith(extractXls, makeXls(parts))
  const shared = (row: number, column: number, string: number): Buffer =>
    record(0x00fd, words(row, column, 0), index(string))
  const number = (row: number, column: number, value: number, style = 0): Buffer =>
    record(0x0203, words(row, column, style), double(value))

  it('keeps raised digits apart from what they stand behind', async () => {
    const cells = [0, 1].map((at) => record(0x00fd, words(at, 0, 0, at, 0)))
    const extracted = await extractWith(
      extractXls,
      makeXls({
        // The fifth font has the number 5.
        raisedFonts: [false, false, false, false, true],
        strings: [
          {
            text: '120 m2 de nave',
            runs: [
              { from: 5, font: 5 },
              { from: 6, font: 1 },
            ],
          },
          'Una nave',
        ],
        sheets: [{ name: 'a', records: cells }],
      }),
    )
    expect(rowTexts(extracted).map(([, , text]) => text)).toEqual(['120 m² de nave', 'Una nave'])
  })

  it('reads each sheet under its name, a line for each row, values as they are shown', async () => {
    const extracted = await read({
      strings: ['Producto', 'Precio', 'Tornillo', 'Año', '中文'],
      formats: { 164: '#,##0.00\\ "€"' },
      styles: [0, 164, 14],
      sheets: [
        {
          name: 'Precios',
          records: [
            shared(0, 0, 0),
            shared(0, 1, 1),
            shared(0, 2, 3),
            shared(2, 0, 2),
            number(2, 1, 1234.5, 1),
            number(2, 2, 45_747, 2),
            record(0x00bd, words(3, 0), words(0), shortNumber(7), words(0), shortNumber(8), words(1)),
            record(0x0205, words(3, 2, 0), Buffer.from([1, 0])),
            record(0x0006, words(4, 0, 0), Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff]), Buffer.alloc(6)),
            record(0x0207, words(6), Buffer.from([0]), Buffer.from('formul', 'latin1')),
            record(0x0006, words(4, 1, 1), double(2.5), Buffer.alloc(6)),
            record(0x0204, words(4, 2, 0), words(2), Buffer.from([1]), Buffer.from('ño', 'utf16le')),
          ],
        },
        { name: 'Listas', isHidden: true, records: [shared(0, 0, 0)] },
        { name: '中文', records: [shared(0, 0, 4)] },
      ],
    })
    expectSound(extracted)
    expect(rowTexts(extracted)).toEqual([
      ['Precios', 1, 'Producto | Precio | Año'],
      ['Precios', 3, 'Tornillo | 1.234,50 € | 31/03/2025'],
      ['Precios', 4, '7 | 8 | VERDADERO'],
      ['Precios', 5, 'formul | 2,50 € | ño'],
      ['中文', 1, '中文'],
    ])
    expect(extracted.warnings).toEqual([warning('sheet_hidden', { sheet: 'Listas' })])
  })

  it('fills merged cells down, and leaves out hidden rows and columns', async () => {
    const extracted = await read({
      strings: ['Norte', 'Ana', 'Luis', 'oculto'],
      sheets: [
        {
          name: 'Turnos',
          records: [
            record(0x007d, words(2, 2, 0, 0, 1)),
            record(0x0208, words(2, 0, 3, 0, 0, 0, 0x20, 0)),
            shared(0, 0, 0),
            shared(0, 1, 1),
            shared(0, 2, 3),
            shared(1, 1, 2),
            shared(2, 0, 3),
            record(0x00e5, words(1, 0, 1, 0, 0)),
          ],
        },
      ],
    })
    expect(extracted.text).toBe('Turnos\n\nNorte | Ana\nNorte | Luis')
    expect(extracted.warnings).toEqual([warning('rows_hidden', { rows: 2, sheet: 'Turnos' })])
  })

  it('reads texts that go on in another record', async () => {
    const long = 'a'.repeat(100)
    const bytes = makeXls({ strings: [long], sheets: [{ name: 'Uno', records: [shared(0, 0, 0)] }] })
    expect((await extractWith(extractXls, bytes)).text).toBe(`Uno\n\n${long}`)
    const { createPieceReader } = await import('../../src/adapters/extract/xls/biff-text.ts')
    const pieces = [
      Buffer.concat([Buffer.from([0]), Buffer.from('ab')]),
      Buffer.concat([Buffer.from([1]), Buffer.from('ñ€', 'utf16le')]),
    ]
    expect(createPieceReader(pieces).text(4)).toBe('abñ€')
  })

  it('refuses a workbook with a password, and one that is damaged', async () => {
    await expect(read({ isEncrypted: true, sheets: [] })).rejects.toMatchObject({ code: 'password_protected' })
    await expect(extractWith(extractXls, Buffer.alloc(4_000, 'x'))).rejects.toMatchObject({ code: 'corrupt_file' })
  })
})
