import { mostEmptyAtEnd } from '../layout/table-grid.ts'
import type { GridCell as TableCell, GridRow as TableRow } from '../layout/table-grid.ts'
import { maxColumns } from './grid.ts'
import type { CellRange, GridRow } from './grid.ts'

/** Rows of a table of a sheet, in order and in parts, as tables are laid out. */
export type ToTableRows = (rows: readonly GridRow[], places: TablePlaces) => readonly TableRow[]

/** A row of a table has more than one place, whatever stands in it. */
const fewestPlaces = 2

export interface TablePlaces {
  /** Those in which something stands, and the place of each of them. */
  readonly columns: readonly number[]
  readonly at: ReadonlyMap<number, number>
  /** The last place of the rows at its top. Behind it a row ends with its last cell, so that one long row makes no others long. */
  readonly usual: number
}

/** @param rowsAtTop so many rows tell how many columns a table has */
export function tablePlaces(rows: readonly GridRow[], rowsAtTop: number): TablePlaces {
  const used = new Set<number>()
  for (const { cells } of rows) for (const { column } of cells) used.add(column)
  const columns = [...used].toSorted((a, b) => a - b)
  const at = new Map(columns.map((column, place) => [column, place]))
  const usual = rows.slice(0, rowsAtTop).reduce((last, row) => Math.max(last, ownEnd(row, at)), 0)
  return { columns, at, usual }
}

/** The place of the last cell of a row in which something stands. */
function ownEnd({ cells }: GridRow, at: ReadonlyMap<number, number>): number {
  return at.get(cells.at(-1)?.column ?? 0) ?? 0
}

/** How many places are written of a row. */
export function placesOf(row: GridRow, { columns, at, usual }: TablePlaces): number {
  const own = ownEnd(row, at)
  const filled = usual - own > mostEmptyAtEnd ? Math.max(own + 1, fewestPlaces) : Math.max(own, usual) + 1
  return Math.min(filled, columns.length)
}

/** @param merged the cells of the sheet that are one; those that lie over others are left alone */
export function createTableRows(sheet: string, merged: readonly CellRange[]): ToTableRows {
  const ranges = merged.toSorted((a, b) => a.firstRow - b.firstRow)
  /** The last row that a merged cell covers, by column. */
  const covered = new Int32Array(
    Math.min(maxColumns, 1 + merged.reduce((last, range) => Math.max(last, range.lastColumn), -1)),
  )
  let next = 0
  const beginning = (number: number): ReadonlyMap<number, CellRange> => {
    const begun = new Map<number, CellRange>()
    for (let range = ranges[next]; range !== undefined && range.firstRow <= number; range = ranges[++next]) {
      const { firstRow, lastRow, firstColumn, lastColumn } = range
      if (firstRow < number || (covered[firstColumn] ?? 0) >= number) continue
      covered.fill(lastRow, firstColumn, lastColumn + 1)
      begun.set(firstColumn, range)
    }
    return begun
  }
  return (rows, places) =>
    rows.map((row, index) => {
      const begun = beginning(row.number)
      const cells: TableCell[] = []
      const texts = new Map(row.cells.map(({ column, text }) => [column, text] as const))
      for (const column of places.columns.slice(0, placesOf(row, places))) {
        const text = texts.get(column) ?? ''
        const range = begun.get(column)
        if (range !== undefined) cells.push({ text, ...sizeOf(range, { rows, index, columns: places.columns }) })
        else if ((covered[column] ?? 0) < row.number) cells.push({ text })
      }
      return { cells, row: { sheet, number: row.number } }
    })
}

/** How many rows and columns that hold something a merged cell covers. */
function sizeOf(
  { lastRow, firstColumn, lastColumn }: CellRange,
  at: { readonly rows: readonly GridRow[]; readonly index: number; readonly columns: readonly number[] },
): { readonly rows: number; readonly columns: number } {
  let end = at.index + 1
  while ((at.rows[end]?.number ?? Infinity) <= lastRow) end++
  const columns = at.columns.filter((column) => column >= firstColumn && column <= lastColumn).length
  return { rows: end - at.index, columns }
}
