import { isBold, printedSize, probe } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import { cleanPdfText } from '../clean-pdf-text.ts'
import { cutCells } from './cut-cells.ts'
import type { PdfLine } from './pdf-line.ts'

/** One line of a page's text, `at` characters from its beginning; null when nothing of it is left after clean-up. */
export function readLine(access: CharAccess, raw: string, at: number, page: number): PdfLine | null {
  const text = cleanPdfText(raw)
  if (text === '') return null
  const first = at + raw.search(/\S/)
  const last = at + raw.trimEnd().length - 1
  const start = probe(access, first)
  const end = probe(access, last)
  const { size, upright } = printedSize(access, first)
  const sameRow = Math.abs(start.baseline - end.baseline) < size * 0.6
  return {
    text,
    page,
    left: sameRow ? Math.min(start.left, end.left) : start.left,
    right: sameRow ? Math.max(start.right, end.right) : end.right,
    baseline: start.baseline,
    endBaseline: end.baseline,
    size,
    bold: isBold(access, first) && isBold(access, last),
    upright,
    cells: sameRow && upright ? cutCells(access, { raw, at, size, width: end.right - start.left }) : [text],
  }
}
