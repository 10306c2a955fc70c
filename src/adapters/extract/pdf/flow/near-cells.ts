import { byLevel } from '../lines/by-level.ts'
import { loneMarker } from '../lines/line-marks.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import { isColumn, piecesOf } from './drawn-cells.ts'
import { isPlain } from './rows-of-cells.ts'

/** Rows are no further apart, in sizes of the type. */
const farthest = 3
/** So many rows stand in the same columns where no row has so many cells by its gaps, and where one has. */
const fewestRows = { ofPieces: 4, ofCells: 3 } as const
/** No table of print has more columns; every piece is compared with each of them. */
const [fewestColumns, mostColumns] = [3, 100]
/** So many of them have all columns. */
const fewestWhole = 3
/** Of the rows of a table so many stand in its columns. */
const fittingShare = 0.6
/** The left or the right edges of a column are no further apart, in sizes of the type. */
const sameEdge = 0.35
/** Between two rows no more lines of a single cell stand. */
const mostBetween = 3
/** What stands level is of one row, in sizes of the type. */
const sameLevel = 0.3
/** Words of one cell stand nearer to each other, in sizes of the type, and so do the number of an entry and its words. */
const [wordGap, cellGap] = [0.65, 1.1]

/**
 * Rows whose cells stand nearer to each other than cells do, as a quantity at the right edge of its column before the unit at the left
 * edge of the next one: where rows below each other were drawn in pieces that stand in the same columns, the pieces are their cells.
 * Browsers draw word by word: those of one cell are put together first. A row that lacks some cells has its pieces in the columns of
 * the others.
 */
export function withNearCells(lines: readonly PdfLine[]): readonly PdfLine[] {
  if (lines.every(({ drawn }) => drawn === undefined)) return lines
  const found = [...lines]
  for (let at = 0; at < lines.length;) {
    const end = endOfRows(lines, at)
    const own = lines.slice(at, end)
    const cells = own.some(({ drawn }) => drawn !== undefined) ? cellsIn(own) : null
    for (const [index, line] of own.entries()) {
      const pieces = cells?.get(index)
      if (pieces !== undefined) found[at + index] = { ...line, cells: pieces }
    }
    at = Math.max(end, at + 1)
  }
  return found
}

/**
 * Behind the last of the lines that may be rows below each other. A row may have been drawn in several lines, and lines of a single cell
 * stand between rows: they go on with a cell, or name a section.
 */
function endOfRows(lines: readonly PdfLine[], from: number): number {
  let [end, single, lowest] = [from, 0, lines[from]?.baseline ?? 0]
  for (let at = from; at < lines.length; at++) {
    const [before, line] = [at === from ? undefined : lines[at - 1], lines[at]]
    if (line === undefined || line.table !== undefined || !line.upright) break
    // The rest of a row stands level with its first line, above the line in which a cell goes on.
    if (before !== undefined && (line.page !== before.page || Math.abs(lowest - line.baseline) > line.size * farthest))
      break
    lowest = Math.min(lowest, line.baseline)
    single = line.cells.length > 1 ? 0 : single + 1
    if (single > mostBetween || (line.cells.length > 1 && !isPlain(line))) break
    if (single === 0) end = at + 1
    else if (end === from) break
  }
  return end
}

function wordsTogether(line: PdfLine): readonly PdfCell[] {
  const { cells, size } = line
  const together: PdfCell[] = []
  for (const piece of piecesOf(line)) {
    const last = together.at(-1)
    const isMarked = together.length === 1 && last !== undefined && loneMarker.test(last.text)
    if (last === undefined || piece.left - last.right >= size * (isMarked ? cellGap : wordGap)) together.push(piece)
    else together[together.length - 1] = { ...last, text: `${last.text} ${piece.text}`, right: piece.right }
  }
  return together.length > cells.length ? together : cells
}

/** A printed row: its pieces from the left to the right, each with the place of its line. */
interface DrawnRow {
  readonly pieces: readonly (PdfCell & { readonly line: number })[]
  readonly cells: number
}

/** The cells of lines, by their place, where their pieces stand in columns; null where they do not. */
function cellsIn(lines: readonly PdfLine[]): ReadonlyMap<number, readonly PdfCell[]> | null {
  const placed = lines.map((line, index) => ({ ...line, index }))
  const levels = byLevel(
    placed.toSorted((a, b) => b.baseline - a.baseline),
    (first, line) => first.baseline - line.baseline < line.size * sameLevel,
  )
  const rows = levels
    .map((level): DrawnRow => {
      const own = level.flatMap((line) => wordsTogether(line).map((piece) => ({ ...piece, line: line.index })))
      const cells = level.reduce((sum, line) => sum + line.cells.length, 0)
      return { pieces: own.toSorted((a, b) => a.left - b.left), cells }
    })
    .filter((row) => row.cells > 1)
  const isCut = cutsOf(rows, (lines[0]?.size ?? 0) * sameEdge)
  const cut = rows.filter((row) => isCut(row.pieces)).flatMap((row) => row.pieces)
  if (cut.length === 0) return null
  return Map.groupBy(cut, ({ line }) => line)
}

/**
 * Which pieces of rows are their cells: as many as most rows have, or fewer that stand in the columns of these.
 * @param width within which edges are the same
 */
function cutsOf(rows: readonly DrawnRow[], width: number): (pieces: readonly PdfCell[]) => boolean {
  const most = rows.reduce((highest, { cells }) => Math.max(highest, cells), 0)
  const pieces = rows.map((row) => row.pieces)
  const counts = [...new Set(pieces.map(({ length }) => length))].toSorted((a, b) => b - a)
  for (const count of counts) {
    if (count < Math.max(fewestColumns, most)) break
    const whole = pieces.filter(({ length }) => length === count)
    if (count > mostColumns || whole.length < fewestWhole) continue
    const columns = Array.from({ length: count }, (_, column) => column)
    if (!columns.every((column) => isColumn(whole, column, width))) continue
    const spans = columns.map((column) => spanOf(whole, column))
    const fits = (own: readonly PdfCell[]): boolean => own.length === count || standInColumns(own, spans, width)
    const fitting = pieces.filter(fits).length
    const needed = count === most ? fewestRows.ofCells : fewestRows.ofPieces
    if (fitting >= needed && fitting >= rows.length * fittingShare) return fits
  }
  return () => false
}

/** Where the cells of a column stand. */
function spanOf(rows: readonly (readonly PdfCell[])[], column: number) {
  const cells = rows.flatMap((row) => row[column] ?? [])
  return {
    left: cells.reduce((least, { left }) => Math.min(least, left), Infinity),
    right: cells.reduce((highest, { right }) => Math.max(highest, right), -Infinity),
  }
}

/** Fewer pieces than columns, each at the left or the right edge of one of them and in no other. */
function standInColumns(
  cells: readonly PdfCell[],
  spans: readonly Pick<PdfCell, 'left' | 'right'>[],
  width: number,
): boolean {
  if (cells.length >= spans.length) return false
  let last = -1
  return cells.every((cell) => {
    const own = spans.findIndex(({ left, right }, column) => column > last && cell.left < right && cell.right > left)
    const span = spans[own]
    if (span === undefined) return false
    last = own
    const isAtEdge = Math.abs(cell.left - span.left) <= width || Math.abs(cell.right - span.right) <= width
    return isAtEdge && cell.right < (spans[own + 1]?.left ?? Infinity)
  })
}
