import { joinLines } from '../lines/join-lines.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import { beginsAt, isLevel, isPlain, levelShare, mostCells, pitch } from './rows-of-cells.ts'

/** So many lines of a cell stand below the line on which its row begins. */
const mostBelow = 12
/** What stands in cells beside a wrapped one is short; running text in columns is not. */
const longestCell = 60

/**
 * Rows whose cells stand at the head of the row, drawn cell by cell: where one wraps, its other lines are drawn before the rest
 * of the row. Beginning, wrapped lines and rest become one line; all others stay as they are.
 */
export function withWrappedCells(lines: readonly PdfLine[]): readonly PdfLine[] {
  const out: PdfLine[] = []
  for (let at = 0; at < lines.length;) {
    const row = rowAt(lines, at)
    const line = lines[at]
    if (row === null) {
      if (line !== undefined) out.push(line)
      at++
    } else {
      out.push(row.line)
      at = row.end
    }
  }
  return out
}

interface Open {
  readonly cells: { readonly left: number; right: number; baseline: number; readonly texts: string[] }[]
  readonly begin: PdfLine
}

/** The row that begins with a line and takes in more than this line, and where the lines behind it begin. */
function rowAt(lines: readonly PdfLine[], from: number): { readonly line: PdfLine; readonly end: number } | null {
  const begin = lines[from]
  if (begin === undefined || !isPlain(begin) || begin.cells.length > mostCells) return null
  const open: Open = { begin, cells: begin.cells.map((cell) => openCell(cell, begin.baseline)) }
  let [end, rest] = [from, 0]
  for (let at = from + 1; at < lines.length && at - end <= mostBelow; at++) {
    const line = lines[at]
    if (line === undefined || line.page !== begin.page || !isPlain(line)) break
    if (isLevel(line, begin)) {
      if (at === from + 1 || !isRestOf(open, line)) break
      for (const cell of line.cells) open.cells.push(openCell(cell, line.baseline))
      rest++
      end = at
    } else if (!goesOn(open, line, rest > 0)) break
    else if (rest > 0) end = at
  }
  return rest === 0 ? null : { line: joined(open), end: end + 1 }
}

function openCell({ text, left, right }: PdfCell, baseline: number): Open['cells'][number] {
  return { left, right, baseline, texts: [text] }
}

/** Beside all that is there, and as short as cells are. */
function isRestOf({ begin, cells }: Open, { left, cells: own, size }: PdfLine): boolean {
  const isFree = cells.every((cell) => cell.right < left)
  const isTable = begin.cells.length > 1 || own.length > 1
  return (
    isFree &&
    isTable &&
    Math.abs(size - begin.size) <= size * levelShare &&
    own.every(({ text }) => text.length <= longestCell)
  )
}

/** A single text right below the last line of the cell over it. */
function goesOn(open: Open, line: PdfLine, isLate: boolean): boolean {
  const { cells, right, baseline, size } = line
  if (cells.length > 1) return false
  const index = open.cells.findIndex((cell) => beginsAt(line, cell))
  const over = open.cells[index]
  // Before the rest of the row only its last cell wraps; after it the first cell begins the next row.
  if (over === undefined || (isLate && index === 0) || (!isLate && index !== open.cells.length - 1)) return false
  const distance = over.baseline - baseline
  const next = open.cells[index + 1]
  if (distance <= 0 || distance > size * pitch || (next !== undefined && right > next.left)) return false
  over.texts.push(cells[0]?.text ?? '')
  over.baseline = baseline
  over.right = Math.max(over.right, right)
  return true
}

function joined({ begin, cells: open }: Open): PdfLine {
  const cells = open.map(({ left, right, texts }) => ({ left, right, text: joinLines(texts) }))
  const right = Math.max(...cells.map((cell) => cell.right))
  const endBaseline = Math.min(...open.map(({ baseline }) => baseline))
  return { ...begin, cells, right, endBaseline, text: cells.map(({ text }) => text).join(' ') }
}
