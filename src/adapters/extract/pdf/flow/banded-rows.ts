import { joinLines } from '../lines/join-lines.ts'
import { loneMarker } from '../lines/line-marks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { numeric } from '../tables/split-band.ts'
import { bandsOf } from './cell-bands.ts'
import type { Band, BandPiece } from './cell-bands.ts'
import { isPlain, mostCells } from './rows-of-cells.ts'

/** Fewer rows may be anything. */
const fewestRows = 3
/** Where a table has more than two columns so many have no fewer cells than this share of its rows. */
const fewestColumns = 3
const filledShare = 0.75
/** A cell has no more lines. */
const mostLines = 12
/** Cells of one row are set in about the same size. */
const sameSize = 0.15
/** Places that differ by less are the same, in sizes of the type. */
const samePlace = 0.4
/** Of the lines that go on with wrapped cells. */
const smallStarts = 0.5

/**
 * Rows of which any cell may wrap, wherever in the row the others stand: where bands of lines are clearly apart in all columns, at
 * least three of them with the same columns, each becomes one line. All other lines stay as they are.
 */
export function withBandedRows(lines: readonly PdfLine[]): readonly PdfLine[] {
  const out: PdfLine[] = []
  for (let at = 0; at < lines.length;) {
    const end = endOfRun(lines, at)
    out.push(...(end - at < fewestRows ? lines.slice(at, end) : withRows(lines.slice(at, end))))
    at = end
  }
  return out
}

/** Behind the lines of one page and of one size of type that follow each other. */
function endOfRun(lines: readonly PdfLine[], from: number): number {
  const first = lines[from]
  let end = from + 1
  if (first === undefined || !isPlain(first)) return end
  const isLike = (line: PdfLine): boolean =>
    line.page === first.page && isPlain(line) && Math.abs(line.size - first.size) <= first.size * sameSize
  while (end < lines.length && isLike(lines[end] as PdfLine)) end++
  return end
}

function withRows(run: readonly PdfLine[]): readonly PdfLine[] {
  const found = bandsOf(run)
  if (found === null) return run
  const rows = found.bands.map((band) => rowOf(band, found.gap))
  const out: PdfLine[] = []
  let done = 0
  for (let at = 0; at < rows.length;) {
    const table = tableAt(rows, at)
    at += Math.max(1, table.rows.length)
    const whole = table.rows.filter((row) => !isGroup(row))
    if (!isTable(table) || !whole.some(isTall)) continue
    for (const { band, cells } of whole) {
      out.push(...run.slice(done, band.from), ...joined(run.slice(band.from, band.to), cells))
      done = band.to
    }
  }
  return done === 0 ? run : [...out, ...run.slice(done)]
}

/** Pieces of a band that stand over each other. */
interface Cell {
  readonly left: number
  readonly right: number
  /** From the top. */
  readonly pieces: readonly BandPiece[]
}

interface Row {
  readonly band: Band
  readonly cells: readonly Cell[]
}

/** The cells of a band from the left; null when its lines are not those of one row. */
function rowOf(band: Band, gap: number): Row | null {
  const cells: { left: number; right: number; pieces: BandPiece[] }[] = []
  for (const piece of band.pieces.toSorted((a, b) => a.left - b.left)) {
    const cell = cells.at(-1)
    if (cell === undefined || piece.left > cell.right) cells.push({ ...piece, pieces: [piece] })
    else {
      cell.right = Math.max(cell.right, piece.right)
      cell.pieces.push(piece)
    }
  }
  const downwards = cells.map((cell) => ({ ...cell, pieces: cell.pieces.toSorted((a, b) => b.top - a.top) }))
  const [top, bottom] = [topOf(band.pieces), bottomOf(band.pieces)]
  const isRow = downwards.every(({ pieces }) => isCell(pieces, gap) && standsIn(pieces, top, bottom))
  return cells.length > 1 && cells.length <= mostCells && isRow ? { band, cells: downwards } : null
}

/** Lines right below each other, with one edge in common, of which numbers are no more than one: they do not wrap. */
function isCell(pieces: readonly BandPiece[], gap: number): boolean {
  const [first] = pieces
  if (first === undefined || pieces.length > mostLines) return false
  if (pieces.filter(({ text }) => numeric.test(text)).length > 1) return false
  const isNear = pieces.every((piece, index) => {
    const above = pieces[index - 1]
    return above === undefined || (above.bottom - piece.top > piece.size * samePlace && above.bottom - piece.top <= gap)
  })
  const edges = [(one: BandPiece) => one.left, (one: BandPiece) => one.right, middleOf]
  const agree = edges.some((edge) => pieces.every((one) => Math.abs(edge(one) - edge(first)) <= one.size * samePlace))
  return isNear && agree
}

const middleOf = ({ left, right }: BandPiece): number => (left + right) / 2

/** At the head, at the foot or in the middle of its row. */
function standsIn(pieces: readonly BandPiece[], top: number, bottom: number): boolean {
  const [over, under] = [top - topOf(pieces), bottomOf(pieces) - bottom]
  return Math.min(over, under, Math.abs(over - under)) <= (pieces[0]?.size ?? 0) * samePlace
}

const topOf = (pieces: readonly BandPiece[]): number => pieces.reduce((most, { top }) => Math.max(most, top), -Infinity)
const bottomOf = (pieces: readonly BandPiece[]): number =>
  pieces.reduce((least, { bottom }) => Math.min(least, bottom), Infinity)

interface BandedTable {
  readonly rows: readonly Row[]
  /** From the left. */
  readonly columns: readonly Span[]
}

/** The rows that follow each other from one on, as long as each cell stands in a column of its own. */
function tableAt(rows: readonly (Row | null)[], from: number): BandedTable {
  const table: Row[] = []
  let columns: readonly Span[] = []
  for (let at = from; at < rows.length; at++) {
    const row = rows[at] ?? null
    const before = table.at(-1)
    if (row === null || (before !== undefined && before.band.to !== row.band.from)) break
    const grown = before === undefined ? row.cells : withCells(columns, row.cells)
    if (grown === null || grown.length > mostCells) break
    columns = grown
    table.push(row)
  }
  return { rows: table, columns }
}

interface Span {
  readonly left: number
  readonly right: number
}

const meet = (one: Span, other: Span): boolean => one.left <= other.right && other.left <= one.right

/** Columns with the cells of one more row, from the left; null where two of either stand in one of the other. */
function withCells(columns: readonly Span[], cells: readonly Span[]): readonly Span[] | null {
  const out: Span[] = []
  if (columns.some((column) => cells.filter((cell) => meet(column, cell)).length > 1)) return null
  for (const cell of cells) {
    const [own, more] = columns.filter((column) => meet(column, cell))
    if (more !== undefined) return null
    out.push({
      left: Math.min(cell.left, own?.left ?? cell.left),
      right: Math.max(cell.right, own?.right ?? cell.right),
    })
  }
  const rest = columns.filter((column) => !cells.some((cell) => meet(column, cell)))
  return [...out, ...rest].toSorted((a, b) => a.left - b.left)
}

/** The fields of a drawing stand below each other in one column or two. The numbers of a list are no column of two. */
function isTable({ rows, columns }: BandedTable): boolean {
  const full = columns.filter(
    (column) =>
      rows.filter(({ cells }) => cells.some((cell) => meet(cell, column))).length >= rows.length * filledShare,
  )
  const isList = columns.length === 2 && rows.some(({ cells }) => loneMarker.test(cells[0]?.pieces[0]?.text ?? ''))
  return rows.length >= fewestRows && full.length >= Math.min(fewestColumns, columns.length) && !isList
}

const isTall = ({ cells }: Row): boolean => cells.some(({ pieces }) => pieces.length > 1)

/** Whether lines that stand level are rows, as of a table whose rows stand in groups. Wrapped cells go on with a small letter. */
function isGroup({ cells }: Row): boolean {
  const later = cells.flatMap(({ pieces }) => pieces.slice(1))
  const small = later.filter(({ text }) => /^\p{Ll}/u.test(text)).length
  return standLevel(cells) && small < later.length * smallStarts
}

/** Whether two cells of several lines have as many, level with each other. */
function standLevel(cells: readonly Cell[]): boolean {
  const tall = cells.filter(({ pieces }) => pieces.length > 1).map(({ pieces }) => pieces)
  return tall.some((one, index) =>
    tall.slice(index + 1).some((other) => {
      const isLevel = Math.abs(topOf(one) - topOf(other)) <= (one[0]?.size ?? 0) * samePlace
      return one.length === other.length && isLevel
    }),
  )
}

function joined(lines: readonly PdfLine[], cells: readonly Cell[]): readonly PdfLine[] {
  const [first, ...more] = lines
  if (first === undefined || more.length === 0) return lines
  const own = cells.map(({ left, right, pieces }) => ({ left, right, text: joinLines(pieces.map(({ text }) => text)) }))
  const pieces = cells.flatMap((cell) => cell.pieces)
  const { page, size, upright } = first
  return [
    {
      text: own.map(({ text }) => text).join(' '),
      page,
      left: own[0]?.left ?? first.left,
      right: own.at(-1)?.right ?? first.right,
      baseline: topOf(pieces),
      endBaseline: bottomOf(pieces),
      size,
      bold: lines.every(({ bold }) => bold),
      upright,
      cells: own,
    },
  ]
}
