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
const numeric = /^(?:[^\p{L}]*\d[^\p{L}]*|[-–—.]+|n\/?[ad]\.?|%)$/iu
const numericShare = 0.8
/** Lines that fill so many of the columns are rows, fewer are the lines of wrapped cells. */
const fullShare = 0.6
const fewestLines = 3

/** The rows of a band of a table: more than one where no line is drawn between them. */
export function splitBand(cells: readonly BandCell[]): GridCell[][] {
  const starts = cells.every(({ rows = 1 }) => rows === 1) ? rowStarts(cells) : []
  if (starts.length < 2) return [cells.map((cell) => asRow(cell, cell.pieces))]
  return starts.map((start, index) => {
    const above = starts[index - 1]
    const below = starts[index + 1]
    const [top, bottom] = [
      above === undefined ? Infinity : (above + start) / 2,
      below === undefined ? -Infinity : (start + below) / 2,
    ]
    return cells.map((cell) =>
      asRow(
        cell,
        cell.pieces.filter(({ baseline }) => baseline < top && baseline >= bottom),
      ),
    )
  })
}

function asRow({ columns = 1, rows = 1 }: BandCell, pieces: readonly TablePiece[]): GridCell {
  return { text: textOf(pieces), columns, rows }
}

/** Baselines at which rows begin, from the top; one or none for a single row. */
function rowStarts(cells: readonly BandCell[]): number[] {
  const columns = cells.map(({ pieces }) => linesOf(pieces)).filter((lines) => lines.length > 0)
  const numbers = columns
    .filter((lines) => lines.filter((line) => numeric.test(lineText(line))).length >= lines.length * numericShare)
    .toSorted((a, b) => b.length - a.length)[0]
  if (numbers !== undefined && numbers.length >= 2) return numbers.map((line) => line[0]?.baseline ?? 0)
  const levels = linesOf(cells.flatMap(({ pieces }) => pieces))
  if (levels.length < fewestLines || columns.length < 2) return []
  const fill = levels.map((level) => columns.filter((lines) => lines.some((line) => isLevel(line, level))).length)
  const full = fill.slice(1).filter((count) => count >= columns.length * fullShare).length
  return full < (levels.length - 1) * numericShare ? [] : levels.map((level) => level[0]?.baseline ?? 0)
}

function isLevel(line: readonly TablePiece[], other: readonly TablePiece[]): boolean {
  const [one, two] = [line[0], other[0]]
  return one !== undefined && two !== undefined && Math.abs(one.baseline - two.baseline) < one.size * 0.4
}

/** The pieces of a cell by line, from the top. */
export function linesOf(pieces: readonly TablePiece[]): TablePiece[][] {
  const lines: TablePiece[][] = []
  for (const piece of pieces.toSorted((a, b) => b.baseline - a.baseline || a.left - b.left)) {
    const line = lines.at(-1)
    const first = line?.[0]
    if (line !== undefined && first !== undefined && first.baseline - piece.baseline < piece.size * 0.4)
      line.push(piece)
    else lines.push([piece])
  }
  for (const line of lines) line.sort((a, b) => a.left - b.left)
  return lines
}

function lineText(line: readonly TablePiece[]): string {
  return line.map(({ text }) => text).join(' ')
}

export function textOf(pieces: readonly TablePiece[]): string {
  return joinLines(linesOf(pieces).map(lineText))
}
