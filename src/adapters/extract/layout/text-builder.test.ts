import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft } from './text-builder.ts'
import { buildText } from './text-builder.ts'

const options = { maxTextChars: 10_000, paged: true, title: null }

describe('the text of a document', () => {
  it('separates blocks by an empty line, rows and items by a line, and numbers pages by form feeds', () => {
    const drafts: Draft[] = [
      { kind: 'paragraph', text: 'Uno  dos' },
      { kind: 'table-row', text: 'a | b' },
      { kind: 'table-row', text: 'c | d' },
      { kind: 'paragraph', text: '\f\fSigue\faquí' },
    ]
    const { text, pages, blocks } = buildText(drafts, options)
    expect(text).toBe('Uno dos\n\na | b\nc | d\n\nSigue aquí')
    expect(pages.map((page) => text.slice(page.start, page.end))).toEqual([
      'Uno dos\n\na | b\nc | d',
      '',
      'Sigue',
      'aquí',
    ])
    expect(blocks.at(-1)).toEqual({ kind: 'paragraph', start: 22, end: 32 })
  })

  it('makes headings of legal forms, joined with the line that names them', () => {
    const drafts: Draft[] = [
      { kind: 'paragraph', text: 'TÍTULO II' },
      { kind: 'paragraph', text: 'De los derechos' },
      { kind: 'paragraph', text: 'Artículo 7' },
      { kind: 'paragraph', text: 'Todos tienen derecho a la educación.' },
    ]
    const { text, blocks, title } = buildText(drafts, options)
    expect(blocks.map(({ level, start, end }) => [level, text.slice(start, end)])).toEqual([
      [2, 'TÍTULO II De los derechos'],
      [5, 'Artículo 7'],
      [undefined, 'Todos tienen derecho a la educación.'],
    ])
    expect(title).toBe('TÍTULO II De los derechos')
  })

  it('has exact offsets for any blocks', () => {
    const draft = fc.record({
      kind: fc.constantFrom('paragraph' as const, 'list-item' as const, 'table-row' as const, 'code' as const),
      text: fc
        .array(fc.constantFrom('a', ' ', '\n', '\f', 'ñ', 'o\u0301', '\u00AD', '9', '\t'))
        .map((parts) => parts.join('')),
    })
    fc.assert(
      fc.property(fc.array(draft), (drafts) => {
        const { text, blocks, pages } = buildText([{ kind: 'paragraph', text: 'x' }, ...drafts], options)
        expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(
          blocks.reduce(
            (rest, { start, end }, index) => rest + text.slice(Math.max(start, blocks[index - 1]?.end ?? 0), end),
            '',
          ),
        )
        for (const { start, end } of blocks)
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end).replace(/^ +/, ''))
        expect(pages.length).toBe(1 + drafts.reduce((sum, { text: raw }) => sum + raw.split('\f').length - 1, 0))
        expect(text).toBe(text.normalize('NFC'))
      }),
    )
  })

  it('refuses nothing and too much', () => {
    expect(() => buildText([{ kind: 'paragraph', text: '* * *' }], options)).toThrow(/no text/)
    expect(() => buildText([{ kind: 'paragraph', text: 'a'.repeat(10_001) }], options)).toThrow(/10000 characters/)
  })
})
