import type { Block, ExtractedText } from '../../domain/extracted.ts'
import { splitSentences } from '../../domain/sentences.ts'
import { splitLongText } from './split-long.ts'

/** The smallest piece a chunk is made of: a sentence, a table row, a line of code, a heading. No white space at its ends. */
export interface Unit {
  readonly start: number
  readonly end: number
  /** Without the special tokens around a text. */
  readonly tokens: number
  readonly isHeading: boolean
  /** 1 to 6 for headings. */
  readonly level: number
  /** What it costs to begin a chunk here; see `chunk-partition.ts` for the scale. */
  readonly cutCost: number
}

export interface UnitLimits {
  /** A unit above this is cut into fragments. */
  readonly maxTokens: number
  /** A paragraph up to this is kept whole where that leaves parts of tolerable size. */
  readonly maxWholeTokens: number
  /** A heading above this is a paragraph that only looks like one. */
  readonly maxHeadingTokens: number
  /** Tokens of a text without the special tokens. */
  readonly count: (text: string) => number
}

/** No sentence is that long; counting the tokens of a megabyte without a space is not worth the time. */
const longestUnit = 2_000

const cutCosts = {
  block: 0,
  /** Rows, items and lines of the same table, list or listing. */
  sameRun: 0.02,
  sentence: 0.08,
  /** Inside a paragraph that could stand whole. */
  wholeParagraph: 0.4,
  /** A line that ends with a colon introduces what follows. */
  afterColon: 0.3,
  /** High enough to happen only where a run of headings does not fit into one chunk. */
  afterHeading: 6,
} as const

/** Units of a document in order. Text outside of all blocks is read as paragraphs, so nothing is ever lost. */
export function* unitsOf(extracted: ExtractedText, limits: UnitLimits): Generator<Unit> {
  let previous: Block | null = null
  let cutAfterPrevious: number = cutCosts.block
  for (const block of allBlocks(extracted)) {
    const isHeading = block.kind === 'heading' && isShort(extracted.text, block, limits)
    const first = Math.max(cutAfterPrevious, previous ? cutBetween(previous, block) : 0)
    cutAfterPrevious = isHeading ? cutCosts.afterHeading : cutCosts.block
    if (!isHeading && extracted.text.charCodeAt(block.end - 1) === 0x3a) cutAfterPrevious = cutCosts.afterColon
    previous = block
    if (isHeading) {
      const { start, end, level = 1 } = block
      const tokens = limits.count(extracted.text.slice(start, end))
      yield { start, end, tokens, isHeading, level, cutCost: first }
    } else {
      yield* bodyUnits(extracted.text, block, first, limits)
    }
  }
}

function isShort(text: string, { start, end }: Block, limits: UnitLimits): boolean {
  return end - start <= longestUnit && limits.count(text.slice(start, end)) <= limits.maxHeadingTokens
}

function cutBetween(previous: Block, block: Block): number {
  const sameRun = previous.kind === block.kind && block.kind !== 'paragraph' && block.kind !== 'heading'
  return sameRun ? cutCosts.sameRun : cutCosts.block
}

function* bodyUnits(text: string, block: Block, firstCut: number, limits: UnitLimits): Generator<Unit> {
  const pieces = piecesOf(text, block)
  const counted = pieces.map(({ start, end }) =>
    end - start > longestUnit ? Infinity : limits.count(text.slice(start, end)),
  )
  const nextCut = cutInside(block, counted, limits)
  for (const [at, { start, end }] of pieces.entries()) {
    const tokens = counted[at] ?? 0
    const cutCost = at === 0 ? firstCut : nextCut
    if (tokens <= limits.maxTokens) yield { start, end, tokens, isHeading: false, level: 0, cutCost }
    else yield* fragments(text, start, end, cutCost, limits)
  }
}

function cutInside(block: Block, counted: readonly number[], { maxWholeTokens }: UnitLimits): number {
  if (block.kind === 'code') return cutCosts.sameRun
  const total = counted.reduce((sum, tokens) => sum + tokens, 0)
  return total <= maxWholeTokens ? cutCosts.wholeParagraph : cutCosts.sentence
}

function* fragments(text: string, start: number, end: number, firstCut: number, limits: UnitLimits): Generator<Unit> {
  let first = true
  for (const fragment of splitLongText(text, start, end)) {
    const tokens = limits.count(text.slice(fragment.start, fragment.end))
    const cutCost = first ? firstCut : fragment.cutCost
    yield { start: fragment.start, end: fragment.end, tokens, isHeading: false, level: 0, cutCost }
    first = false
  }
}

function piecesOf(text: string, block: Block): readonly { readonly start: number; readonly end: number }[] {
  if (block.kind === 'table-row') return [block]
  const { start, end } = block
  const content = text.slice(start, end)
  const spans = block.kind === 'code' ? linesOf(content) : splitSentences(content)
  return spans.map((span) => ({ start: start + span.start, end: start + span.end }))
}

function linesOf(content: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = []
  let at = 0
  for (const line of content.split('\n')) {
    const start = at + (line.length - line.trimStart().length)
    const end = at + line.trimEnd().length
    if (end > start) lines.push({ start, end })
    at += line.length + 1
  }
  return lines
}

/** The blocks, trimmed, in bounds and without overlap, with paragraphs for the text between them. */
function* allBlocks({ text, blocks }: ExtractedText): Generator<Block> {
  let covered = 0
  for (const block of blocks) {
    const start = Math.min(Math.max(block.start, covered), text.length)
    const end = Math.min(Math.max(block.end, start), text.length)
    yield* trimmed(text, { kind: 'paragraph', start: covered, end: start })
    yield* trimmed(text, { ...block, start, end })
    covered = end
  }
  yield* trimmed(text, { kind: 'paragraph', start: covered, end: text.length })
}

function* trimmed(text: string, block: Block): Generator<Block> {
  if (block.end <= block.start) return
  const content = text.slice(block.start, block.end)
  const start = block.start + (content.length - content.trimStart().length)
  const end = block.start + content.trimEnd().length
  if (end > start) yield { ...block, start, end }
}
