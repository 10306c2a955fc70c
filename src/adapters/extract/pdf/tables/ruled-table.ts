import type { GridCell, GridRow } from '../../layout/table-grid.ts'
import { joinLines } from '../lines/join-lines.ts'
import type { Lattice } from './lattice.ts'

/** A stretch of text inside of a grid. */
export interface TablePiece {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
}

/** A cell with more is a frame around running text, and the grid no table. */
const maxCellChars = 1_500
/** Empty grids are forms to write into, or drawings. */
const fewestFilled = 3

/** The rows of a ruled table; null when the grid only frames text or drawings. */
export function ruledRows(lattice: Lattice, pieces: readonly TablePiece[], page: number): GridRow[] | null {
  const { xs, ys } = lattice
  const cells = new Map<string, TablePiece[]>()
  for (const piece of pieces) {
    const key = `${bandOf(ys, piece.baseline + piece.size * 0.3)} ${columnOf(xs, (piece.left + piece.right) / 2)}`
    const list = cells.get(key)
    if (list === undefined) cells.set(key, [piece])
    else list.push(piece)
  }
  const filled = new Set([...cells.keys()].map((key) => key.split(' ')[1])).size
  if (cells.size < fewestFilled || filled < 2) return null
  const taken = new Set<string>()
  const rows = ys
    .slice(1)
    .map((_, row): { readonly cells: readonly (GridCell & { pieces: readonly TablePiece[] })[] } => ({
      cells: xs.slice(1).flatMap((_x, column) => {
        if (taken.has(`${row} ${column}`)) return []
        const span = spanOf(lattice, row, column)
        const inside: TablePiece[] = []
        for (let down = 0; down < span.rows; down++) {
          for (let across = 0; across < span.columns; across++) {
            taken.add(`${row + down} ${column + across}`)
            inside.push(...(cells.get(`${row + down} ${column + across}`) ?? []))
          }
        }
        return [{ text: textOf(inside), ...span, pieces: inside }]
      }),
    }))
  if (rows.some((row) => row.cells.some(({ text }) => text.length > maxCellChars))) return null
  return rows.flatMap(({ cells: line }) => splitBand(line).map((one) => ({ cells: one, page: page + 1 })))
}

function bandOf(ys: readonly number[], y: number): number {
  const below = ys.findIndex((edge) => edge < y)
  return Math.max(0, (below === -1 ? ys.length - 1 : below) - 1)
}

function columnOf(xs: readonly number[], x: number): number {
  const right = xs.findIndex((edge) => edge > x)
  return Math.max(0, (right === -1 ? xs.length - 1 : right) - 1)
}

/** A cell goes on where no line is drawn, as far as it stays a rectangle. */
function spanOf(
  { xs, ys, hasRight, hasBelow }: Lattice,
  row: number,
  column: number,
): { columns: number; rows: number } {
  let columns = 1
  while (column + columns < xs.length - 1 && !hasRight(row, column + columns - 1)) columns++
  let rows = 1
  const isOpen = (at: number): boolean => {
    for (let across = 0; across < columns; across++) if (hasBelow(at, column + across)) return false
    for (let across = 0; across < columns - 1; across++) if (hasRight(at + 1, column + across)) return false
    return true
  }
  while (row + rows < ys.length - 1 && isOpen(row + rows - 1)) rows++
  return { columns, rows }
}

interface BandCell extends GridCell {
  readonly pieces: readonly TablePiece[]
}

/** Rows between which no line is drawn: every filled column has as many lines, at the same heights. */
function splitBand(cells: readonly BandCell[]): GridCell[][] {
  const plain = (text: string, { columns = 1, rows = 1 }: BandCell): GridCell => ({ text, columns, rows })
  const filled = cells.filter(({ pieces }) => pieces.length > 0)
  const heights = filled.map(({ pieces }) => linesOf(pieces))
  const first = heights[0]
  const agree =
    first !== undefined &&
    first.length >= 2 &&
    filled.length >= 2 &&
    cells.every(({ rows = 1 }) => rows === 1) &&
    heights.every((lines) => lines.length === first.length && lines.every((line, at) => isLevel(line, first[at])))
  const hasNumbers = filled.some(({ pieces }) => linesOf(pieces).every((line) => /\d/u.test(line[0]?.text ?? '')))
  if (!agree || (!hasNumbers && first.length < 3)) return [cells.map((cell) => plain(cell.text, cell))]
  return first.map((_, at) => cells.map((cell) => plain(textOf(linesOf(cell.pieces)[at] ?? []), cell)))
}

function isLevel(line: readonly TablePiece[], other: readonly TablePiece[] | undefined): boolean {
  const [one] = line
  const two = other?.[0]
  return one !== undefined && two !== undefined && Math.abs(one.baseline - two.baseline) < one.size * 0.4
}

/** The pieces of a cell by line, from the top. */
function linesOf(pieces: readonly TablePiece[]): TablePiece[][] {
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

function textOf(pieces: readonly TablePiece[]): string {
  return joinLines(linesOf(pieces).map((line) => line.map(({ text }) => text).join(' ')))
}
