import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { indexedText, type Chunk } from '../../domain/chunk.ts'
import { pageNumber } from '../../domain/place.ts'
import type { Block, BlockKind, ExtractedText } from '../../domain/extracted.ts'
import { chunkDocument, type ChunkOptions } from './chunk-document.ts'

/** Words and signs, with two special tokens, as most tokenizers do. */
const countTokens = (text: string): number =>
  2 + (text.match(/[\p{L}\p{N}\p{M}]{1,8}|[^\s\p{L}\p{N}\p{M}]/gu)?.length ?? 0)
const options: ChunkOptions = { targetTokens: 200, maxTokens: null, countTokens }

type Part = readonly [kind: BlockKind, content: string, level?: number]

function documentOf(parts: readonly Part[], separator = '\n'): ExtractedText {
  const blocks: Block[] = []
  let text = ''
  for (const [kind, content, level] of parts) {
    if (text !== '') text += separator
    blocks.push({ kind, start: text.length, end: text.length + content.length, ...(level ? { level } : {}) })
    text += content
  }
  return { text, blocks, pages: [], pagesApproximate: false, tables: [], title: null, warnings: [] }
}

const sentence = (words: number, seed = ''): string =>
  `${Array.from({ length: words - 1 }, (_, i) => `p${seed}${i}`).join(' ')} fin.`
const paragraph = (words: number, seed = ''): string =>
  Array.from({ length: Math.round(words / 10) }, (_, i) => `Frase ${sentence(8, `${seed}${i}`)}`).join(' ')

function expectSound(
  extracted: ExtractedText,
  chunks: readonly Chunk[],
  { targetTokens, maxTokens, countTokens: count }: ChunkOptions,
) {
  const limit = Math.floor(maxTokens ?? 1.3 * targetTokens)
  let covered = 0
  for (const [index, chunk] of chunks.entries()) {
    expect(chunk.index).toBe(index)
    expect(extracted.text.slice(chunk.start, chunk.end)).toBe(chunk.text)
    expect(chunk.text.trim()).toBe(chunk.text)
    expect(chunk.text).not.toBe('')
    expect(extracted.text.slice(covered, chunk.start).trim()).toBe('')
    expect(chunk.tokens).toBe(count(indexedText(chunk, extracted.title)))
    expect(chunk.tokens).toBeLessThanOrEqual(limit)
    covered = chunk.end
  }
  expect(extracted.text.slice(covered).trim()).toBe('')
}

describe('chunkDocument', () => {
  it('gives nothing for a document without text', async () => {
    expect(await chunkDocument(documentOf([]), options)).toEqual([])
    expect(await chunkDocument(documentOf([['paragraph', ' \n\t ']]), options)).toEqual([])
  })

  it('says where a chunk stands, under which headings, and what it is', async () => {
    const extracted = documentOf([
      ['heading', 'Contrato', 1],
      ['heading', 'Artículo 2. Renta', 2],
      ['paragraph', 'La renta es de 100 € al mes.'],
    ])
    const pages = [{ number: 7, start: 0, end: extracted.text.length }]
    const [chunk, ...others] = await chunkDocument({ ...extracted, pages }, options)
    expect(others).toEqual([])
    expect(chunk).toEqual({
      index: 0,
      text: extracted.text,
      start: 0,
      end: extracted.text.length,
      place: { kind: 'page', number: 7 },
      headingPath: ['Contrato', 'Artículo 2. Renta'],
      outline: { blocks: extracted.blocks, opener: null },
      tables: [],
      tokens: countTokens(extracted.text),
      contentHash: createHash('sha256').update(extracted.text).digest('hex'),
    })
  })

  it('divides a section evenly', async () => {
    const chunks = await chunkDocument(documentOf([['paragraph', paragraph(300)]]), options)
    expect(chunks).toHaveLength(2)
    const [first = 0, second = 0] = chunks.map((chunk) => chunk.tokens)
    expect(Math.abs(first - second)).toBeLessThan(30)
  })

  it('keeps a paragraph whole up to a quarter above the target', async () => {
    expect(await chunkDocument(documentOf([['paragraph', paragraph(220)]]), options)).toHaveLength(1)
    const three = documentOf([0, 1, 2].map((i) => ['paragraph', paragraph(140, String(i))] as const))
    const chunks = await chunkDocument(three, options)
    expect(chunks.map((chunk) => chunk.text)).toEqual(
      three.blocks.map(({ start, end }) => three.text.slice(start, end)),
    )
  })

  it('does not cross headings when sections are large enough', async () => {
    const chunks = await chunkDocument(
      documentOf([
        ['heading', 'Uno', 1],
        ['paragraph', paragraph(120, 'a')],
        ['heading', 'Dos', 1],
        ['paragraph', paragraph(120, 'b')],
      ]),
      options,
    )
    expect(chunks.map((chunk) => chunk.headingPath)).toEqual([['Uno'], ['Dos']])
    expect(chunks[1]?.text.startsWith('Dos\n')).toBe(true)
  })

  it('puts tiny sections together under the headings they share, and no more than fit', async () => {
    const tiny = Array.from({ length: 30 }, (_, i) => [
      ['heading', `Artículo ${i}`, 2] as const,
      ['paragraph', sentence(15, String(i))] as const,
    ])
    const chunks = await chunkDocument(documentOf([['heading', 'Ley', 1], ...tiny.flat()]), options)
    expect(chunks.length).toBeLessThan(8)
    for (const chunk of chunks) expect(chunk.headingPath).toEqual(['Ley'])
  })

  it('does not put a tiny section together with one of a higher level', async () => {
    const chunks = await chunkDocument(
      documentOf([
        ['heading', 'A', 1],
        ['paragraph', paragraph(120)],
        ['heading', 'A.1', 2],
        ['paragraph', sentence(12)],
        ['heading', 'B', 1],
        ['paragraph', sentence(12)],
      ]),
      options,
    )
    expect(chunks.map((chunk) => chunk.headingPath)).toEqual([['A'], ['A', 'A.1'], ['B']])
  })

  it('never ends on a heading, except where a document is nothing else', async () => {
    const extracted = documentOf([
      ['heading', 'Uno', 1],
      ['paragraph', paragraph(400)],
      ['heading', 'Dos', 1],
      ['heading', 'Dos punto uno', 2],
      ['paragraph', paragraph(30)],
      ['heading', 'Anexo', 1],
    ])
    const chunks = await chunkDocument(extracted, options)
    const headingEnds = extracted.blocks.filter(({ kind }) => kind === 'heading').map(({ end }) => end)
    for (const chunk of chunks.slice(0, -1)) expect(headingEnds).not.toContain(chunk.end)
    expect(chunks.at(-1)?.text.endsWith('Anexo')).toBe(true)
    expect(chunks.at(-1)?.text.startsWith('Dos')).toBe(true)
  })

  it('cuts a sentence that is too long at its clauses', async () => {
    const clause = `${'palabra '.repeat(19)}palabra`
    const text = `${Array.from({ length: 30 }, () => clause).join('; ')}.`
    const chunks = await chunkDocument(documentOf([['paragraph', text]]), options)
    expect(chunks.length).toBeGreaterThan(2)
    for (const chunk of chunks.slice(0, -1)) expect(chunk.text.endsWith(';')).toBe(true)
  })

  it('keeps table rows and lines of code whole', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ['table-row', `fila ${i} | importe ${i} | fecha ${i}`] as const)
    const extracted = documentOf(rows)
    const rowEnds = new Set(extracted.blocks.map(({ end }) => end))
    for (const chunk of await chunkDocument(extracted, options)) expect(rowEnds.has(chunk.end)).toBe(true)
    const code = documentOf([['code', Array.from({ length: 80 }, (_, i) => `const a${i} = f(${i})`).join('\n')]])
    for (const chunk of await chunkDocument(code, options)) expect(chunk.text).toMatch(/\)$/u)
  })

  it('carries the names of the columns of a long table into every chunk of it, within the limit', async () => {
    const rows = Array.from(
      { length: 120 },
      (_, i) => ['table-row', `Empleado ${i} | ${1000 + i} | ${20 + (i % 9)}`] as const,
    )
    const extracted = documentOf([['table-row', 'Empleado | Salario | Vacaciones'], ...rows])
    const table = { start: 0, end: extracted.text.length, heads: ['Empleado', 'Salario', 'Vacaciones'] }
    const withTable = { ...extracted, tables: [table] }
    const chunks = await chunkDocument(withTable, options)
    expectSound(withTable, chunks, options)
    expect(chunks.length).toBeGreaterThan(3)
    for (const chunk of chunks) expect(chunk.tables).toEqual([table])
    for (const chunk of chunks.slice(1)) expect(indexedText(chunk)).toMatch(/^Empleado \| Salario \| Vacaciones\n/u)
  })

  it('keeps the heading path within its share and gives up outer headings first', async () => {
    const long = (name: string) => `${name} ${'muy larga palabra '.repeat(20)}`
    const chunks = await chunkDocument(
      documentOf([
        ['heading', long('Libro'), 1],
        ['heading', long('Título'), 2],
        ['heading', long('Capítulo'), 3],
        ['paragraph', paragraph(500)],
      ]),
      options,
    )
    const path = chunks.at(-1)?.headingPath ?? []
    expect(path.at(-1)).toMatch(/^Capítulo/u)
    expect(countTokens(path.join(' > '))).toBeLessThanOrEqual(55)
  })

  it('says by its headings where a chunk stands when there are no pages, and nowhere without headings', async () => {
    const titled = documentOf([
      ['heading', 'Uno', 1],
      ['paragraph', 'Texto uno.'],
    ])
    expect((await chunkDocument(titled, options)).map(({ place }) => place)).toEqual([
      { kind: 'heading', path: ['Uno'] },
    ])
    const plain = documentOf([['paragraph', 'Texto uno.']])
    expect((await chunkDocument(plain, options)).map(({ place }) => place)).toEqual([null])
  })

  it('counts the page from where the chunk begins', async () => {
    const extracted = documentOf([0, 1, 2, 3].map((i) => ['paragraph', paragraph(150, String(i))] as const))
    const starts = extracted.blocks.map(({ start }) => start)
    const pages = [
      { number: 1, start: 0, end: starts[2] ?? 0 },
      { number: 2, start: starts[2] ?? 0, end: extracted.text.length },
    ]
    expect((await chunkDocument({ ...extracted, pages }, options)).map((chunk) => pageNumber(chunk.place))).toEqual([
      1, 1, 2, 2,
    ])
  })

  it('holds all text exactly once, within the limit, with exact offsets, and always the same, for any document', async () => {
    const content = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.integer({ min: 1, max: 80 }).map((words) => paragraph(words)),
      fc.constantFrom(
        '日本語のテキストです。'.repeat(30),
        'x'.repeat(3_000),
        '🚀'.repeat(200),
        'a, '.repeat(300),
        `x${' '.repeat(9_000)}y`,
        ':',
      ),
    )
    const kind = fc.constantFrom<BlockKind>('heading', 'paragraph', 'list-item', 'table-row', 'code')
    const part = fc.tuple(kind, content, fc.integer({ min: 1, max: 6 }))
    const limits = fc.constantFrom([200, null], [200, 256], [40, 48], [12, null])
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 25 }),
        limits,
        fc.constantFrom('\n', '\n\n', ''),
        async (parts, [target, max], separator) => {
          const extracted = documentOf(parts, separator)
          const tried: ChunkOptions = { targetTokens: target ?? 200, maxTokens: max ?? null, countTokens }
          const chunks = await chunkDocument(extracted, tried)
          expectSound(extracted, chunks, tried)
          expect(await chunkDocument(extracted, tried)).toEqual(chunks)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('tells each chunk the names of the columns of its own table, all rows of them', async () => {
    const table = (name: string, rows: number, heads: readonly string[]): Part[] => [
      ...heads.map((head): Part => ['table-row', head]),
      ...Array.from({ length: rows }, (_, at): Part => ['table-row', `${name} ${at} | ${sentence(9, `${name}${at}`)}`]),
    ]
    const [one, two] = [['Uno | Dos'], ['Tres | Cuatro', 'Tres | Cinco']]
    const extracted = documentOf([...table('Primera', 40, one), ...table('Segunda', 40, two)])
    const { text } = extracted
    const from = text.indexOf('Tres')
    const tables = [
      { start: 0, end: from - 1, heads: ['Uno', 'Dos'] },
      { start: from, end: text.length, heads: ['Tres', 'Cuatro Cinco'], body: text.indexOf('Segunda 0') },
    ]
    const chunks = await chunkDocument({ ...extracted, tables }, options)
    const openers = chunks.map(({ outline }) => outline.opener?.text ?? null)
    expect([...new Set(openers)]).toEqual([null, one[0], two.join('\n')])
    for (const { text: own, outline } of chunks) {
      expect(outline.opener?.text ?? null).toBe(
        own.startsWith('Primera') ? one[0] : own.startsWith('Segunda') ? two.join('\n') : null,
      )
    }
  })

  it('reads text outside of all blocks too', async () => {
    const text = 'Suelto antes. Dentro. Suelto después.'
    const extracted: ExtractedText = { ...documentOf([]), text, blocks: [{ kind: 'paragraph', start: 14, end: 21 }] }
    expect((await chunkDocument(extracted, options)).map((chunk) => chunk.text)).toEqual([text])
  })
})
