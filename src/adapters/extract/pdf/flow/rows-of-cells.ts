import type { PdfLine } from '../lines/pdf-line.ts'

/* What lines of cells have to do with each other, for rows that are drawn in parts. */

/** Lines of a cell are no further apart, in sizes of the type. */
export const pitch = 1.6
/** No row of print has more cells; each time it is joined all are copied. */
export const mostCells = 200
export const levelShare = 0.3
const edgeShare = 0.4

export function isPlain({ upright, table, alone }: PdfLine): boolean {
  return upright && table === undefined && alone !== true
}

export function isLevel(line: PdfLine, other: PdfLine): boolean {
  return Math.abs(line.baseline - other.baseline) <= Math.min(line.size, other.size) * levelShare
}

/** Whether a line begins where a cell does. */
export function beginsAt({ left, size }: PdfLine, cell: { readonly left: number }): boolean {
  return Math.abs(cell.left - left) <= size * edgeShare
}
