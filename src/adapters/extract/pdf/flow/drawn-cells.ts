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
    if (rows.some(({ drawn }) => drawn !== undefined)) {
      const pieces = rows.map(piecesOf)
      const count = columnCount(rows, pieces)
      for (const [index, row] of rows.entries()) {
        const cells = pieces[index]
        if (cells !== undefined && cells.length === count) found[at + index] = { ...row, cells }
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

/** The pieces of a line that may be its cells. */
export function piecesOf({ drawn, cells }: PdfLine): readonly PdfCell[] {
  // What was added to its cells since is in none of its pieces.
  return drawn !== undefined && lettersIn(drawn) === lettersIn(cells) ? drawn : cells
}

function lettersIn(cells: readonly PdfCell[]): string {
  return cells.map(({ text }) => text.replace(/\s+/g, '')).join('')
}

/**
 * How many columns the pieces of the rows stand in; null when they stand in none.
 * @param pieces of each row
 */
function columnCount(rows: readonly PdfLine[], pieces: readonly (readonly PdfCell[])[]): number | null {
  const counts = new Map<number, number>()
  for (const { length } of pieces) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [count, times] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  const most = rows.reduce((highest, { cells }) => Math.max(highest, cells.length), 0)
  if (count < Math.max(fewestColumns, most) || times < rows.length * wholeShare) return null
  if (times < (count === most ? fewestRows.ofCells : fewestRows.ofPieces)) return null
  const whole = pieces.filter(({ length }) => length === count)
  const first = rows[pieces.findIndex(({ length }) => length === count)]
  const width = (first?.size ?? 0) * sameEdge
  const columns = Array.from({ length: count }, (_, column) => column)
  return columns.every((column) => isColumn(whole, column, width)) ? count : null
}

/**
 * Its pieces stand left of all that follow, and below each other; names over numbers end where they like.
 * @param width within which edges are the same
 */
export function isColumn(rows: readonly (readonly PdfCell[])[], column: number, width: number): boolean {
  const cells = rows.flatMap((row) => row[column] ?? [])
  const next = rows.flatMap((row) => row[column + 1] ?? [])
  const right = cells.reduce((highest, cell) => Math.max(highest, cell.right), -Infinity)
  if (next.some(({ left }) => left <= right)) return false
  const below = cells.slice(1)
  return spread(below.map(({ left }) => left)) <= width || spread(below.map((cell) => cell.right)) <= width
}

function spread(places: readonly number[]): number {
  const least = places.reduce((lowest, place) => Math.min(lowest, place), Infinity)
  return places.reduce((highest, place) => Math.max(highest, place), -Infinity) - least
}
