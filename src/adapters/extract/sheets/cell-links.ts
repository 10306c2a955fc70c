import { linkTargetText } from '../layout/link-target.ts'
import type { CellRange, GridRow } from './grid.ts'

/** A link of cells to what is content: an address of mail, a telephone number. */
export interface SheetLink {
  readonly range: CellRange
  readonly target: string
}

/** Where `HYPERLINK("mailto:…"; "words")` leads; empty for every other formula. */
export function formulaTarget(formula: string | null): string {
  return /^(?:of:)?=?\s*HYPERLINK\s*\(\s*"([^"]{1,500})"/i.exec(formula ?? '')?.[1] ?? ''
}

/** The words of such a formula, for a file that keeps no value of it; empty where they are no words but another formula. */
export function formulaWords(formula: string | null): string {
  const found = /^(?:of:)?=?\s*HYPERLINK\s*\(\s*"([^"]{1,500})"\s*(?:[,;]\s*"([^"]{1,500})"\s*)?\)\s*$/i.exec(
    formula ?? '',
  )
  return found?.[2] ?? found?.[1] ?? ''
}

/** The rows of a sheet with the addresses that their links lead to. @param spend is told what that adds */
export function withLinks(
  rows: readonly GridRow[],
  links: readonly SheetLink[],
  spend: (chars: number) => void,
): readonly GridRow[] {
  if (links.length === 0) return rows
  const byRow = new Map<number, SheetLink[]>()
  // Of a link over several rows the first one says where it leads.
  for (const link of links) {
    const own = byRow.get(link.range.firstRow)
    if (own === undefined) byRow.set(link.range.firstRow, [link])
    else own.push(link)
  }
  return rows.map((row) => {
    const own = byRow.get(row.number)
    if (own === undefined) return row
    const cells = row.cells.map((cell) => {
      const link = own.find(({ range }) => cell.column >= range.firstColumn && cell.column <= range.lastColumn)
      const added = link === undefined ? '' : linkTargetText(link.target, cell.text)
      spend(added.length)
      return added === '' ? cell : { ...cell, text: cell.text + added }
    })
    return { ...row, cells }
  })
}
