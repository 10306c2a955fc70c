import type { ExtractedText } from '../../domain/extracted.ts'
import type { Place } from '../../domain/place.ts'

/** The place of a part of the text; parts must not go back. Null where there are neither pages nor rows. */
export type PlaceFinder = (start: number, end: number) => Place | null

/** Looks places up in the pages, slides or rows of a document, in time that grows with their number once. */
export function createPlaceFinder(extracted: ExtractedText): PlaceFinder {
  return extracted.sheets === undefined ? pageFinder(extracted) : rowFinder(extracted.sheets)
}

/** The page on which the part begins. */
function pageFinder({ pages, pageKind, ocr = [] }: ExtractedText): PlaceFinder {
  const recognised = new Set(ocr.map(({ page }) => page))
  let at = 0
  return (start) => {
    while ((pages[at + 1]?.start ?? Infinity) <= start) at += 1
    const page = pages[at]
    if (page === undefined) return null
    if (pageKind !== undefined) return { kind: pageKind, number: page.number }
    return { kind: 'page', number: page.number, ...(recognised.has(page.number) ? { ocr: true } : {}) }
  }
}

/** The rows that the part holds of the sheet in which it begins. */
function rowFinder(sheets: NonNullable<ExtractedText['sheets']>): PlaceFinder {
  let sheet = 0
  let row = 0
  return (start, end) => {
    for (; sheet < sheets.length; sheet += 1, row = 0) {
      const { name, rows } = sheets[sheet] ?? { name: '', rows: [] }
      while (row < rows.length && (rows[row]?.end ?? 0) <= start) row += 1
      const first = rows[row]
      if (first === undefined) continue
      if (first.start >= end) return null
      let [firstRow, lastRow] = [first.number, first.number]
      // Of tables beside each other the second goes back to the rows of the first.
      for (let next = rows[row + 1]; next !== undefined && next.start < end; next = rows[row + 1]) {
        row += 1
        firstRow = Math.min(firstRow, next.number)
        lastRow = Math.max(lastRow, next.number)
      }
      return { kind: 'sheet', name, firstRow, lastRow }
    }
    return null
  }
}
