import { plainNumber } from '../lines/line-marks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { isPlain } from './rows-of-cells.ts'

/** So many cells, and numbers among those below, make a row of a table. */
const fewest = { cells: 3, numbers: 2 } as const
/** A head stands no further above its first row, in sizes of the type. */
const farthest = 2.6

/**
 * Lines of words with equal gaps, which stretched text has too, are the head of a table where a row of numbers follows whose
 * cells stand below them one by one.
 */
export function withTightHeads(lines: readonly PdfLine[]): readonly PdfLine[] {
  if (lines.every(({ tight }) => tight === undefined)) return lines
  return lines.map((line, index) => {
    const row = lines[index + 1]
    return line.tight !== undefined && row !== undefined && isHeadOf(line, line.tight, row)
      ? { ...line, cells: line.tight }
      : line
  })
}

function isHeadOf(head: PdfLine, tight: PdfLine['cells'], row: PdfLine): boolean {
  const { cells } = row
  if (head.cells.length > 1 || !isPlain(head) || !isPlain(row) || row.page !== head.page) return false
  const below = head.baseline - row.baseline
  if (cells.length < fewest.cells || cells.length !== tight.length) return false
  if (below <= 0 || below > head.size * farthest) return false
  if (cells.filter(({ text }) => plainNumber.test(text)).length < fewest.numbers) return false
  return cells.every(({ left, right }, column) => {
    const name = tight[column]
    return name !== undefined && Math.min(right, name.right) > Math.max(left, name.left)
  })
}
