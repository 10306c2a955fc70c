import type { PdfLine } from '../lines/pdf-line.ts'
import { isLevel, levelShare } from './rows-of-cells.ts'

/** A line that begins further up than the one before it, by this share of its size, was drawn out of order or opens a column. */
const jumpShare = 0.6
/** Lines of one block are hardly further apart, in sizes of the type; over more others may stand between them. */
const farthest = 2
/** Of the letters of a page, those of lines that go on with a sentence; more are running text, whose figures and notes stand apart. */
const mostRunning = 0.2
const goesOn = /^\p{Ll}\S*(?:\s+\S+){3}|^\p{Lo}.{20}/u
/** So many rows of a name and an amount make a table; labels of a drawing have none. */
const fewestRows = 2
const name = /\p{L}{3}|\d{6}/u
const amount = /^[-–−+(]?[$€£]?\d[\d.,]*(?:[.,]\d+|\d{2})[)%€]?(?: \p{L}{2,3})?$/u
/** No page of print has more; each block is compared with the others, and with the lines between its own. */
const mostLines = 1_000

/** Lines that were drawn from top to bottom, and what they cover. */
interface Block {
  readonly lines: readonly PdfLine[]
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** It holds rows of a table. */
  readonly hasRows: boolean
}

/**
 * The lines of a page without running text, such as an invoice, block by block as they were drawn; but what stands over a table
 * comes before it: the title, the date, and the names of its columns, which some programs draw last.
 */
export function inOrderOfBlocks(lines: readonly PdfLine[]): readonly PdfLine[] {
  if (lines.length > mostLines || !lines.every(({ upright }) => upright)) return lines
  if (lettersOf(lines.filter(({ text }) => goesOn.test(text))) > lettersOf(lines) * mostRunning) return lines
  const ordered: Block[] = []
  for (const block of blocksOf(lines)) {
    const place = placeOf(block, ordered)
    // What was drawn before and stands over what comes before a table comes along.
    const [over, later] = parted(ordered.slice(place), (other) => standsOver(other, block))
    ordered.splice(place, Infinity, ...over, block, ...later)
  }
  return ordered.flatMap((block) => block.lines)
}

/** Before the first table under it and what else was drawn before that and is further down, else behind all. */
function placeOf(block: Block, before: readonly Block[]): number {
  const table = before.findIndex((other) => other.hasRows && standsOver(block, other))
  if (table === -1) return before.length
  return before.slice(0, table).findLastIndex((other) => block.bottom <= other.top) + 1
}

function parted(blocks: readonly Block[], isFirst: (block: Block) => boolean): [Block[], Block[]] {
  return [blocks.filter(isFirst), blocks.filter((block) => !isFirst(block))]
}

function lettersOf(lines: readonly PdfLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0)
}

/** Lines as they were drawn, parted where one begins further up than the one before it, or where others stand between them. */
function blocksOf(lines: readonly PdfLine[]): Block[] {
  const blocks: PdfLine[][] = []
  for (const [index, line] of lines.entries()) {
    const [block, before] = [blocks.at(-1), lines[index - 1]]
    if (block === undefined || before === undefined || isApart(before, line, lines)) blocks.push([line])
    else block.push(line)
  }
  return blocks.map((own) => ({
    lines: own,
    left: Math.min(...own.map((line) => line.left)),
    right: Math.max(...own.map((line) => line.right)),
    top: Math.max(...own.map((line) => line.baseline)),
    bottom: Math.min(...own.map((line) => line.endBaseline)),
    hasRows:
      own.some(({ table }) => (table?.length ?? 0) >= fewestRows) ||
      own.filter((line) => isRow(line, own)).length >= fewestRows,
  }))
}

/** An amount on the line of a name left of it. */
function isRow({ cells, baseline, size, left }: PdfLine, block: readonly PdfLine[]): boolean {
  if (!cells.slice(-1).some(({ text }) => amount.test(text))) return false
  if (cells.slice(0, -1).some(({ text }) => name.test(text))) return true
  return block.some(
    (other) => name.test(other.text) && other.right < left && Math.abs(other.baseline - baseline) <= size * levelShare,
  )
}

function isApart(before: PdfLine, line: PdfLine, lines: readonly PdfLine[]): boolean {
  const step = before.endBaseline - line.baseline
  if (step < -line.size * jumpShare) return true
  if (step <= line.size * farthest) return false
  const [left, right] = [Math.min(before.left, line.left), Math.max(before.right, line.right)]
  return lines.some(
    (other) =>
      other.baseline < before.endBaseline &&
      other.endBaseline > line.baseline &&
      !isLevel(other, before) &&
      !isLevel(other, line) &&
      other.left < right &&
      other.right > left,
  )
}

function standsOver(upper: Block, lower: Block): boolean {
  return upper.bottom > lower.top && upper.left < lower.right && upper.right > lower.left
}
