import { inOrderOfBlocks } from './drawn-blocks.ts'
import { inWovenColumns } from './woven-columns.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { isLevel } from './rows-of-cells.ts'

/** A line that begins further up than the one before it, by this share of its size, was drawn out of order or opens a column. */
const jumpShare = 0.6
/** So many lines that were drawn from top to bottom are a column of the page. */
const fewestInColumn = 4
/** Lines of two columns hardly ever stand level; the cells of a table that was drawn column by column do. */
const levelLines = 0.5
/** No page of print has more; lines of columns are compared with each other. */
const mostLines = 2_000

/**
 * The lines of a page from top to bottom where a program drew them in another order. Pages with columns stay as they were
 * drawn, but for what stands over a table, because nobody can tell there what comes first by the places alone.
 */
export function inReadingOrder(lines: readonly PdfLine[]): readonly PdfLine[] {
  const runs = drawnRuns(lines)
  if (runs.length < 2 || !lines.every(({ upright }) => upright) || hasColumns(lines))
    return inOrderOfBlocks(inWovenColumns(lines))
  if (lines.length <= mostLines && standBeside(runs)) return inOrderOfBlocks(lines)
  return lines.toSorted((a, b) => b.baseline - a.baseline)
}

/** Lines as they were drawn, parted where one begins further up than the one before it. */
function drawnRuns(lines: readonly PdfLine[]): PdfLine[][] {
  const runs: PdfLine[][] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    const run = runs.at(-1)
    if (run === undefined || (before !== undefined && line.baseline > before.endBaseline + line.size * jumpShare))
      runs.push([line])
    else run.push(line)
  }
  return runs
}

/** Whether two lines of some length stand beside each other, or one ends before another begins. */
function hasColumns(lines: readonly PdfLine[]): boolean {
  const width = lines.reduce((most, { left, right }) => Math.max(most, right - left), 0)
  const long = lines.filter(({ left, right }) => right - left >= width * 0.25)
  const rightmostStart = long.reduce((most, { left }) => Math.max(most, left), -Infinity)
  const leftmostEnd = long.reduce((least, { right }) => Math.min(least, right), Infinity)
  return rightmostStart >= leftmostEnd
}

/**
 * Whether columns of short lines stand beside each other, below a head that is wider than they are. What stands level is one
 * table.
 */
function standBeside(runs: readonly (readonly PdfLine[])[]): boolean {
  const columns = runs.filter(({ length }) => length >= fewestInColumn).map((lines) => ({ lines, ...edgesOf(lines) }))
  return columns.some((left) =>
    columns.some((right) => {
      if (left.right > right.left) return false
      const own = left.lines.filter(({ baseline }) => baseline <= right.top && baseline >= right.bottom)
      const others = right.lines.filter(({ baseline }) => baseline <= left.top && baseline >= left.bottom)
      if (Math.min(own.length, others.length) < fewestInColumn) return false
      return own.filter((line) => others.some((other) => isLevel(line, other))).length < own.length * levelLines
    }),
  )
}

function edgesOf(lines: readonly PdfLine[]) {
  return {
    left: Math.min(...lines.map(({ left }) => left)),
    right: Math.max(...lines.map(({ right }) => right)),
    top: Math.max(...lines.map(({ baseline }) => baseline)),
    bottom: Math.min(...lines.map(({ baseline }) => baseline)),
  }
}
