import type { Block, ExtractedText } from '../../domain/extracted.ts'
import { sentencesOf, type SentenceSpan } from '../../domain/text/sentences.ts'
import type { Steps } from '../../domain/text/steps.ts'
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
  /** What it costs to begin a chunk here; see `partition.ts` for the scale. */
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
/** A paragraph of more pieces is not kept whole, even if the model sees nothing in them. */
const mostHeld = 10_000

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
export function* unitsOf(extracted: ExtractedText, limits: UnitLimits): Steps<Unit> {
  let previous: Block | null = null
  let cutAfterPrevious: number = cutCosts.block
  for (const block of allBlocks(extracted)) {
    yield null
    if (block === null) continue
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

interface Piece extends SentenceSpan {
  readonly tokens: number
}

/** Pieces are held back until it is known whether the paragraph is short enough to stand whole. */
function* bodyUnits(text: string, block: Block, firstCut: number, limits: UnitLimits): Steps<Unit> {
  let cutCost = firstCut
  let total = 0
  let held: Piece[] = []
  for (const piece of countedPieces(text, block, limits)) {
    yield null
    if (piece === null) continue
    held.push(piece)
    total += piece.tokens
    if (total <= limits.maxWholeTokens && held.length <= mostHeld) continue
    for (const one of held) {
      yield* unitsOfPiece(text, one, cutCost, limits)
      cutCost = block.kind === 'code' ? cutCosts.sameRun : cutCosts.sentence
    }
    total = Infinity
    held = []
  }
  for (const one of held) {
    yield* unitsOfPiece(text, one, cutCost, limits)
    cutCost = block.kind === 'code' ? cutCosts.sameRun : cutCosts.wholeParagraph
  }
}

function* countedPieces(text: string, block: Block, limits: UnitLimits): Steps<Piece> {
  for (const piece of piecesOf(text, block)) {
    if (piece === null) {
      yield null
      continue
    }
    const { start, end } = piece
    const tokens = end - start > longestUnit ? Infinity : limits.count(text.slice(start, end))
    yield { start, end, tokens }
  }
}

function* unitsOfPiece(text: string, piece: Piece, cutCost: number, limits: UnitLimits): Steps<Unit> {
  const { start, end, tokens } = piece
  if (tokens <= limits.maxTokens) yield { start, end, tokens, isHeading: false, level: 0, cutCost }
  else yield* fragments(text, start, end, cutCost, limits)
}

function* fragments(text: string, start: number, end: number, firstCut: number, limits: UnitLimits): Steps<Unit> {
  let first = true
  for (const fragment of splitLongText(text, start, end)) {
    if (fragment === null) {
      yield null
      continue
    }
    const tokens = limits.count(text.slice(fragment.start, fragment.end))
    const cutCost = first ? firstCut : fragment.cutCost
    yield { start: fragment.start, end: fragment.end, tokens, isHeading: false, level: 0, cutCost }
    first = false
  }
}

function* piecesOf(text: string, block: Block): Steps<SentenceSpan> {
  const { kind, start, end } = block
  if (kind === 'table-row') {
    yield { start, end }
    return
  }
  const content = text.slice(start, end)
  const spans = kind === 'code' ? linesOf(content) : sentencesOf(content)
  for (const span of spans) yield span === null ? null : { start: start + span.start, end: start + span.end }
}

function* linesOf(content: string): Steps<SentenceSpan> {
  for (let at = 0; at < content.length;) {
    const lineBreak = content.indexOf('\n', at)
    const lineEnd = lineBreak === -1 ? content.length : lineBreak
    const line = content.slice(at, lineEnd)
    const start = at + (line.length - line.trimStart().length)
    const end = at + line.trimEnd().length
    yield end > start ? { start, end } : null
    at = lineEnd + 1
  }
}

/** The blocks, trimmed, in bounds and without overlap, with paragraphs for the text between them. */
function* allBlocks({ text, blocks }: ExtractedText): Steps<Block> {
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

function* trimmed(text: string, block: Block): Steps<Block> {
  if (block.end <= block.start) return
  const content = text.slice(block.start, block.end)
  const start = block.start + (content.length - content.trimStart().length)
  const end = block.start + content.trimEnd().length
  if (end > start) yield { ...block, start, end }
}
