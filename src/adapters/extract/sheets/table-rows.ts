import type { GridCell as TableCell, GridRow as TableRow } from '../layout/table-grid.ts'
import { maxColumns } from './grid.ts'
import type { CellRange, GridRow } from './grid.ts'

/** Rows of a table of a sheet, in order and in parts, as tables are laid out. */
export type ToTableRows = (rows: readonly GridRow[], places: TablePlaces) => readonly TableRow[]

export interface TablePlaces {
  /** Those in which something stands. */
  readonly columns: readonly number[]
  /** The last column of the rows at its top. Behind it a row ends with its last cell, so that one long row makes no others long. */
  readonly usual: number
}

/** The last column that is written of a row. */
export function lastColumnOf({ cells }: GridRow, usual: number): number {
  return Math.max(usual, cells.at(-1)?.column ?? 0)
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
  return (rows, { columns, usual }) =>
    rows.map((row, index) => {
      const begun = beginning(row.number)
      const cells: TableCell[] = []
      const texts = new Map(row.cells.map(({ column, text }) => [column, text] as const))
      const last = lastColumnOf(row, usual)
      for (const column of columns) {
        if (column > last) break
        const text = texts.get(column) ?? ''
        const range = begun.get(column)
        if (range !== undefined) cells.push({ text, ...sizeOf(range, { rows, index, columns }) })
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
