import type { PdfLine } from '../lines/pdf-line.ts'

/** Shorter lines may be marks and numbers beside the text. */
const fewestLetters = 20

/**
 * Where the text ends at the right on pages that are set with margins of equal width, by the number of the page: the only edge
 * there is where nothing but one line is long. Pages of one width have the margin of the line that begins farthest to the left.
 * @param widths of the pages, in points; pages without one have no margin
 */
export function rightMargins(lines: readonly PdfLine[], widths: readonly number[]): ReadonlyMap<number, number> {
  const lefts = new Map<number, number>()
  for (const { page, left, upright, text } of lines) {
    const width = Math.round(widths[page] ?? 0)
    if (width > 0 && upright && text.length >= fewestLetters) lefts.set(width, Math.min(left, lefts.get(width) ?? left))
  }
  const found = new Map<number, number>()
  for (const [page, width] of widths.entries()) {
    const left = lefts.get(Math.round(width))
    if (left !== undefined && left > 0) found.set(page, width - left)
  }
  return found
}
