import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import { isPlain } from './rows-of-cells.ts'

const fewestColumns = 3
/** Cells of one column begin no further from each other, in sizes of the type. */
const sameEdge = 0.4
/** No cell goes on in more lines. */
const mostLines = 12
/** Lines of a cell stand so far below each other, in sizes of the type. */
const pitch = 1.2
/** The names of a table stand no further behind the begin of a page. */
const mostBefore = 4

/**
 * Rows that the end of a page cuts, as browsers and word processors do: what goes on with their cells below the names, which are
 * printed again, stands where the row began. Without it the names of the columns, or nothing, would have it.
 * @param lines page by page
 */
export function withCellsOverPages(lines: readonly PdfLine[]): readonly PdfLine[] {
  const starts = lines.flatMap(({ page }, at) => (at > 0 && page !== lines[at - 1]?.page ? [at] : []))
  const moved = new Map<number, PdfLine[]>()
  const gone = new Set<number>()
  for (const [index, start] of starts.entries()) {
    const from = starts[index - 1] ?? 0
    const head = headAt(lines, { from, start, end: starts[index + 1] ?? lines.length })
    if (head === null) continue
    for (const { at, behind, line } of endsOfCells(lines, { from, start, head })) {
      gone.add(at)
      moved.set(behind, [...(moved.get(behind) ?? []), line])
    }
  }
  if (gone.size === 0) return lines
  return lines.flatMap((line, at) => [...(gone.has(at) ? [] : [line]), ...(moved.get(at) ?? [])])
}

interface Place {
  /** Where the lines of the page before begin, and those of this page. */
  readonly from: number
  readonly start: number
}

/** The place of the row of names at the top of a page that stands on the page before as well; null when there is none. */
function headAt(lines: readonly PdfLine[], { from, start, end }: Place & { readonly end: number }): number | null {
  for (let at = start; at < Math.min(end, start + mostBefore); at++) {
    const line = lines[at]
    if (line === undefined || line.cells.length < fewestColumns || !isPlain(line)) continue
    return lines.slice(from, start).some((other) => isSame(other, line)) ? at : null
  }
  return null
}

function isSame(other: PdfLine, line: PdfLine): boolean {
  return (
    other.cells.length === line.cells.length &&
    other.cells.every((cell, column) => {
      const own = line.cells[column]
      return own !== undefined && own.text === cell.text && Math.abs(own.left - cell.left) <= line.size * sameEdge
    })
  )
}

interface Moved {
  readonly at: number
  /** The line behind which it stands from now on. */
  readonly behind: number
  readonly line: PdfLine
}

/** Lines of a single cell between the names and the next row, each with where it goes on with the page before. */
function endsOfCells(lines: readonly PdfLine[], { from, start, head }: Place & { readonly head: number }): Moved[] {
  const found: Moved[] = []
  const lowest = new Map<number, PdfLine>()
  for (let at = head + 1; at <= head + mostLines; at++) {
    const line = lines[at]
    if (line === undefined || line.page !== lines[head]?.page) return []
    if (line.cells.length > 1) return beginsRow(line, lines[head]) ? found : []
    const column = line.table === undefined ? columnOf(line, lines[head]?.cells ?? []) : -1
    if (column < 1) return beginsRow(line, lines[head]) ? found : []
    const behind = lastOf(lines, { from, start }, line)
    const above = lowest.get(column) ?? lines[behind]
    // A name of a section, or a cell of a row without a first one, begins as a sentence does.
    if (above === undefined || (!lowest.has(column) && /^\p{Lu}/u.test(line.text))) return []
    const baseline = above.baseline - line.size * pitch
    const own = { ...line, page: above.page, baseline, endBaseline: baseline }
    lowest.set(column, own)
    found.push({ at, behind, line: own })
  }
  return []
}

function columnOf({ left, size }: PdfLine, names: readonly PdfCell[]): number {
  return names.findIndex((name) => Math.abs(name.left - left) <= size * sameEdge)
}

const beginsRow = (line: PdfLine, head: PdfLine | undefined): boolean => columnOf(line, head?.cells ?? []) === 0

/** The lowest line of the page before that begins where a line does, and is one of a cell; -1 when its last row has none. */
function lastOf(lines: readonly PdfLine[], { from, start }: Place, { left, size }: PdfLine): number {
  for (let at = start - 1; at >= Math.max(from, start - mostLines); at--) {
    const line = lines[at]
    if (line === undefined || line.table !== undefined) return -1
    if (line.cells.some((cell) => Math.abs(cell.left - left) <= size * sameEdge)) return at
  }
  return -1
}
