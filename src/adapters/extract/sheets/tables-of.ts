import type { GridRow } from './grid.ts'

/** One of the tables that stand under each other in a sheet. */
export interface SheetTable {
  /** Lines of one cell above it. */
  readonly title: readonly GridRow[]
  readonly body: readonly GridRow[]
}

/**
 * The tables of a sheet. A new one begins after an empty row with a title or with names of columns; other empty rows only
 * part the rows of one table.
 */
export function tablesOf(rows: readonly GridRow[], hidden: ReadonlySet<number> = new Set()): readonly SheetTable[] {
  const begins = rows.flatMap((_, index) => (index === 0 || beginsTable(rows, index, hidden) ? [index] : []))
  return begins.map((begin, index) => parted(rows.slice(begin, begins[index + 1])))
}

function beginsTable(rows: readonly GridRow[], index: number, hidden: ReadonlySet<number>): boolean {
  const [before, row, next] = [rows[index - 1], rows[index], rows[index + 1]]
  if (before === undefined || row === undefined || !isGap(before.number, row.number, hidden)) return false
  if (row.cells.length === 1) return true
  if (!isOfNames(row) || next === undefined) return false
  // Names may stand in two rows: "Norte" over "Altas" and "Bajas".
  const body = isOfNames(next) && next.number === row.number + 1 ? rows[index + 2] : next
  return body !== undefined && !isOfNames(body)
}

/** Whether an empty row is seen between two. */
function isGap(above: number, below: number, hidden: ReadonlySet<number>): boolean {
  let next = above + 1
  while (next < below && hidden.has(next)) next++
  return next < below
}

function isOfNames({ cells }: GridRow): boolean {
  return cells.every(({ text }) => !/\d/u.test(text))
}

function parted(rows: readonly GridRow[]): SheetTable {
  const first = rows.findIndex(({ cells }) => cells.length > 1)
  // Nothing but single cells is a list.
  const lines = first === -1 ? 0 : first
  return { title: rows.slice(0, lines), body: rows.slice(lines) }
}
