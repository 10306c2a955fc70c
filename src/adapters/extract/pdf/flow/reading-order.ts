import type { PdfLine } from '../lines/pdf-line.ts'

/** A line that begins further up than the one before it, by this share of its size, was drawn out of order or opens a column. */
const jumpShare = 0.6

/**
 * The lines of a page from top to bottom where a program drew them in another order. Pages with columns stay as they were
 * drawn, because nobody can tell there what comes first by the places alone.
 */
export function inReadingOrder(lines: readonly PdfLine[]): readonly PdfLine[] {
  const jumps = lines.some((line, index) => {
    const before = lines[index - 1]
    return before !== undefined && line.baseline > before.endBaseline + line.size * jumpShare
  })
  if (!jumps || !lines.every(({ upright }) => upright) || hasColumns(lines)) return lines
  return lines.toSorted((a, b) => b.baseline - a.baseline)
}

/** Whether two lines of some length stand beside each other, or one ends before another begins. */
function hasColumns(lines: readonly PdfLine[]): boolean {
  const width = lines.reduce((most, { left, right }) => Math.max(most, right - left), 0)
  const long = lines.filter(({ left, right }) => right - left >= width * 0.25)
  const rightmostStart = long.reduce((most, { left }) => Math.max(most, left), -Infinity)
  const leftmostEnd = long.reduce((least, { right }) => Math.min(least, right), Infinity)
  return rightmostStart >= leftmostEnd
}
