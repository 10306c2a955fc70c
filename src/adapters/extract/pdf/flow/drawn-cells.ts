import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import { isPlain } from './rows-of-cells.ts'

/** Rows are no further apart, in sizes of the type. */
const farthest = 3
/** So many rows with the same number of pieces are needed where no row has so many cells by its gaps, and where one has. */
const fewestRows = { ofPieces: 4, ofCells: 3 } as const
const fewestColumns = 3
/** Of the rows of a table so many have all its columns. */
const wholeShare = 0.6
/** The left or the right edges of a column are no further apart, in sizes of the type. */
const sameEdge = 0.35

/**
 * Rows whose cells stand as near to each other as words, as those of narrow columns of a workbook that was printed without lines: where
 * rows below each other were drawn in the same number of pieces, and these stand in columns, the pieces are their cells.
 */
export function withDrawnCells(lines: readonly PdfLine[]): readonly PdfLine[] {
  if (lines.every(({ drawn }) => drawn === undefined)) return lines
  const found = [...lines]
  for (let at = 0; at < lines.length;) {
    const end = endOfRows(lines, at)
    const rows = lines.slice(at, end)
    const count = rows.some(({ drawn }) => drawn !== undefined) ? columnCount(rows) : null
    if (count !== null) {
      for (const [index, row] of rows.entries()) {
        const cells = piecesOf(row)
        if (cells.length === count) found[at + index] = { ...row, cells }
      }
    }
    at = Math.max(end, at + 1)
  }
  return found
}

/** Behind the last of the lines with cells that stand under each other. */
function endOfRows(lines: readonly PdfLine[], from: number): number {
  let at = from
  for (; at < lines.length; at++) {
    const [before, line] = [at === from ? undefined : lines[at - 1], lines[at]]
    if (line === undefined || line.cells.length < 2 || !isPlain(line)) break
    if (before === undefined) continue
    const below = before.baseline - line.baseline
    if (line.page !== before.page || below <= 0 || below > line.size * farthest) break
  }
  return at
}

function piecesOf({ drawn, cells }: PdfLine): readonly PdfCell[] {
  // What was added to its cells since is in none of its pieces.
  return drawn !== undefined && lettersIn(drawn) === lettersIn(cells) ? drawn : cells
}

function lettersIn(cells: readonly PdfCell[]): string {
  return cells.map(({ text }) => text.replace(/\s+/g, '')).join('')
}

/** How many columns the pieces of the rows stand in; null when they stand in none. */
function columnCount(rows: readonly PdfLine[]): number | null {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(piecesOf(row).length, (counts.get(piecesOf(row).length) ?? 0) + 1)
  const [count, times] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  const most = Math.max(...rows.map(({ cells }) => cells.length))
  if (count < Math.max(fewestColumns, most) || times < rows.length * wholeShare) return null
  if (times < (count === most ? fewestRows.ofCells : fewestRows.ofPieces)) return null
  const whole = rows.filter((row) => piecesOf(row).length === count)
  return Array.from({ length: count }, (_, column) => column).every((column) => isColumn(whole, column)) ? count : null
}

/** Its pieces stand left of all that follow, and below each other; names over numbers end where they like. */
function isColumn(rows: readonly PdfLine[], column: number): boolean {
  const cells = rows.flatMap((row) => piecesOf(row)[column] ?? [])
  const next = rows.flatMap((row) => piecesOf(row)[column + 1] ?? [])
  const right = Math.max(...cells.map((cell) => cell.right))
  if (next.some(({ left }) => left <= right)) return false
  const below = cells.slice(1)
  const width = (rows[0]?.size ?? 0) * sameEdge
  return spread(below.map(({ left }) => left)) <= width || spread(below.map((cell) => cell.right)) <= width
}

function spread(places: readonly number[]): number {
  return Math.max(...places) - Math.min(...places)
}
