import type { GridCell, GridRow } from '../layout/table-grid.ts'
import { ruledColumns } from './ruled-lines.ts'
import type { Column } from './ruled-lines.ts'

/** Rows of a table, and the line behind its last one. */
export interface FoundTable {
  readonly rows: readonly GridRow[]
  /** The first line of it. */
  readonly from: number
  readonly to: number
}

const ruler = /^ {0,3}(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+) *$/
const edge = /^ {0,3}-{5,} *$/
const underlines = /^ *-{2,}(?: +-{2,})* *$/
/** A head has few lines, a table no more than these. */
const mostHeadLines = 8
const mostLines = 2_000

/**
 * The table that a ruler of dashes or equals signs at a line is the first or the second line of, as Pandoc and reStructuredText set
 * them: columns below the strokes; a row is a line, or lines up to an empty one, or lines up to one that begins in the first column.
 * Null where there is none. `oneLine`: also those whose rows are lines below a head, which the tables of programs look like.
 */
export function rulerTable(
  lines: readonly string[],
  at: number,
  { oneLine }: { readonly oneLine: boolean },
): FoundTable | null {
  const line = lines[at] ?? ''
  if (!ruler.test(line)) return null
  const columns = ruledColumns(line)
  if (columns.length < 2) return null
  if (line.includes('=')) return equalsTable(lines, at, columns)
  const head = headAbove(lines, at)
  if (head === null) return headless(lines, at, columns)
  if (head.isEdged) return multiline(lines, at, { columns, head })
  return oneLine ? simple(lines, at, columns) : null
}

interface Head {
  readonly from: number
  /** A stroke over the whole width stands above it. */
  readonly isEdged: boolean
}

/** The lines of names above a ruler; null for a ruler below an empty line. */
function headAbove(lines: readonly string[], at: number): Head | null {
  let from = at
  while (from > 0 && at - from <= mostHeadLines && (lines[from - 1] ?? '').trim() !== '') {
    from--
    if (edge.test(lines[from] ?? '')) return from + 1 === at ? null : { from, isEdged: true }
  }
  return from === at ? null : { from: at - 1, isEdged: false }
}

/** Rows of a line each up to an empty one. */
function simple(lines: readonly string[], at: number, columns: readonly Column[]): FoundTable | null {
  if (ruler.test(lines[at + 1] ?? '')) return null
  const to = endOf(lines, at + 1, (line) => line.trim() === '' || isCut([line], columns))
  if ((lines[to] ?? '').trim() !== '' && to < at + 1 + mostLines) return null
  // a stroke above a sum, or below the last row, is none
  const body = lines.slice(at + 1, to).flatMap((line) => (ruler.test(line) ? [] : [[line]]))
  return tableOf({ head: [lines[at - 1] ?? ''], body, columns }, at - 1, to)
}

/** Rows of some lines each, with an empty line between them, up to a stroke over the whole width. */
function multiline(
  lines: readonly string[],
  at: number,
  { columns, head }: { readonly columns: readonly Column[]; readonly head: Head },
): FoundTable | null {
  const end = endOf(lines, at + 1, (line) => edge.test(line) || ruler.test(line))
  if (end >= lines.length || !edge.test(lines[end] ?? '')) return null
  const body = partsOf(lines.slice(at + 1, end))
  return tableOf({ head: lines.slice(head.from + 1, at), body, columns }, head.from, end + 1)
}

/** The same ruler above and below: a row is a line, or lines up to an empty one where there is one. */
function headless(lines: readonly string[], at: number, columns: readonly Column[]): FoundTable | null {
  const end = endOf(lines, at + 1, (line) => ruler.test(line) || edge.test(line))
  if (!ruler.test(lines[end] ?? '') || ruledColumns(lines[end] ?? '').length !== columns.length) return null
  const inside = lines.slice(at + 1, end)
  const body = inside.some((line) => line.trim() === '') ? partsOf(inside) : inside.map((line) => [line])
  return tableOf({ head: [], body, columns }, at, end + 1)
}

/** As reStructuredText has them: the ruler stands above, below, and, where there are names, below these. */
function equalsTable(lines: readonly string[], at: number, columns: readonly Column[]): FoundTable | null {
  const isAnyRuler = (line: string): boolean => line.includes('=') && ruler.test(line)
  const isRuler = (line: string): boolean => line.trim() === (lines[at] ?? '').trim()
  const second = endOf(lines, at + 1, isAnyRuler)
  if (!isRuler(lines[second] ?? '')) return null
  const goesOn = (lines[second + 1] ?? '').trim() !== ''
  const third = goesOn ? endOf(lines, second + 1, isAnyRuler) : second
  if (!isRuler(lines[third] ?? '')) return null
  const head = goesOn ? lines.slice(at + 1, second) : []
  const body: string[][] = []
  for (const line of lines.slice((goesOn ? second : at) + 1, third)) {
    if (line.trim() === '' || underlines.test(line)) continue
    const [first] = columns
    const isRest = line.slice(first?.from, columns[1]?.from).trim() === ''
    const last = body.at(-1)
    if (isRest && last !== undefined) last.push(line)
    else body.push([line])
  }
  return tableOf({ head, body, columns }, at, third + 1)
}

interface Lines {
  readonly head: readonly string[]
  readonly body: readonly (readonly string[])[]
  readonly columns: readonly Column[]
}

/** Null where words stand across the columns, or no row fills two of them: then it is none. */
function tableOf({ head, body, columns }: Lines, from: number, to: number): FoundTable | null {
  const heads = headRows(head, columns)
  // looked at first: another ruler begins on nearly every line of some files, and each would have all cells made in vain
  if (heads === null || body.length === 0 || body.some((part) => isCut(part, columns))) return null
  const rows = body.map((part) => cellsOf(part, columns))
  if (!rows.some((cells) => cells.filter(({ text }) => text !== '').length > 1)) return null
  return { from, to, rows: [...heads, ...rows.map((cells) => ({ cells }))] }
}

/** Names of one row, or of some: a line of strokes below one says which columns its cells span. */
function headRows(lines: readonly string[], columns: readonly Column[]): readonly GridRow[] | null {
  const rows: GridRow[] = []
  let open: string[] = []
  const flush = (cells: readonly GridCell[] | null): boolean => {
    if (cells !== null && open.length > 0) rows.push({ isHead: true, cells })
    open = []
    return cells !== null
  }
  for (const line of lines) {
    if (!underlines.test(line)) open.push(line)
    else if (open.length === 0 || !flush(spanned(open, line, columns))) return null
  }
  return open.length === 0 || (!isCut(open, columns) && flush(cellsOf(open, columns))) ? rows : null
}

function spanned(lines: readonly string[], strokes: string, columns: readonly Column[]): readonly GridCell[] | null {
  const starts = [...strokes.matchAll(/-+/g)].map(({ index }, place) => (place === 0 ? 0 : index))
  const spans = starts.map((from, place): Column => ({ from, to: starts[place + 1] }))
  if (isCut(lines, spans)) return null
  return cellsOf(lines, spans).map(({ text }, place) => {
    const { from, to = Infinity } = spans[place] ?? { from: 0, to: undefined }
    return { text, columns: columns.filter((column) => column.from >= from && column.from < to).length }
  })
}

/** Whether words stand across the edge of a column. */
const isCut = (lines: readonly string[], columns: readonly Column[]): boolean =>
  lines.some((line) => columns.some(({ from }) => from > 0 && /\S/u.test(line.charAt(from - 1))))

function cellsOf(lines: readonly string[], columns: readonly Column[]): readonly GridCell[] {
  return columns.map(({ from, to }) => {
    const parts = lines.map((line) => line.slice(from, to).trim())
    return { text: parts.filter((part) => part !== '').join(' ') }
  })
}

/** Parts of lines with empty ones between them. */
function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]]
  for (const line of lines) {
    if (line.trim() === '') parts.push([])
    else parts.at(-1)?.push(line)
  }
  return parts.filter((part) => part.length > 0)
}

function endOf(lines: readonly string[], from: number, isEnd: (line: string) => boolean): number {
  const last = Math.min(lines.length, from + mostLines)
  for (let at = from; at < last; at++) if (isEnd(lines[at] ?? '')) return at
  return last
}
