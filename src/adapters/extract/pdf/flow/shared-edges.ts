import { loneMarker } from '../lines/line-marks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { isPlain } from './rows-of-cells.ts'

/** How far a line may be above or below one that has the same edge, in sizes of the type, and how many others may stand between. */
const [farthest, between] = [3, 2]
/** Edges are the same, in sizes of the type. */
const sameEdge = 0.4

/**
 * Lines with a single wide gap near one of their ends, as behind a label or before the end of a column, are cut there where a line
 * near them has a cell that begins at the same place. All others stay as they are.
 */
export function withSharedEdges(lines: readonly PdfLine[]): readonly PdfLine[] {
  if (lines.every((line) => !mayBeCut(line))) return lines
  return lines.map((line, index) => {
    const { tight } = line
    if (tight === undefined || !mayBeCut(line)) return line
    const near = lines.slice(Math.max(0, index - between), index + between + 1)
    return near.some((other) => other !== line && sharesEdge(line, tight, other)) ? { ...line, cells: tight } : line
  })
}

/** What stands before the gap is a word, not the sign of an item. */
function mayBeCut({ tight, cells }: PdfLine): boolean {
  const [first] = tight ?? []
  if (tight?.length !== 2 || first === undefined || cells.length > 1) return false
  return /[\p{L}\p{N}]{2}/u.test(first.text) && !loneMarker.test(first.text)
}

/** A cell that is not the first of its line begins where the second one of this line would. */
function sharesEdge(line: PdfLine, tight: PdfLine['cells'], other: PdfLine): boolean {
  const edge = tight[1]?.left ?? 0
  if (!isPlain(other) || other.page !== line.page) return false
  if (Math.abs(other.baseline - line.baseline) > line.size * farthest) return false
  return other.cells.some(({ left }, column) => column > 0 && Math.abs(left - edge) <= line.size * sameEdge)
}
