import type { GridRow } from './grid.ts'
import { areNamesOver, fillsAsAbove } from './names-of-columns.ts'

/** One of the tables that stand under each other in a sheet. */
export interface SheetTable {
  /** Lines of one cell above it. */
  readonly title: readonly GridRow[]
  readonly body: readonly GridRow[]
}

/**
 * The tables of a sheet. A new one begins after an empty row with a title or with names of columns; other empty rows only
 * part the rows of one table, as does a title with rows like those above it: the name of a section.
 * @param hidden numbers of rows that nobody sees
 */
export function tablesOf(rows: readonly GridRow[], hidden: ReadonlySet<number> = new Set()): readonly SheetTable[] {
  const begins: number[] = []
  for (const index of rows.keys()) {
    if (index === 0 || beginsTable({ rows, hidden, from: begins.at(-1) ?? 0 }, index)) begins.push(index)
  }
  return begins.map((begin, index) => parted(rows.slice(begin, begins[index + 1])))
}

interface Place {
  readonly rows: readonly GridRow[]
  readonly hidden: ReadonlySet<number>
  /** Where the table above begins. */
  readonly from: number
}

/** Rows of the table above and below that are looked at. */
const mostLooked = 50

function beginsTable({ rows, hidden, from }: Place, index: number): boolean {
  const [before, row] = [rows[index - 1], rows[index]]
  if (before === undefined || row === undefined || !isGap(before.number, row.number, hidden)) return false
  const above = rows.slice(from, Math.min(index, from + mostLooked))
  const below = rows.slice(index, index + mostLooked)
  return row.cells.length === 1 ? !isSection(above, below) : areNamesOver(below, above)
}

/** Whether an empty row is seen between two. */
function isGap(above: number, below: number, hidden: ReadonlySet<number>): boolean {
  let next = above + 1
  while (next < below && hidden.has(next)) next++
  return next < below
}

/** One cell above rows that are filled as those of the table above are. */
function isSection(above: readonly GridRow[], [title, next]: readonly GridRow[]): boolean {
  return title !== undefined && next?.number === title.number + 1 && fillsAsAbove(next, above)
}

function parted(rows: readonly GridRow[]): SheetTable {
  const first = rows.findIndex(({ cells }) => cells.length > 1)
  // Nothing but single cells is a list.
  const lines = first === -1 ? 0 : first
  return { title: rows.slice(0, lines), body: rows.slice(lines) }
}
