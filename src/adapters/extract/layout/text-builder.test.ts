import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft } from './draft.ts'
import { buildText } from './text-builder.ts'

const options = { maxTextChars: 10_000, pageCount: 4, title: null }

describe('the text of a document', () => {
  it('separates blocks by an empty line, rows and items by a line, and knows on which page each part stands', () => {
    const drafts: Draft[] = [
      { kind: 'paragraph', text: 'Uno  dos' },
      { kind: 'table-row', text: 'a | b' },
      { kind: 'table-row', text: 'c | d' },
      { kind: 'paragraph', text: 'Sigue', page: 3, later: [{ page: 4, text: 'aquí' }] },
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

  it('makes no headings of articles of one sentence, which have nothing under them', () => {
    const lines = [
      'CAPÍTULO II. LOS SOCIOS',
      'Artículo 4. Pueden asociarse los vecinos del barrio.',
      'Artículo 5. La cuota anual, de dos euros.',
      'CAPÍTULO III. LA ASAMBLEA',
      'Artículo 6. Derechos de los socios fundadores.',
      'Votan en la asamblea.',
      'Artículo 7. Los cargos no son retribuidos.',
    ]
    const { text, blocks } = buildText(
      lines.map((line): Draft => ({ kind: 'paragraph', text: line })),
      options,
    )
    const headings = blocks.filter(({ kind }) => kind === 'heading')
    expect(headings.map(({ start, end }) => text.slice(start, end))).toEqual([lines[0], lines[3], lines[4]])
  })

  it('makes headings of legal forms, joined with the line that names them', () => {
    const drafts: Draft[] = [
      { kind: 'paragraph', text: 'TÍTULO II', page: 2 },
      { kind: 'paragraph', text: 'De los derechos', page: 2 },
      { kind: 'paragraph', text: 'Artículo 7' },
      { kind: 'paragraph', text: 'Todos tienen derecho a la educación.' },
    ]
    const { text, blocks, pages, title } = buildText(drafts, options)
    expect(pages.map(({ start, end }) => end - start)).toEqual([0, text.length, 0, 0])
    expect(blocks.map(({ level, start, end }) => [level, text.slice(start, end)])).toEqual([
      [2, 'TÍTULO II De los derechos'],
      [5, 'Artículo 7'],
      [undefined, 'Todos tienen derecho a la educación.'],
    ])
    expect(title).toBe('TÍTULO II De los derechos')
  })

  it('takes no sign in the text for the end of a page, and nothing but pages turns pages', () => {
    const { text, pages } = buildText([{ kind: 'paragraph', text: 'uno\fdos\vtres' }], { ...options, pageCount: 2 })
    expect(text).toBe('uno dos tres')
    expect(pages).toHaveLength(2)
    expect(buildText([{ kind: 'paragraph', text: 'a', page: 9 }], { ...options, pageCount: 2 }).pages).toHaveLength(2)
    expect(buildText([{ kind: 'paragraph', text: 'a', page: 9 }], { ...options, pageCount: null }).pages).toEqual([])
  })

  it('tells where the rows of each table are, and parts tables that follow each other', () => {
    const [one, two] = [{ heads: ['Mes', 'Ventas'] }, { heads: [] }]
    const { text, tables } = buildText(
      [
        { kind: 'table-row', text: 'Mes | Ventas', table: one },
        { kind: 'table-row', text: 'Enero | 5', table: one },
        { kind: 'table-row', text: 'x | y', table: two },
      ],
      options,
    )
    expect(text).toBe('Mes | Ventas\nEnero | 5\n\nx | y')
    expect(tables).toEqual([{ start: 0, end: 22, heads: ['Mes', 'Ventas'] }])
  })

  it('tells where the body of a table begins that several rows name', () => {
    const table = { heads: ['Mes', 'Ventas Sur'], headRows: 2 }
    const rows = ['Mes | Ventas', 'Mes | Sur', 'Enero | 5', 'Marzo | 6']
    const drafts = rows.map((text) => ({ kind: 'table-row', text, table }) as const)
    const { text, tables } = buildText(drafts, options)
    expect(tables).toEqual([{ start: 0, end: text.length, heads: table.heads, body: text.indexOf('Enero') }])
  })

  it('has exact offsets for any blocks', () => {
    const draft = fc.record({
      kind: fc.constantFrom('paragraph' as const, 'list-item' as const, 'table-row' as const, 'code' as const),
      page: fc.integer({ min: 1, max: 4 }),
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
        expect(pages.map(({ number }) => number)).toEqual([1, 2, 3, 4])
        expect(
          pages
            .map(({ start, end }) => text.slice(start, end))
            .join('')
            .replaceAll('\n', ''),
        ).toBe(text.replaceAll('\n', ''))
        expect(text).toBe(text.normalize('NFC'))
      }),
    )
  })

  it('refuses nothing and too much', () => {
    expect(() => buildText([{ kind: 'paragraph', text: '* * *' }], options)).toThrow(/no text/)
    expect(() => buildText([{ kind: 'paragraph', text: 'a'.repeat(10_001) }], options)).toThrow(/10000 characters/)
  })
})
