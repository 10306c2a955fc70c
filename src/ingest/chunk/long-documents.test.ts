import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { createAnalyser } from '../../adapters/analyse/analyser.ts'
import type { Block, BlockKind, ExtractedText } from '../../domain/extracted.ts'
import { anyCompany, newDocument } from '../../../test/harness/documents.ts'
import { toIndexedChunks } from '../index-chunks.ts'
import { chunkDocument, type ChunkOptions } from './chunk-document.ts'

const countTokens = (text: string): number =>
  2 + (text.match(/[\p{L}\p{N}\p{M}]{1,8}|[^\s\p{L}\p{N}\p{M}]/gu)?.length ?? 0)
const options: ChunkOptions = { targetTokens: 200, maxTokens: 256, countTokens }

const sentence = 'El proveedor comunicará los plazos de entrega y las condiciones del contrato antes de fin de mes. '

function oneBlock(kind: BlockKind, text: string): ExtractedText {
  return extractedOf(text, [{ kind, start: 0, end: text.length }])
}

function oneBlockALine(kind: BlockKind, line: string, lines: number): ExtractedText {
  const step = line.length + 1
  const blocks = Array.from({ length: lines }, (_, at) => ({ kind, start: at * step, end: at * step + line.length }))
  return extractedOf(`${line}\n`.repeat(lines), blocks)
}

function extractedOf(text: string, blocks: readonly Block[]): ExtractedText {
  return { text, blocks, pages: [], pagesApproximate: false, tables: [], title: null, warnings: [] }
}

const filled = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length))

const shapes: readonly (readonly [string, (size: number) => ExtractedText])[] = [
  ['paragraphs', (size) => oneBlockALine('paragraph', sentence, Math.ceil(size / sentence.length))],
  ['one line of sentences', (size) => oneBlock('paragraph', filled(sentence, size))],
  ['one line of full stops', (size) => oneBlock('paragraph', filled('.', size))],
  ['full stops and spaces', (size) => oneBlock('paragraph', filled('. ', size))],
  ['one word', (size) => oneBlock('paragraph', filled('a', size))],
  ['base64', (size) => oneBlock('paragraph', Buffer.alloc((size * 3) / 4, 'base sixty-four').toString('base64'))],
  ['commas', (size) => oneBlock('paragraph', filled(',', size))],
  ['closing brackets', (size) => oneBlock('paragraph', filled('a)]', size))],
  ['Chinese without an end', (size) => oneBlock('paragraph', filled('東京首都', size))],
  ['wrapped lines', (size) => oneBlock('paragraph', filled(`${'palabra '.repeat(6)}\n`, size))],
  ['one table row', (size) => oneBlock('table-row', filled('celda | ', size))],
  ['lines of code of one letter', (size) => oneBlock('code', filled('a\n', size))],
  ['code of spaces', (size) => oneBlock('code', `x${' '.repeat(size)}y`)],
  ['code of empty lines', (size) => oneBlock('code', `x${'\n'.repeat(size)}y`)],
  ['combining marks', (size) => oneBlock('code', filled('\u0301\n', size))],
  ['headings', (size) => oneBlockALine('heading', 'Artículo 3', Math.ceil(size / 11))],
  ['short list items', (size) => oneBlockALine('list-item', '- a', Math.ceil(size / 4))],
]

/** The most characters counted, and the most rows analysed, between two breaths. */
async function longestTurns(extracted: ExtractedText) {
  let counted = 0
  let breaths = 0
  let longest = 0
  const counting = (text: string): number => {
    counted += text.length
    return countTokens(text)
  }
  const breathe = (): undefined => {
    longest = Math.max(longest, counted)
    counted = 0
    breaths += 1
  }
  const chunks = await chunkDocument(extracted, { ...options, countTokens: counting }, breathe)
  return { chunks, longest, breaths }
}

describe('a long document', () => {
  it.each(shapes)('is chunked in time proportional to its length: %s', async (_, make) => {
    expect(await growthOf(make, 10_000, (extracted) => chunkDocument(extracted, options))).toBeLessThan(linearGrowth)
  })

  it.each(shapes)('is chunked in turns that do not grow with it: %s', async (_, make) => {
    const { longest, breaths } = await longestTurns(make(100_000))
    expect(longest).toBeLessThanOrEqual(8_000)
    expect(breaths).toBeGreaterThan(100_000 / 70_000)
  })

  it('is analysed chunk by chunk, with a breath after each', async () => {
    const chunks = await chunkDocument(oneBlock('paragraph', filled(sentence, 100_000)), options)
    let breaths = 0
    const breathe = (): undefined => {
      breaths += 1
    }
    const embeddings = chunks.map(() => new Float32Array(1))
    const rows = await toIndexedChunks(
      createAnalyser(),
      { ...newDocument(anyCompany()), title: null },
      chunks,
      embeddings,
      breathe,
    )
    expect(rows).toHaveLength(chunks.length)
    expect(breaths).toBe(chunks.length)
  })

  it('lets timers run while it is chunked', async () => {
    let turns = 0
    let running = true
    const turn = (): void => {
      turns += 1
      if (running) setImmediate(turn)
    }
    setImmediate(turn)
    let breaths = 0
    await chunkDocument(oneBlock('paragraph', filled('.', 400_000)), options, () => {
      breaths += 1
      return breaths % 100 === 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined
    })
    running = false
    expect(turns).toBeGreaterThanOrEqual(Math.floor(breaths / 100))
  })
})
