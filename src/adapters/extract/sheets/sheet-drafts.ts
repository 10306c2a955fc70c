import type { Draft, TableOfRows } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { CellRange, Grid, GridRow } from './grid.ts'
import { createTableRows, placesOf, tablePlaces } from './table-rows.ts'
import type { ToTableRows } from './table-rows.ts'
import { tablesBeside } from './tables-beside.ts'
import { tablesOf } from './tables-of.ts'
import type { SheetTable } from './tables-of.ts'

/** Names that nobody chose. */
const givenName = /^(?:hoja|sheet|feuil|tabelle|planilha|foglio|folha)\s?_?\d{0,4}$/i
/** What divides two cells, when one of them is empty. */
const charsPerPlace = 2
/** A table is laid out in parts of so many rows, so that a sheet of a million is never held twice. */
const rowsAtOnce = 10_000
/** So many rows tell how many columns a table has. */
const rowsAtTop = 50

/**
 * The tables of a sheet under its name, one line for each row that holds something. Columns in which nothing stands are left
 * out, so that a stray cell far to the right does not push the others apart.
 * @param spend is told what the places of the cells cost, empty ones too; throws when that is too much for the file
 */
export function sheetDrafts(
  name: string,
  { rows, merged, hiddenRows }: Grid,
  spend: (chars: number) => void = () => undefined,
): Draft[] {
  const drafts: Draft[] = []
  const toRows = createTableRows(name, merged)
  const mergedIn = createMergedIn(merged)
  for (const table of tablesOf(rows, hiddenRows)) {
    const inTable = mergedIn(table)
    const parts = tablesBeside(table, inTable)
    if (parts.length < 2) addTable(drafts, table, { name, toRows, spend })
    for (const part of parts.length < 2 ? [] : parts) {
      // One after the other they go back to the rows that they begin in.
      const rowsOfPart = createTableRows(name, inTable)
      for (const own of tablesOf(part, hiddenRows)) addTable(drafts, own, { name, toRows: rowsOfPart, spend })
    }
  }
  if (drafts.length === 0 || name === '' || givenName.test(name)) return drafts
  return [{ kind: 'heading', level: 1, text: name }, ...drafts]
}

interface Context {
  readonly name: string
  readonly toRows: ToTableRows
  readonly spend: (chars: number) => void
}

function addTable(drafts: Draft[], { title, body }: SheetTable, { name, toRows, spend }: Context): void {
  for (const row of title) drafts.push(...paragraphOf(name, row))
  let table: TableOfRows | undefined
  const places = tablePlaces(body, rowsAtTop)
  for (let at = 0; at < body.length; at += rowsAtOnce) {
    const rowsOfPart = body.slice(at, at + rowsAtOnce)
    spend(rowsOfPart.reduce((sum, row) => sum + placesOf(row, places), 0) * charsPerPlace)
    const part = tableDrafts(toRows(rowsOfPart, places), table)
    table ??= part.findLast((draft) => draft.table !== undefined)?.table
    for (const draft of part) drafts.push(draft)
  }
}

/** The merged cells that begin in the rows of a table, as far as its columns reach, for tables in order. */
function createMergedIn(merged: readonly CellRange[]): (table: SheetTable) => readonly CellRange[] {
  const ranges = merged.toSorted((a, b) => a.firstRow - b.firstRow)
  let next = 0
  return ({ title, body }) => {
    const last = (body.at(-1) ?? title.at(-1))?.number ?? 0
    const from = next
    while ((ranges[next]?.firstRow ?? Infinity) <= last) next++
    if (from === next) return []
    const columns = body.reduce((most, { cells }) => Math.max(most, cells.at(-1)?.column ?? 0), 0)
    return ranges.slice(from, next).map((range) => ({ ...range, lastColumn: Math.min(range.lastColumn, columns) }))
  }
}

function paragraphOf(sheet: string, { number, cells }: GridRow): Draft[] {
  return cells.map(({ text }) => ({ kind: 'paragraph', text, row: { sheet, number } }))
}
