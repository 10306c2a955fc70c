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
})
