import type { GridRow } from '../../layout/table-grid.ts'
import { joinLines } from '../lines/join-lines.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import type { FlowLine } from '../page-runs.ts'
import type { LineGroup } from '../paragraphs.ts'

/** A column of a table that nothing but alignment draws. */
interface Column {
  left: number
  right: number
}

interface Row {
  readonly page: number
  readonly cells: PdfCell[]
  last: FlowLine
  /** Lines of each of its cells, by column. */
  readonly texts: Map<number, string[]>
}

/** Rows are not further apart than so many sizes of the type. */
const farthest = 6
/** Rows so many times further apart than the others do not belong to one table. */
const apart = 1.5
/** A line that goes on with a cell stands as close below it as lines of a paragraph. */
const wrapPitch = 1.45

/**
 * Groups in which the rows that stand under each other are one table: its columns are known, so that an empty cell stays in
 * its place, and lines that go on with a cell are part of it.
 */
export function gatherTables(groups: readonly LineGroup[]): LineGroup[] {
  const out: LineGroup[] = []
  for (let at = 0; at < groups.length;) {
    const end = endOfTable(groups, at)
    if (end > at) {
      const run = groups.slice(at, end)
      const whole = tableOf(run)
      const parts = whole === null ? partsOf(run).map((part) => tableOf(part) ?? withoutGrid(part)) : [whole]
      // Rows of which none is part of a table have no columns.
      out.push(...(parts.every((part) => Array.isArray(part)) ? withoutGrid(run) : parts.flat()))
    } else out.push(...groups.slice(at, at + 1))
    at = Math.max(end, at + 1)
  }
  return out
}

function tableOf(run: readonly LineGroup[]): LineGroup | null {
  const rows = run.length > 1 ? rowsOf(run) : null
  return rows === null ? null : { kind: 'table', lines: run.flatMap(({ lines }) => lines), rows }
}

function withoutGrid(run: readonly LineGroup[]): LineGroup[] {
  return run.map((group, index) => (index > 0 || run.length === 1 ? group : { ...group, gridless: true as const }))
}

/** Tables that stand under each other are further apart than their rows. */
function partsOf(run: readonly LineGroup[]): LineGroup[][] {
  const gaps = run.map((group, index) => gapBetween(run[index - 1], group))
  const usual = gaps.slice(1).toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 0
  const parts: LineGroup[][] = []
  for (const [index, group] of run.entries()) {
    const last = parts.at(-1)
    if (last === undefined || (gaps[index] ?? 0) > usual * apart) parts.push([group])
    else last.push(group)
  }
  return parts
}

function gapBetween(before: LineGroup | undefined, group: LineGroup): number {
  const [above, line] = [before?.lines.at(-1), group.lines[0]]
  return above === undefined || line === undefined || above.page !== line.page ? 0 : above.endBaseline - line.baseline
}

/** Behind the last row of the table that begins at a group; the group itself when none begins there. */
function endOfTable(groups: readonly LineGroup[], from: number): number {
  if (groups[from]?.kind !== 'row') return from
  let end = from + 1
  let rows = 1
  for (let at = from + 1; at < groups.length; at++) {
    const group = groups[at]
    const before = groups[at - 1]?.lines.at(-1)
    const line = group?.lines[0]
    if (group === undefined || before === undefined || line === undefined) break
    if (line.page === before.page && before.endBaseline - line.baseline > line.size * farthest) break
    if (group.kind === 'row') {
      rows++
      end = at + 1
    } else if (group.kind === 'table' || !isPartOfRow(group, groups.slice(from, at))) break
    else end = at + 1
  }
  return rows >= 2 ? end : from
}

/** A short piece of text right below a cell and inside of its column. */
function isPartOfRow({ lines }: LineGroup, above: readonly LineGroup[]): boolean {
  const row = above.findLast(({ kind }) => kind === 'row')?.lines[0]
  const [first] = lines
  const before = above.at(-1)?.lines.at(-1)
  if (row === undefined || first === undefined || before === undefined || first.page !== row.page) return false
  if (lines.length > 6 || before.endBaseline - first.baseline > first.size * wrapPitch) return false
  if (before.endBaseline - first.baseline < -first.size * 0.5) return false
  const column = row.cells.findIndex((cell) => Math.abs(cell.left - first.left) <= first.size * 0.4)
  if (column === -1 || (column === 0 && !/^\p{Ll}/u.test(first.text))) return false
  const next = row.cells[column + 1]
  return lines.every(
    (line) => Math.abs(line.left - first.left) <= line.size && (next === undefined || line.right < next.left),
  )
}

function rowsOf(groups: readonly LineGroup[]): GridRow[] | null {
  const lines = groups.filter(({ kind }) => kind === 'row').flatMap((group) => group.lines)
  const columns = columnsOf(lines)
  if (columns.length < 2) return null
  const rows: Row[] = []
  for (const { kind, lines: own } of groups) {
    const row = rows.at(-1)
    if (kind === 'row') rows.push(...own.map((line) => newRow(line)))
    else if (row !== undefined)
      for (const line of own) addText(row, columns, { text: line.text, left: line.left, right: line.right })
  }
  return rows.map(({ page, cells, texts }) => {
    const placed = place(cells, columns)
    if (placed === null) return { page: page + 1, cells: cells.map(({ text }) => ({ text })) }
    return {
      page: page + 1,
      cells: columns.map((_, column) => ({
        text: joinLines([...(placed[column] ?? []), ...(texts.get(column) ?? [])]),
      })),
    }
  })
}

function newRow(line: FlowLine): Row {
  return { page: line.page, cells: [...line.cells], last: line, texts: new Map() }
}

function addText(row: Row, columns: readonly Column[], cell: PdfCell): void {
  const column = Math.max(0, bestColumn(cell, columns))
  const list = row.texts.get(column) ?? []
  row.texts.set(column, list)
  list.push(cell.text)
}

/** Columns by the rows that have most cells: what stands over several of them, or lacks, is told by them. */
function columnsOf(lines: readonly PdfLine[]): Column[] {
  const most = lines.reduce((max, { cells }) => Math.max(max, cells.length), 0)
  const full = lines.filter(({ cells }) => cells.length === most)
  const columns: Column[] = Array.from({ length: most }, () => ({ left: Infinity, right: -Infinity }))
  for (const { cells } of full) {
    for (const [index, { left, right }] of cells.entries()) {
      const column = columns[index]
      if (column === undefined) continue
      column.left = Math.min(column.left, left)
      column.right = Math.max(column.right, right)
    }
  }
  const overlap = columns.some((column, index) => (columns[index + 1]?.left ?? Infinity) <= column.right)
  return overlap ? [] : columns
}

function bestColumn(cell: PdfCell, columns: readonly Column[]): number {
  let best = -1
  let distance = Infinity
  for (const [index, { left, right }] of columns.entries()) {
    const shared = Math.min(cell.right, right) - Math.max(cell.left, left)
    const away = shared > 0 ? -shared : -shared
    if (away < distance) [best, distance] = [index, away]
  }
  return best
}

/** The texts of a row by column; null when two of its cells stand in one, so that the columns are not its own. */
function place(cells: readonly PdfCell[], columns: readonly Column[]): string[][] | null {
  const texts: string[][] = columns.map(() => [])
  let before = -1
  for (const cell of cells) {
    const column = cells.length === columns.length ? before + 1 : bestColumn(cell, columns)
    if (column <= before) return null
    before = column
    texts[column]?.push(cell.text)
  }
  return texts
}
