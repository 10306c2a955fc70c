import { listMarker, sentenceEnd } from '../lines/line-marks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { standBelow } from '../lines/stand-below.ts'
import type { LineGroup } from '../paragraphs.ts'

/** A line between rows says what those below it have in common, in a few words. */
const longest = 40
/** Rows of so many cells and numbers have columns that can be compared. */
const fewest = { cells: 3, numbers: 2 } as const
const number = /^[^\p{L}]*\d[^\p{L}]*$/u
/** Sections of one table stand no further from their rows, in sizes of the type, and are set in the same one. */
const farthest = 2.5
const sameSize = 0.12

/** Whether a group is one short line between two rows of the same columns: a part of their table begins there. */
export function isSectionLine(groups: readonly LineGroup[], at: number): boolean {
  const [before, group, next] = [groups[at - 1], groups[at], groups[at + 1]]
  const [above, below] = [before?.lines.at(-1), next?.lines[0]]
  if (before?.kind !== 'row' || next?.kind !== 'row' || above === undefined || below === undefined) return false
  const line = group === undefined ? null : shortLine(group)
  return line !== null && [above, below].every((row) => isNear(line, row)) && haveSameColumns(above, below)
}

function shortLine({ kind, lines, title }: LineGroup): PdfLine | null {
  const [line, ...others] = lines
  if (kind !== 'prose' || title !== undefined || line === undefined || others.length > 0) return null
  if (line.cells.length > 1 || line.text.length > longest || line.alone === true) return null
  return sentenceEnd.test(line.text) || listMarker.test(line.text) ? null : line
}

function isNear(line: PdfLine, row: PdfLine): boolean {
  const away = Math.abs(row.baseline - line.baseline)
  return (
    line.page === row.page &&
    line.upright === row.upright &&
    // A title says more about the rows below it than a line of their table.
    line.bold === row.bold &&
    Math.abs(line.size - row.size) <= row.size * sameSize &&
    away > 0 &&
    away <= line.size * farthest &&
    line.left >= row.left - line.size * farthest &&
    line.right <= row.right
  )
}

function haveSameColumns(above: PdfLine, below: PdfLine): boolean {
  if (below.cells.length < fewest.cells || !standBelow(above.cells, below.cells)) return false
  if (above.baseline <= below.baseline) return false
  const numbers = [above, below].map(({ cells }) => cells.slice(1).filter(({ text }) => number.test(text)).length)
  return numbers.every((count) => count >= fewest.numbers)
}
