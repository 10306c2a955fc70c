import type { Table } from '../extracted.ts'
import type { Line } from '../outline.ts'
import { tableAt } from '../table-at.ts'

/**
 * Whether a row goes on with the table of the row before it. A table whose columns have names tells which rows are its own; rows of
 * the others go on with what stands above them, unless an empty line sets them apart and they have another number of cells.
 * @param between the text between the two rows
 */
export function isSameTable(before: Line, row: Line, between: string, tables: readonly Table[]): boolean {
  const own = tableAt(tables, row.start)
  if (own !== undefined) return own === tableAt(tables, before.start)
  return !between.includes('\n\n') || cellsOf(before) === cellsOf(row)
}

function cellsOf({ text }: Line): number {
  return text.match(/ \|(?= |$)/gu)?.length ?? 0
}
