import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractDoc } from '../../src/adapters/extract/doc/doc-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeDoc } from '../fixtures/extract/make-doc.ts'
import type { DocParts } from '../fixtures/extract/make-doc.ts'

async function read(parts: DocParts) {
  const extracted = await extractWith(extractDoc, makeDoc(parts))
  expectSound(extracted)
  return extracted
}

describe('DOC', () => {
  it('reads inserted symbols as the letters of their fonts, and brackets as brackets', async () => {
    const symbol = (font: number, letter: number) => [0x09, 0x6a, font, 0, letter, 0xf0]
    const text = 'Horno (eléctrico) a 160(C.\rPagado (\rVéase (( (a)\r'
    const at = (before: string): number => text.indexOf(before) + before.length
    const extracted = await read({
      text,
      fonts: ['Times New Roman', 'Symbol', 'Wingdings'],
      runs: [
        [at('160'), at('160') + 1, symbol(1, 0xb0)],
        [at('Pagado '), at('Pagado ') + 1, symbol(9, 0xfe)],
        [at('Véase '), at('Véase ') + 2, symbol(2, 0xe0)],
      ],
    })
    expect(outline(extracted)).toEqual([
      'paragraph Horno (eléctrico) a 160°C.',
      'paragraph Pagado ☑',
      'paragraph Véase →→ (a)',
    ])
  })

  it('reads a text whose tables stand behind the entries of hundreds of objects', async () => {
    const extracted = await read({ text: 'Informe con muchas ecuaciones.\r', objects: 700 })
    expect(extracted.text).toBe('Informe con muchas ecuaciones.')
  })

  it('leaves out what is hidden or was deleted, and says how much is hidden', async () => {
    const text = 'Precio 10 secreto7 borrado fin.\r\u0013 XE índice \u0015Otro.\r'
    const range = (what: string): [number, number] => [text.indexOf(what), text.indexOf(what) + what.length]
    const hidden = [0x3c, 0x08, 1]
    const deleted = [0x00, 0x08, 1]
    const extracted = await read({
      text,
      runs: [
        [...range('secreto7 '), hidden],
        [...range('borrado '), [...hidden, ...deleted]],
        [...range('\u0013 XE índice \u0015'), hidden],
      ],
    })
    expect(outline(extracted)).toEqual(['paragraph Precio 10 fin.', 'paragraph Otro.'])
    expect(extracted.warnings).toEqual([warning('text_hidden', { letters: 8 })])
  })

  it('leaves out paragraphs whose style is hidden, but for letters that are shown and ends of cells', async () => {
    const text = 'Precio 10.\rCoste secreto 7 € más IVA.\r Fin.\rUno\u0007dos\u0007\u0007'
    const range = (what: string): [number, number] => [text.indexOf(what), text.indexOf(what) + what.length]
    const extracted = await read({
      text,
      runs: [
        [...range('más IVA'), [0x3c, 0x08, 0]],
        [...range('Uno'), [0x3c, 0x08, 0]],
      ],
      styles: [[], [0x3c, 0x08, 1]],
      paragraphs: [
        [...range('Precio 10.\r'), 0],
        [...range('Coste secreto 7 € más IVA.\r'), 1],
        [...range('Uno\u0007'), 1],
      ],
    })
    expect(outline(extracted)).toEqual([
      'paragraph Precio 10.',
      'paragraph más IVA Fin.',
      'paragraph Uno',
      'paragraph dos',
    ])
    expect(extracted.warnings).toEqual([warning('text_hidden', { letters: 13 })])
  })

  it('says what is ticked and chosen in a form', async () => {
    const zeroed = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le')
    const counted = (text: string, ending = zeroed(text)): Buffer =>
      Buffer.concat([Buffer.from([text.length, 0]), ending])
    const choice = (text: string): Buffer => counted(text, Buffer.from(text, 'utf16le'))
    const field = (bits: number, usual: number, ...choices: string[]): Buffer => {
      const head = Buffer.alloc(68)
      head.writeUInt16LE(68, 4)
      const list = [Buffer.from([0xff, 0xff, choices.length, 0, 0, 0]), ...choices.map(choice)]
      const described = [
        counted('Casilla1'),
        Buffer.from([usual, 0]),
        ...['', '', 'Elija', '', ''].map((text) => counted(text)),
      ]
      return Buffer.concat([head, Buffer.from([255, 255, 255, 255, bits, 0, 0, 0, 20, 0]), ...described, ...list])
    }
    const unset = 25 << 2
    const fields = [
      field(1 | (1 << 2), 0),
      field(1, 1),
      field(1 | unset, 1),
      field(2 | (1 << 2), 0, 'Norte', 'Sur'),
      field(2 | unset, 9),
    ]
    const line = (code: string): string => `\u0013 FORM${code} \u0001\u0014\u0015`
    const text = `Sí ${line('CHECKBOX')} no ${line('CHECKBOX')} tal vez ${line('CHECKBOX')}\rZona ${line('DROPDOWN')}, ${line('DROPDOWN')}.\rFoto \u0001.\r`
    const signs = [...text.matchAll(/\u0001/gu)].map(({ index }) => index)
    let at = 0
    const runs = fields.map((one, index): [number, number, number[]] => {
      const place = Buffer.alloc(4)
      place.writeUInt32LE(at)
      at += one.length
      return [signs[index] ?? 0, (signs[index] ?? 0) + 1, [0x06, 0x08, 1, 0x03, 0x6a, ...place]]
    })
    const extracted = await read({ text, runs, data: Buffer.concat(fields) })
    expect(outline(extracted)).toEqual(['paragraph Sí ☒ no ☐ tal vez ☒', 'paragraph Zona Sur, .', 'paragraph Foto .'])
  })
})
