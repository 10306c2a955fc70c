import type { GridRow } from '../../layout/table-grid.ts'
import { joinLines } from '../lines/join-lines.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import type { FlowLine } from '../page-runs.ts'
import type { LineGroup } from '../paragraphs.ts'
import { withBoldHead } from './bold-heads.ts'
import { centredLabels } from './centred-labels.ts'
import type { CentredLabel } from './centred-labels.ts'
import { leadingLabels } from './leading-labels.ts'
import { namesOtherColumns } from './other-columns.ts'
import { isSectionLine } from './section-lines.ts'
import { spanningHeads } from './spanning-heads.ts'
import { withStackedNames } from './stacked-names.ts'

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
  /** It stands over the rows below it, whatever columns they have. */
  readonly isSection?: boolean
}

/** Rows are not further apart than so many sizes of the type. */
const farthest = 6
/** Rows so many times further apart than the others do not belong to one table. */
const apart = 1.5
/** A label of several rows is short. */
const longestLabel = 40
/** Points by which cells that begin at one place do not differ more. */
const sameEdge = 1.5
/** A line that goes on with a cell stands as close below it as lines of a paragraph. */
const wrapPitch = 1.45

/**
 * Groups in which the rows that stand under each other are one table: its columns are known, so that an empty cell stays in
 * its place, and lines that go on with a cell are part of it.
 */
export function gatherTables(groups: readonly LineGroup[]): LineGroup[] {
  const out: LineGroup[] = []
  for (let at = 0; at < groups.length;) {
    const labelled = tableWithLabels(groups, at)
    const end = labelled?.end ?? endOfTable(groups, at, false)
    if (end > at) {
      const run = groups.slice(at, end)
      const whole = labelled?.table ?? tableOf(run)
      const parts = whole === null ? partsOf(run).map((part) => tableOf(part) ?? withoutGrid(part)) : [whole]
      // Rows of which none is part of a table have no columns.
      out.push(...(parts.every((part) => Array.isArray(part)) ? withoutGrid(run) : parts.flat()))
    } else out.push(...groups.slice(at, at + 1))
    at = Math.max(end, at + 1)
  }
  return out
}

/** The table that begins at a group, if labels in the middle of several rows are a part of it, and what is behind it. */
function tableWithLabels(
  groups: readonly LineGroup[],
  at: number,
): { readonly table: LineGroup; readonly end: number } | null {
  const end = endOfTable(groups, at, true)
  const run = groups.slice(at, end)
  const table = run.some((_, index) => labelOfRows(run, index) !== null) ? tableOf(run) : null
  return table === null ? null : { table, end }
}

function tableOf(run: readonly LineGroup[]): LineGroup | null {
  const rows = run.length > 1 ? rowsOf(run) : null
  const lines = run.flatMap((group) => group.lines)
  return rows === null ? null : { kind: 'table', lines, rows: withBoldHead(rows, lines) }
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
    // What goes on with a row is never without it.
    const begins = group.kind === 'row' && (gaps[index] ?? 0) > usual * apart
    if (last === undefined || begins) parts.push([group])
    else last.push(group)
  }
  return parts
}

function gapBetween(before: LineGroup | undefined, group: LineGroup): number {
  const [above, line] = [before?.lines.at(-1), group.lines[0]]
  return above === undefined || line === undefined || above.page !== line.page ? 0 : above.endBaseline - line.baseline
}

/** Behind the last row of the table that begins at a group; the group itself when none begins there. */
function endOfTable(groups: readonly LineGroup[], from: number, withLabels: boolean): number {
  if (groups[from]?.kind !== 'row') return from
  let end = from + 1
  let rows = 1
  for (let at = from + 1; at < groups.length; at++) {
    const group = groups[at]
    const before = groups[at - 1]?.lines.at(-1)
    const line = group?.lines[0]
    if (group === undefined || before === undefined || line === undefined || line.upright !== before.upright) break
    const isApart =
      line.page === before.page
        ? before.endBaseline - line.baseline > line.size * farthest
        : beginsOther(groups, from, at)
    if (isApart) break
    if (group.kind === 'row') {
      rows++
      end = at + 1
    } else if (withLabels && labelOfRows(groups, at) !== null) continue
    else if (group.kind !== 'table' && isPartOfRow(group, groups.slice(from, at))) end = at + 1
    else if (!isSectionLine(groups, at)) break
  }
  return rows >= 2 ? end : from
}

/** Whether the row at the top of a page begins a table of other columns. */
function beginsOther(groups: readonly LineGroup[], from: number, at: number): boolean {
  const cellsOf = (group: LineGroup | undefined): readonly PdfCell[] =>
    group?.kind === 'row' ? (group.lines.at(-1)?.cells ?? []) : []
  const [row, below] = [cellsOf(groups[at]), cellsOf(groups[at + 1])]
  return namesOtherColumns(row, { first: cellsOf(groups[from]), before: cellsOf(groups[at - 1]), below })
}

/**
 * How many rows behind a short line stand higher than it, if it is the label of two rows and more in the middle of them: one where
 * it was drawn before the first of them, else none. Null for every other line.
 */
function labelOfRows(groups: readonly LineGroup[], at: number): 0 | 1 | null {
  const label = groups[at]
  const [line, ...more] = label?.lines ?? []
  if (label?.kind !== 'prose' || line === undefined || more.length > 0 || line.cells.length > 1) return null
  if (line.text.length > longestLabel) return null
  const isBetween = (above: LineGroup | undefined, below: LineGroup | undefined): boolean => {
    const [first, second] = [above?.lines[0], below?.lines[0]]
    if (above?.kind !== 'row' || below?.kind !== 'row' || first === undefined || second === undefined) return false
    const isBeside = [first, second].every(({ page, left }) => page === line.page && left > line.right + line.size)
    return isBeside && first.baseline > line.baseline && second.baseline < line.baseline
  }
  if (isBetween(groups[at + 1], groups[at + 2])) return 1
  return isBetween(groups[at - 1], groups[at + 1]) ? 0 : null
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

function rowsOf(groups: readonly LineGroup[]): readonly GridRow[] | null {
  const lines = groups.filter(({ kind }) => kind === 'row').flatMap((group) => group.lines)
  const columns = columnsOf(lines)
  if (columns.length < 2) return null
  const rows: Row[] = []
  const between: CentredLabel[] = []
  for (const [index, { kind, lines: own }] of groups.entries()) {
    const row = rows.at(-1)
    const higher = labelOfRows(groups, index)
    if (higher !== null) between.push({ text: own[0]?.text ?? '', at: rows.length - 0.5 + higher })
    else if (kind === 'row') rows.push(...own.map((line) => newRow(line)))
    else if (isSection(groups, index)) rows.push(...own.map((line) => ({ ...newRow(line), isSection: true })))
    else if (row !== undefined)
      for (const line of own) addText(row, columns, { text: line.text, left: line.left, right: line.right })
  }
  const placed = placedRows(rows, columns)
  const labelled = rows.some(({ isSection }) => isSection === true)
    ? placed
    : ((between.length === 0 ? ledRows(placed, rows) : null) ?? labelledRows(placed, columns, between))
  return labelled === null
    ? null
    : withStackedNames(
        labelled,
        rows.map(({ last }) => last),
      )
}

/** A line that goes on with a cell stands between two rows as well. */
function isSection(groups: readonly LineGroup[], at: number): boolean {
  const group = groups[at]
  return group !== undefined && isSectionLine(groups, at) && !isPartOfRow(group, groups.slice(0, at))
}

/** Rows that a label stands on the first of say it, each of them; null where there are none. */
function ledRows(placed: readonly GridRow[], rows: readonly Row[]): GridRow[] | null {
  // Where a cell goes on in the next line, nothing tells by the places of rows how far they are apart.
  if (rows.some(({ texts }) => texts.size > 0)) return null
  const spaced = placed.flatMap(({ cells }, at) => {
    const row = rows[at]
    return row === undefined ? [] : [{ texts: textsOf(cells), page: row.page, baseline: row.last.baseline }]
  })
  const labels = leadingLabels(spaced)
  if (labels === null) return null
  return placed.map((row, at) => ({ ...row, cells: [{ text: labels[at] ?? '' }, ...row.cells.slice(1)] }))
}

const textsOf = (cells: GridRow['cells']): readonly string[] => cells.map(({ text }) => text)

/** Rows that a label stands in the middle of say it, each of them. */
function labelledRows(
  rows: readonly GridRow[],
  columns: readonly Column[],
  between: readonly CentredLabel[],
): GridRow[] | null {
  // Names over several columns stand above.
  const body = Math.max(
    0,
    rows.findIndex(({ cells }) => cells.length === columns.length),
  )
  const own = rows.slice(body)
  const labels = own.every(({ cells }) => cells.length === columns.length)
    ? centredLabels(
        own.map(({ cells }) => cells[0]?.text ?? ''),
        between.map(({ text, at }) => ({ text, at: at - body })),
      )
    : null
  if (labels === null) return between.length > 0 ? null : [...rows]
  return rows.map((row, index) =>
    index < body ? row : { ...row, cells: [{ text: labels[index - body] ?? '' }, ...row.cells.slice(1)] },
  )
}

function placedRows(rows: readonly Row[], columns: readonly Column[]): GridRow[] {
  const firstWhole = rows.findIndex(({ cells }) => cells.length === columns.length)
  let before: readonly number[] | null = null
  return rows.map(({ page, cells, texts, last, isSection }, index) => {
    const above = before
    before = null
    if (isSection === true) return { page: page + 1, cells: cells.map(({ text }) => ({ text })) }
    const heads = index < firstWhole && texts.size === 0 ? spanningHeads(cells, columns, last.size) : null
    if (heads !== null) return { page: page + 1, cells: heads }
    // Labels and the values below them are of the same columns, whatever else these overlap.
    const own = beginAlike(rows[index - 1]?.cells, cells) ? above : null
    const placed = own ?? placesOf(cells, columns)
    before = placed
    if (placed === null) return { page: page + 1, cells: unplacedCells(cells, texts, columns) }
    return {
      page: page + 1,
      cells: columns.map((_, column) => ({
        text: joinLines([
          ...cells.filter((_cell, at) => placed[at] === column).map(({ text }) => text),
          ...(texts.get(column) ?? []),
        ]),
      })),
    }
  })
}

/** A row with columns of its own: a line that goes on with one of its cells belongs to the last one that does not stand behind it. */
function unplacedCells(cells: readonly PdfCell[], texts: Row['texts'], columns: readonly Column[]): { text: string }[] {
  const lines = cells.map(({ text }) => [text])
  for (const [column, more] of texts) {
    const own = cells.findLastIndex((cell) => bestColumn(cell, columns) <= column)
    lines[Math.max(0, own)]?.push(...more)
  }
  return lines.map((parts) => ({ text: joinLines(parts) }))
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

/** Whether the cells of two rows below each other begin at the same places. */
function beginAlike(above: readonly PdfCell[] = [], cells: readonly PdfCell[]): boolean {
  return (
    above.length === cells.length && cells.every(({ left }, at) => Math.abs((above[at]?.left ?? 0) - left) <= sameEdge)
  )
}

/** The columns of the cells of a row; null when two of its cells stand in one, so that the columns are not its own. */
function placesOf(cells: readonly PdfCell[], columns: readonly Column[]): readonly number[] | null {
  const places = cells.map((cell, at) => (cells.length === columns.length ? at : bestColumn(cell, columns)))
  return places.every((column, at) => column > (places[at - 1] ?? -1)) ? places : null
}
