import { joinLines } from '../lines/join-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { beginsAt, isLevel, isPlain, mostCells, pitch } from './rows-of-cells.ts'

/** So many lines of a cell stand above the line on which its row ends. */
const mostAbove = 4
/** A line stands so far above the next one, in sizes of the type; what is nearer is raised. */
const leastPitch = 0.95
/** The number of an item: what stands below it is another one. */
const itemMark = /^\(?(?:\d{1,3}|\p{L})[.)]$/u

/**
 * Rows whose cells stand at the foot of the row: where one wraps, its first lines are drawn between the beginning of the row
 * and its end. Beginning, wrapped cells and end become one line; all others stay as they are.
 */
export function withLiftedCells(lines: readonly PdfLine[]): readonly PdfLine[] {
  const out: PdfLine[] = []
  for (const line of lines) {
    const start = isPlain(line) && line.cells.length > 1 ? beginningOf(out, line) : -1
    out.push(start === -1 ? line : joined(out.splice(start), line))
  }
  return out
}

/** Where the line stands that begins the row which another one ends; -1 where none does. Cells may wrap in each of its parts. */
function beginningOf(before: readonly PdfLine[], end: PdfLine): number {
  let start = -1
  let [next, cells, above] = [end, end.cells.length, 0]
  for (let at = before.length - 1; at >= 0 && above <= mostAbove; at--) {
    const line = before[at]
    if (line === undefined || line.page !== end.page || !isPlain(line)) break
    if (isLevel(line, end)) {
      cells += line.cells.length
      // Parts of a row between which nothing stands are joined already, or those of two rows.
      if (above === 0 || line.right > next.left || cells > mostCells) break
      start = at
      next = line
      above = 0
    } else if (isAbove(line, next)) above++
    else break
  }
  return start > 0 && startsOver(before, start) ? start - 1 : start
}

/** Whether the line before a row is the first one of its first cell: it stands over it, and level with that of another cell. */
function startsOver(before: readonly PdfLine[], start: number): boolean {
  const [over, begin] = [before[start - 1], before[start]]
  if (over === undefined || begin === undefined || over.page !== begin.page || !isPlain(over)) return false
  return isAbove(over, begin) && before.slice(start + 1).some((line) => isLevel(line, over))
}

/** A single text over the beginning of one of the cells of the row. */
function isAbove(line: PdfLine, row: PdfLine): boolean {
  const { cells, baseline, size, text } = line
  const distance = baseline - row.baseline
  if (cells.length > 1 || itemMark.test(text)) return false
  if (distance < row.size * leastPitch || distance > size * pitch * mostAbove) return false
  return row.cells.some((cell) => beginsAt(line, cell))
}

function joined(lines: readonly PdfLine[], end: PdfLine): PdfLine {
  const parts = [...lines.filter((line) => isLevel(line, end)), end]
  const above = lines.filter((line) => !parts.includes(line))
  const cells = parts.flatMap((part) =>
    part.cells.map((cell) => {
      const over = above.filter((line) => beginsAt(line, cell))
      return { ...cell, text: joinLines([...over.map(({ text }) => text), cell.text]) }
    }),
  )
  return { ...(parts[0] ?? end), cells, right: end.right, text: cells.map(({ text }) => text).join(' ') }
}
