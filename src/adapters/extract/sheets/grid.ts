/** A filled cell of a sheet. */
export interface GridCell {
  /** From 0. */
  readonly column: number
  readonly text: string
}

/** A row that is there, its cells by column. */
export interface GridRow {
  /** From 1, as it stands beside the row. */
  readonly number: number
  readonly cells: readonly GridCell[]
}

/** Cells that are one: rows from 1, columns from 0, both ends included. */
export interface CellRange {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/** The cells of one sheet, rows in order of their numbers. */
export interface Grid {
  readonly rows: readonly GridRow[]
  readonly merged: readonly CellRange[]
  /** Numbers of rows that nobody sees: those beside them stand next to each other. */
  readonly hiddenRows?: ReadonlySet<number>
}

/** Sheets have at most 16,384 columns; what claims to stand further right is damaged. */
export const maxColumns = 16_384
export const maxRows = 1_048_576

/** `B7` as column from 0 and row from 1; null for what is no address of a cell. */
export function cellAddress(text: string): { readonly column: number; readonly row: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(text) ?? []
  if (letters === undefined || digits === undefined) return null
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  const row = Number(digits)
  return column > maxColumns || row < 1 || row > maxRows ? null : { column: column - 1, row }
}

/** `B2:C4`, or one cell; null for anything else. */
export function cellRange(text: string): CellRange | null {
  const [from = '', to = from] = text.split(':', 2)
  const [first, last] = [cellAddress(from), cellAddress(to)]
  if (first === null || last === null) return null
  return {
    firstRow: Math.min(first.row, last.row),
    lastRow: Math.max(first.row, last.row),
    firstColumn: Math.min(first.column, last.column),
    lastColumn: Math.max(first.column, last.column),
  }
}

/** `C` for 2. */
export function columnName(column: number): string {
  let name = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name
  }
  return name
}
