import type { Page, Sheet } from '../../../domain/extracted.ts'
import type { SheetRow } from './draft.ts'

/** Collects where in the text the rows of sheets stand, while it is written. */
export function createSheetRows() {
  const sheets: { readonly name: string; readonly rows: Page[] }[] = []
  const sheetOf = (name: string): Page[] => {
    const last = sheets.at(-1)
    if (last?.name === name) return last.rows
    const rows: Page[] = []
    sheets.push({ name, rows })
    return rows
  }
  return {
    sheets: sheets satisfies readonly Sheet[],
    /** Several blocks in a row may be of the same row. */
    add({ sheet, number }: SheetRow, start: number, end: number): void {
      const rows = sheetOf(sheet)
      const last = rows.at(-1)
      if (last?.number === number) rows[rows.length - 1] = { ...last, end }
      else rows.push({ number, start, end })
    },
  }
}
