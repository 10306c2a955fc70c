import type { Draft } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { GridRow } from '../layout/table-grid.ts'

/** "-----", "=== ===", "+---+---+": drawn, not written. */
const rule = /^[\s\-=+|_─━│┼:]*[-=_─━]{3,}[\s\-=+|_─━│┼:]*$/u
const pipes = /^\s*[|│].*[|│]\s*$/u
const gap = /\S {2,}\S/u
/** So many of the lines of a block have gaps when it is set in columns, and so many lines make a block. */
const gapShare = 0.6
const fewestLines = 3
/** Columns of running text are no table. */
const mostWords = 6
/** Wider lines are cut there; nobody sets a table by hand that wide. */
const maxWidth = 400

/** The rows of a block of lines without an empty one between them that is set as a table; null for every other block. */
export function plainTable(lines: readonly string[]): Draft[] | null {
  const written = lines.filter((line) => !rule.test(line))
  if (written.length < 2) return null
  const rows = byMark(written) ?? byPlace(written)
  if (rows === null) return null
  const under = lines.findIndex(
    (line, index) => rule.test(line) && lines.slice(0, index).some((above) => !rule.test(above)),
  )
  const heads = under > 0 ? lines.slice(0, under).filter((line) => !rule.test(line)).length : 0
  return tableDrafts(
    rows.map((cells, index): GridRow => ({ cells: cells.map((text) => ({ text })), isHead: index < heads })),
  )
}

/** Cells divided by tabs, as many in every line, or between pipes. */
function byMark(lines: readonly string[]): string[][] | null {
  if (lines.every((line) => pipes.test(line))) {
    return lines.map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split(/(?<!\\)[|│]/u)
        .map((cell) => cell.trim()),
    )
  }
  const tabs = tabsOf(lines[0] ?? '')
  return tabs > 0 && lines.every((line) => tabsOf(line) === tabs) ? lines.map((line) => line.split('\t')) : null
}

function tabsOf(line: string): number {
  return line.split('\t').length - 1
}

/** Columns set with blanks: where no line has a letter. */
function byPlace(lines: readonly string[]): string[][] | null {
  const gaps = lines.filter((line) => gap.test(line.trim())).length
  if (lines.length < fewestLines || gaps < lines.length * gapShare || lines.some((line) => line.includes('\t')))
    return null
  const columns = columnsOf(lines)
  if (columns.length < 2) return null
  const rows = lines.map((line) => columns.map(({ from, to }) => line.slice(from, to).trim()))
  const filled = rows.flat().filter((cell) => cell !== '')
  const words = filled.reduce((sum, cell) => sum + cell.split(' ').length, 0)
  return words > filled.length * mostWords ? null : rows
}

interface Column {
  readonly from: number
  readonly to: number | undefined
}

function columnsOf(lines: readonly string[]): Column[] {
  const width = Math.min(
    lines.reduce((most, line) => Math.max(most, line.length), 0),
    maxWidth,
  )
  const used = new Uint8Array(width)
  for (const line of lines) {
    for (let at = 0; at < Math.min(line.length, width); at++) if (line.charCodeAt(at) !== 0x20) used[at] = 1
  }
  const starts: number[] = []
  let blanks = 2
  for (let at = 0; at < width; at++) {
    if (used[at] === 1) {
      if (blanks >= 2) starts.push(at)
      blanks = 0
    } else blanks++
  }
  return starts.map((from, index) => ({ from, to: starts[index + 1] }))
}
