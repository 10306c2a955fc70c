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

/** The lines of a filled form, row by row: a label and what was written beside it are one line, and no part of another. */
export function byRows(lines: readonly PdfLine[]): readonly PdfLine[] {
  const down = lines.toSorted((a, b) => b.baseline - a.baseline)
  const rows: PdfLine[][] = []
  for (const line of down) {
    const row = rows.at(-1)
    const first = row?.[0]
    // A value stands a little higher or lower than its label.
    if (row !== undefined && first !== undefined && first.baseline - line.baseline < line.size * 0.7) row.push(line)
    else rows.push([line])
  }
  return rows.flatMap((row) => {
    const pieces = row.toSorted((a, b) => a.left - b.left)
    const [first] = pieces
    if (
      first === undefined ||
      pieces.length === 1 ||
      pieces.some(({ table, upright }) => table !== undefined || !upright)
    )
      return pieces
    const text = pieces.map((piece) => piece.text).join(' ')
    const right = Math.max(...pieces.map((piece) => piece.right))
    const { left } = first
    return [{ ...first, text, right, endBaseline: first.baseline, cells: [{ text, left, right }], alone: true }]
  })
}
