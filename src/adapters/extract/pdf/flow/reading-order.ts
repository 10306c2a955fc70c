import { inOrderOfBlocks } from './drawn-blocks.ts'
import { inWovenColumns } from './woven-columns.ts'
import { byLevel } from '../lines/by-level.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { isNamedRow } from './own-tables.ts'
import { isLevel, mostCells } from './rows-of-cells.ts'

/** A line that begins further up than the one before it, by this share of its size, was drawn out of order or opens a column. */
const jumpShare = 0.6
/** So many lines that were drawn from top to bottom are a column of the page. */
const fewestInColumn = 4
/** Lines of two columns hardly ever stand level; the cells of a table that was drawn column by column do. */
const levelLines = 0.5
/** Of the lines of a page that was drawn all over, so many stand next to the one before them; fewer lines say nothing. */
const [fewFollow, fewestScattered] = [0.3, 12]
/** Of the type of a row the smaller one is no smaller than this against the larger: a watermark is no cell. */
const sameRow = 0.6
/** What stands beside running text is a note, and no row of it. */
const longestCell = 60
/** Of the lines of a table of its own, those of several cells whose first one is a name. */
const rowsOfTable = 0.7
/** No page of print has more; lines of columns are compared with each other. */
const mostLines = 2_000

/**
 * The lines of a page from top to bottom where a program drew them in another order. Pages with columns stay as they were
 * drawn, but for what stands over a table, because nobody can tell there what comes first by the places alone.
 */
export function inReadingOrder(lines: readonly PdfLine[]): readonly PdfLine[] {
  const runs = drawnRuns(lines)
  if (runs.length < 2 || !lines.every(({ upright }) => upright)) return inOrderOfBlocks(inWovenColumns(lines))
  if (isScattered(lines)) return byRows(lines)
  if (hasColumns(lines)) return inOrderOfBlocks(inWovenColumns(lines))
  if (lines.length <= mostLines && standBeside(runs)) return inOrderOfBlocks(lines)
  return byRows(lines)
}

function byRows(lines: readonly PdfLine[]): readonly PdfLine[] {
  const areRow = (first: PdfLine, line: PdfLine): boolean =>
    isLevel(first, line) && Math.min(first.size, line.size) >= Math.max(first.size, line.size) * sameRow
  return byLevel(lines, areRow).flatMap((row) => {
    const inOrder = fromLeft(row)
    if (areBeside(inOrder)) return inOrder
    // Where a line has cells on both sides of another one, each cell stands for itself.
    const cells = fromLeft(row.flatMap(cellsOf))
    return areBeside(cells) ? cells : row
  })
}

const fromLeft = (row: readonly PdfLine[]): PdfLine[] => row.toSorted((a, b) => a.left - b.left)

/** Whether they stand beside each other as cells do, none of them running text. */
function areBeside(row: readonly PdfLine[]): boolean {
  return row.every(({ text, right }, index) => {
    const next = row[index + 1]
    return row.length === 1 || (text.length <= longestCell && right <= (next?.left ?? Infinity))
  })
}

function cellsOf(line: PdfLine): PdfLine[] {
  const { tight: _tight, drawn: _drawn, ...own } = line
  return line.table !== undefined || line.cells.length > mostCells
    ? [line]
    : line.cells.map((cell) => ({ ...own, ...cell, cells: [cell] }))
}

/** Whether hardly a line was drawn after its neighbour: the places alone tell how such a page is read. */
function isScattered(lines: readonly PdfLine[]): boolean {
  if (lines.length < fewestScattered || lines.length > mostLines) return false
  const following = lines.filter((line, index) => {
    const before = lines[index - 1]
    return before !== undefined && isNext(before, line, lines)
  })
  return following.length <= lines.length * fewFollow
}

/** Whether a line stands behind another one, or is the nearest one below it, or above: axes of charts are drawn upwards. */
function isNext(before: PdfLine, line: PdfLine, lines: readonly PdfLine[]): boolean {
  if (isLevel(before, line)) return line.left >= before.left
  if (!overlap(before, line)) return false
  const [low, high] = [Math.min(before.baseline, line.baseline), Math.max(before.baseline, line.baseline)]
  return !lines.some((other) => other.baseline > low && other.baseline < high && isBetween(other, before, line))
}

function isBetween(other: PdfLine, before: PdfLine, line: PdfLine): boolean {
  return other !== before && other !== line && overlap(other, before) && overlap(other, line)
}

const overlap = (one: PdfLine, other: PdfLine): boolean => one.left < other.right && other.left < one.right

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
 * table, unless each has rows of its own.
 */
function standBeside(runs: readonly (readonly PdfLine[])[]): boolean {
  const columns = runs.filter(({ length }) => length >= fewestInColumn).map((lines) => ({ lines, ...edgesOf(lines) }))
  return columns.some((left) =>
    columns.some((right) => {
      if (left.right > right.left) return false
      const own = left.lines.filter(({ baseline }) => baseline <= right.top && baseline >= right.bottom)
      const others = right.lines.filter(({ baseline }) => baseline <= left.top && baseline >= left.bottom)
      if (Math.min(own.length, others.length) < fewestInColumn) return false
      if (isTable(own) && isTable(others)) return true
      return own.filter((line) => others.some((other) => isLevel(line, other))).length < own.length * levelLines
    }),
  )
}

/** It has names of its own for its rows, and belongs to no other table. */
function isTable(lines: readonly PdfLine[]): boolean {
  return lines.filter(isNamedRow).length >= lines.length * rowsOfTable
}

function edgesOf(lines: readonly PdfLine[]) {
  return {
    left: Math.min(...lines.map(({ left }) => left)),
    right: Math.max(...lines.map(({ right }) => right)),
    top: Math.max(...lines.map(({ baseline }) => baseline)),
    bottom: Math.min(...lines.map(({ baseline }) => baseline)),
  }
}
