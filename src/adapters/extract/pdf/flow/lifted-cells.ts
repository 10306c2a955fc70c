import { joinLines } from '../lines/join-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { beginsAt, isLevel, isPlain, mostCells, pitch } from './rows-of-cells.ts'

/** So many lines of cells stand above the line on which their row begins. */
const mostAbove = 4

/**
 * Rows whose cells stand at the foot of the row: where one wraps, its first lines are drawn between the beginning of the row
 * and its end. Beginning, wrapped cell and end become one line; all others stay as they are.
 */
export function withLiftedCells(lines: readonly PdfLine[]): readonly PdfLine[] {
  const out: PdfLine[] = []
  for (const line of lines) {
    const start = isPlain(line) && line.cells.length > 1 ? beginningOf(out, line) : -1
    if (start === -1) out.push(line)
    else {
      const [begin, ...above] = out.splice(start)
      out.push(begin === undefined ? line : joined(begin, above, line))
    }
  }
  return out
}

/** Where the line stands that begins the row which another one ends; -1 where none does. */
function beginningOf(before: readonly PdfLine[], end: PdfLine): number {
  for (let at = before.length - 1; at >= Math.max(0, before.length - 1 - mostAbove); at--) {
    const line = before[at]
    if (line === undefined || line.page !== end.page || !isPlain(line)) return -1
    if (isLevel(line, end)) return isRowBefore(line, end) && at < before.length - 1 ? at : -1
    if (!isAbove(line, end)) return -1
  }
  return -1
}

function isRowBefore({ right, cells }: PdfLine, end: PdfLine): boolean {
  return right <= end.left && cells.length + end.cells.length <= mostCells
}

/** A single text over the beginning of one of the cells of the row. */
function isAbove(line: PdfLine, row: PdfLine): boolean {
  const { cells, baseline, size } = line
  const distance = baseline - row.baseline
  if (cells.length > 1 || distance <= 0 || distance > size * pitch * mostAbove) return false
  return row.cells.some((cell) => beginsAt(line, cell))
}

function joined(begin: PdfLine, above: readonly PdfLine[], end: PdfLine): PdfLine {
  const own = end.cells.map((cell) => {
    const over = above.filter((line) => beginsAt(line, cell))
    return { ...cell, text: joinLines([...over.map(({ text }) => text), cell.text]) }
  })
  const cells = [...begin.cells, ...own]
  return { ...begin, cells, right: end.right, text: cells.map(({ text }) => text).join(' ') }
}
