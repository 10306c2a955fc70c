import { joinLines } from '../lines/join-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { beginsAt, isLevel, isPlain, levelShare, pitch } from './rows-of-cells.ts'

/** A cell has no more lines. */
const mostLines = 8

/**
 * Rows that were drawn cell by cell, of which one cell has two lines, or another even number, between whose middle ones all others
 * stand: they become one line. All others stay as they are.
 */
export function withCellsBetween(lines: readonly PdfLine[]): readonly PdfLine[] {
  const out: PdfLine[] = []
  let at = 0
  for (let begin = 0; begin < lines.length; begin++) {
    const row = begin < at ? null : rowAt(lines, begin)
    if (row === null) continue
    out.push(...lines.slice(at, begin), row.line)
    at = row.end
  }
  return at === 0 ? lines : [...out, ...lines.slice(at)]
}

/** The row that begins with a line, and where the lines behind it begin. */
function rowAt(lines: readonly PdfLine[], from: number): { readonly line: PdfLine; readonly end: number } | null {
  const begin = lines[from]
  const cell = begin === undefined ? [] : linesOfCell(lines, from + 1, begin)
  const [first, second] = cell
  const rest = lines[from + 1 + cell.length]
  if (begin === undefined || first === undefined || second === undefined || rest === undefined) return null
  const right = Math.max(...cell.map((line) => line.right))
  if (rest.page !== begin.page || !isPlain(rest) || !isLevel(rest, begin) || rest.left <= right) return null
  const middle = cell.reduce((sum, { baseline }) => sum + baseline, 0) / cell.length
  if (Math.abs(middle - begin.baseline) > begin.size * levelShare) return null
  const text = joinLines(cell.map((line) => line.text))
  const cells = [...begin.cells, { text, left: first.left, right }, ...rest.cells]
  const ends = { baseline: first.baseline, endBaseline: (cell.at(-1) ?? first).endBaseline }
  const line = { ...begin, ...ends, cells, text: cells.map((one) => one.text).join(' '), right: rest.right }
  return { line, end: from + 2 + cell.length }
}

/** Words right of a line, above it and below it, each right below the one before, none level with it. */
function linesOfCell(lines: readonly PdfLine[], from: number, begin: PdfLine): readonly PdfLine[] {
  const first = lines[from]
  const isAbove = first !== undefined && first.baseline > begin.baseline + begin.size * levelShare
  if (!isAbove || !isPlain(begin) || first.left <= begin.right) return []
  const found: PdfLine[] = []
  for (const line of lines.slice(from, from + mostLines)) {
    const last = found.at(-1)
    const isBelow = last === undefined || last.endBaseline - line.baseline <= line.size * pitch
    if (!isBelow || !isText(line, begin) || !beginsAt(line, first)) break
    found.push(line)
  }
  return found
}

function isText(line: PdfLine, begin: PdfLine): boolean {
  const isAlone = line.cells.length === 1 && /\p{L}{2}/u.test(line.text)
  return isAlone && isPlain(line) && line.page === begin.page && !isLevel(line, begin)
}
