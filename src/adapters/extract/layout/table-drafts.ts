import { cellDivider } from '../../../domain/extracted.ts'
import type { Draft, TableOfRows } from './draft.ts'
import { tablesSideBySide } from './side-by-side.ts'
import { fillGrid } from './table-grid.ts'
import type { GridRow } from './table-grid.ts'
import { innerHeads, tableHeads } from './table-heads.ts'

/**
 * A table as drafts, one for each row, for every format: `cell | cell`, empty cells kept in their place, merged cells said in
 * every row they span, the names of the columns beside the rows. Rows without any text are left out, and a table of one
 * column is paragraphs. Tables that stand side by side come one after the other.
 * @param goesOn the table that these rows are a later part of, for tables that are read in parts
 */
export function tableDrafts(rows: readonly GridRow[], goesOn?: TableOfRows): Draft[] {
  const tables = goesOn === undefined ? tablesSideBySide(rows) : null
  if (tables !== null) return tables.flatMap((own) => tableDrafts(own))
  const clean = rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, text: cellText(cell.text) })),
  }))
  const filled = fillGrid(clean)
  // Rows without a text of their own still count for the cells that span them.
  const said = clean.flatMap((row, index) =>
    row.cells.some(({ text }) => text !== '') ? [{ row, line: filled[index] ?? [] }] : [],
  )
  const whole = goesOn ?? tableHeads(said)
  const inner = goesOn === undefined && whole.heads.length === 0 ? innerHeads(said) : null
  const table = inner === null ? whole : { heads: inner.heads }
  const above = inner === null ? table : { heads: [] }
  return said.map(({ row, line }, index): Draft => {
    const place = {
      ...(row.page === undefined ? {} : { page: row.page }),
      ...(row.row === undefined ? {} : { row: row.row }),
    }
    if (line.length < 2) return { kind: 'paragraph', text: line[0] ?? '', ...place }
    const own = index < (inner?.from ?? 0) ? above : table
    const isWide = row.cells.length === 1 && line.slice(1).every((text) => text === '')
    return { kind: 'table-row', text: isWide ? (line[0] ?? '') : line.join(cellDivider), table: own, ...place }
  })
}

/** On one line, and without what divides cells. */
function cellText(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().replaceAll(cellDivider, ' ¦ ')
}
