import type { PdfLine } from '../lines/pdf-line.ts'
import { isLevel, isPlain } from './rows-of-cells.ts'

/** Fewer lines of a column may be anything. */
const fewestLines = 4
/** The lines of a column begin no further right of its edge, in sizes of the type. */
const indent = 3
/** Of the lines of the shorter column, those behind which the other column goes on. */
const wovenShare = 0.5
/** Lines that stand level are rows, and put together as such. */
const levelShare = 0.3
/** Running text begins lines with a small letter and has several words in each. */
const smallStarts = 0.3
const fewestWords = 2.5
/** No page of print has more. */
const mostLines = 2_000

/**
 * Lines of two columns of running text that were drawn by turns and do not stand level, one column after the other. All other
 * lines stay in their order.
 */
export function inWovenColumns(lines: readonly PdfLine[]): readonly PdfLine[] {
  if (lines.length < fewestLines * 2 || lines.length > mostLines) return lines
  const out: PdfLine[] = []
  for (let at = 0; at < lines.length;) {
    const run = wovenAt(lines, at)
    if (run === null) {
      out.push(...lines.slice(at, at + 1))
      at++
    } else {
      out.push(...run.left, ...run.right)
      at += run.left.length + run.right.length
    }
  }
  return out
}

interface Woven {
  readonly left: readonly PdfLine[]
  readonly right: readonly PdfLine[]
}

/** Two columns that begin with a line and the one behind it, as far as nothing else stands between their lines. */
function wovenAt(lines: readonly PdfLine[], from: number): Woven | null {
  const [one, other] = [lines[from], lines[from + 1]]
  if (one === undefined || other === undefined || !isText(one) || !isText(other)) return null
  if (one.right >= other.left || isLevel(one, other)) return null
  const { left, right, turns } = columnsFrom(lines.slice(from), one, other)
  const shorter = Math.min(left.length, right.length)
  if (shorter < fewestLines || turns < shorter * 2 * wovenShare) return null
  const level = left.filter((line) => right.some((beside) => isLevel(line, beside))).length
  return level > left.length * levelShare || !isRunning(left) || !isRunning(right) ? null : { left, right }
}

/** Lines from the first one on that stand in one of the two columns, and how often the other one went on. */
function columnsFrom(lines: readonly PdfLine[], one: PdfLine, other: PdfLine): Woven & { readonly turns: number } {
  const [left, right]: [PdfLine[], PdfLine[]] = [[], []]
  let turns = 0
  let last: PdfLine[] | null = null
  for (const line of lines) {
    const column = isText(line) ? columnOf(line, one, other) : null
    const own = column === 'left' ? left : right
    if (column === null || (own.at(-1)?.baseline ?? Infinity) <= line.baseline) break
    if (last !== null && last !== own) turns++
    last = own
    own.push(line)
  }
  return { left, right, turns }
}

const isText = (line: PdfLine): boolean => isPlain(line) && line.cells.length === 1

function columnOf(line: PdfLine, one: PdfLine, other: PdfLine): 'left' | 'right' | null {
  const { left, right, size } = line
  if (left >= one.left - size && left <= one.left + size * indent && right < other.left) return 'left'
  return left >= other.left - size && left <= other.left + size * indent ? 'right' : null
}

function isRunning(column: readonly PdfLine[]): boolean {
  const small = column.slice(1).filter(({ text }) => /^\p{Ll}/u.test(text)).length
  const words = column.reduce((sum, { text }) => sum + text.split(' ').length, 0)
  return small >= (column.length - 1) * smallStarts && words >= column.length * fewestWords
}
