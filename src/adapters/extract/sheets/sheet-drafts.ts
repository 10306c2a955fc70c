import type { Draft, TableOfRows } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { Grid, GridRow } from './grid.ts'
import { createTableRows } from './table-rows.ts'
import { tablesOf } from './tables-of.ts'

/** Names that nobody chose. */
const givenName = /^(?:hoja|sheet|feuil|tabelle|planilha|foglio|folha)\s?_?\d{0,4}$/i
/** What divides two cells, when one of them is empty. */
const charsPerPlace = 2
/** A table is laid out in parts of so many rows, so that a sheet of a million is never held twice. */
const rowsAtOnce = 10_000

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
  for (const { title, body } of tablesOf(rows, hiddenRows)) {
    for (const row of title) drafts.push(...paragraphOf(name, row))
    let table: TableOfRows | undefined
    const columns = usedColumns(body)
    for (let at = 0; at < body.length; at += rowsAtOnce) {
      const rowsOfPart = body.slice(at, at + rowsAtOnce)
      spend(rowsOfPart.length * columns.length * charsPerPlace)
      const part = tableDrafts(toRows(rowsOfPart, columns), table)
      table ??= part.findLast((draft) => draft.table !== undefined)?.table
      for (const draft of part) drafts.push(draft)
    }
  }
  if (drafts.length === 0 || name === '' || givenName.test(name)) return drafts
  return [{ kind: 'heading', level: 1, text: name }, ...drafts]
}

function usedColumns(rows: readonly GridRow[]): readonly number[] {
  const used = new Set<number>()
  for (const { cells } of rows) for (const { column } of cells) used.add(column)
  return [...used].toSorted((a, b) => a - b)
}

function paragraphOf(sheet: string, { number, cells }: GridRow): Draft[] {
  return cells.map(({ text }) => ({ kind: 'paragraph', text, row: { sheet, number } }))
}
