import { byLevel } from '../lines/by-level.ts'
import type { GridCell } from '../../layout/table-grid.ts'
import { joinLines } from '../lines/join-lines.ts'

/** A stretch of text inside of a grid. */
export interface TablePiece {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
}

export interface BandCell extends GridCell {
  readonly pieces: readonly TablePiece[]
}

/** Numbers do not wrap: each of them begins a row. */
export const numeric = /^(?:[^\p{L}]*\d[^\p{L}]*|[-–—.]+|n\/?[ad]\.?|%)$/iu
const numericShare = 0.8
/** "64, 65,": but lists of numbers do. */
const openList = /[,;]$/u
/** Lines that fill so many of the columns are rows, fewer are the lines of wrapped cells. */
const fullShare = 0.6
const fewestLines = 3
/** As in columns of running text. */
const smallStarts = 0.5
const fewestWords = 2.5
/** What stands level is not further apart, in sizes of the type. */
const levelShare = 0.4
/** A line stands so much above the one on which its row begins, in points, where both are level. */
const headRoom = 2

/** The rows of a table's bands: more than one of a band where no line is drawn between them. A merged cell spans all of its bands'. */
export function splitBands(bands: readonly (readonly BandCell[])[]): GridCell[][] {
  const starts = bands.map((band) => rowStarts(band.filter(isOfOneBand)))
  const counts = starts.map(({ length }) => Math.max(1, length))
  return bands.flatMap((band, at) => {
    const lines = starts[at] ?? []
    const isHead = beginAtHead(band, lines)
    if (lines.length < 2) return [band.map((cell) => asRow(cell, cell.pieces, rowsOf(cell, at, counts)))]
    return lines.map((start, index) => {
      const above = lines[index - 1]
      const below = lines[index + 1]
      const top = above === undefined ? Infinity : edgeBetween(above, start, isHead)
      const bottom = below === undefined ? -Infinity : edgeBetween(start, below, isHead)
      return band.flatMap((cell) => {
        if (!isOfOneBand(cell)) return index === 0 ? [asRow(cell, cell.pieces, rowsOf(cell, at, counts))] : []
        const inside = cell.pieces.filter(({ baseline }) => baseline < top && baseline >= bottom)
        return [asRow(cell, inside, 1)]
      })
    })
  })
}

function isOfOneBand({ rows = 1 }: BandCell): boolean {
  return rows === 1
}

/** Of a cell that begins in a band, when each band has so many rows. */
function rowsOf(cell: BandCell, band: number, counts: readonly number[]): number {
  if (isOfOneBand(cell)) return 1
  return counts.slice(band, band + (cell.rows ?? 1)).reduce((sum, count) => sum + count, 0)
}

function asRow({ columns = 1 }: BandCell, pieces: readonly TablePiece[], rows: number): GridCell {
  return { text: textOf(pieces), columns, rows }
}

/** Baselines at which rows begin, from the top; one or none for a single row. Of cells that span one band. */
function rowStarts(cells: readonly BandCell[]): number[] {
  const columns = cells.map(({ pieces }) => linesOf(pieces)).filter((lines) => lines.length > 0)
  const numbers = columns
    .filter((lines) => lines.filter((line) => numeric.test(lineText(line))).length >= lines.length * numericShare)
    .filter((lines) => !lines.slice(0, -1).some((line) => openList.test(lineText(line))))
    .toSorted((a, b) => b.length - a.length)[0]
  if (numbers !== undefined && numbers.length >= 2) return numbers.map((line) => line[0]?.baseline ?? 0)
  const levels = linesOf(cells.flatMap(({ pieces }) => pieces))
  if (levels.length < fewestLines || columns.length < 2 || isRunningText(columns)) return []
  const fill = levels.map((level) => columns.filter((lines) => lines.some((line) => isLevel(line, level))).length)
  const full = fill.slice(1).filter((count) => count >= columns.length * fullShare).length
  return full < (levels.length - 1) * numericShare ? [] : levels.map((level) => level[0]?.baseline ?? 0)
}

/** Whether most lines of the cells begin in the middle of a sentence, with a small letter, and have several words. */
function isRunningText(columns: readonly (readonly TablePiece[][])[]): boolean {
  const texts = columns.flatMap((lines) => lines.slice(1).map(lineText))
  const small = texts.filter((text) => /^\p{Ll}/u.test(text)).length
  const words = texts.reduce((sum, text) => sum + text.split(' ').length, 0)
  return small >= texts.length * smallStarts && words >= texts.length * fewestWords
}

/**
 * Whether all that wraps in a row stands below the line on which the row begins: no line stands above the first one, and in
 * no column that has more lines one lacks where a row begins, as it does where cells stand in the middle of their rows.
 */
function beginAtHead(band: readonly BandCell[], starts: readonly number[]): boolean {
  const [first = 0] = starts
  const columns = band.filter(isOfOneBand).map(({ pieces }) => linesOf(pieces))
  const wrapped = columns.filter((lines) => lines.length > starts.length)
  const stands = (line: readonly TablePiece[], start: number): boolean =>
    line.some(({ baseline, size }) => Math.abs(baseline - start) < size * levelShare)
  return (
    wrapped.length > 0 &&
    columns.flat(2).every(({ baseline, size }) => baseline < first + size * levelShare) &&
    wrapped.every((lines) => starts.every((start) => lines.some((line) => stands(line, start))))
  )
}

/** Between the lines on which two rows begin: where the lower one does, or in the middle where cells wrap in both directions. */
function edgeBetween(above: number, below: number, isHead: boolean): number {
  return isHead ? below + Math.min(headRoom, (above - below) / 2) : (above + below) / 2
}

function isLevel(line: readonly TablePiece[], other: readonly TablePiece[]): boolean {
  const [one, two] = [line[0], other[0]]
  return one !== undefined && two !== undefined && Math.abs(one.baseline - two.baseline) < one.size * levelShare
}

/** The pieces of a cell by line, from the top. */
export function linesOf(pieces: readonly TablePiece[]): TablePiece[][] {
  const lines = byLevel(pieces, (first, piece) => first.baseline - piece.baseline < piece.size * levelShare)
  return lines.map((line) => line.toSorted((a, b) => a.left - b.left))
}

function lineText(line: readonly TablePiece[]): string {
  return line.map(({ text }) => text).join(' ')
}

export function textOf(pieces: readonly TablePiece[]): string {
  return joinLines(linesOf(pieces).map(lineText))
}
