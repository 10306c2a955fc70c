import type { CellRange, GridRow } from './grid.ts'
import { isFigure, textAt } from './names-of-columns.ts'
import type { SheetTable } from './tables-of.ts'

/** With more empty columns between them, columns are spread over a sheet rather than tables set beside each other. */
const mostParts = 24
/** Rows that are looked at. */
const mostLooked = 50
/** Rows below the names of the shorter table, where nothing but its end tells it from the one beside it. */
const fewestShort = 3

const sum = /^(?:sub-?)?total(?:es|s)?\b|^(?:suma|sum)\b/i

/** First and last column. */
interface Columns {
  readonly first: number
  readonly last: number
}

/**
 * The rows of each table where two and more stand beside each other with an empty column between them; otherwise those of the
 * table as they are. Columns behind an empty one are a part of the same table unless they have names and labels of their own and
 * either a name comes again or the rows end elsewhere.
 * @param merged the cells of these rows that are one
 */
export function tablesBeside(
  { title, body }: SheetTable,
  merged: readonly CellRange[],
): readonly (readonly GridRow[])[] {
  const parts = filledColumns(body)
  const [first, ...others] = parts
  if (first === undefined || others.length === 0 || parts.length > mostParts) return [[...title, ...body]]
  const tables = [first]
  for (const part of others) {
    const before = tables.at(-1) ?? first
    if (
      !areJoined(before, part, { body, merged }) &&
      isApart(namedRows(within(body, before), before), namedRows(within(body, part), part))
    )
      tables.push(part)
    else tables[tables.length - 1] = { first: before.first, last: part.last }
  }
  // What stands above all of them, or between them, goes before the first.
  return tables.map((_, at) => {
    const from = at === 0 ? 0 : (tables[at]?.first ?? 0)
    return within([...title, ...body], { first: from, last: (tables[at + 1]?.first ?? Infinity) - 1 })
  })
}

/** Runs of columns in which something stands. */
function filledColumns(rows: readonly GridRow[]): Columns[] {
  const used = new Set<number>()
  for (const { cells } of rows) for (const { column } of cells) used.add(column)
  const runs: { first: number; last: number }[] = []
  for (const column of [...used].toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run?.last === column - 1) run.last = column
    else runs.push({ first: column, last: column })
  }
  return runs
}

function within(rows: readonly GridRow[], { first, last }: Columns): readonly GridRow[] {
  return rows.flatMap((row) => {
    const cells = row.cells.filter(({ column }) => column >= first && column <= last)
    return cells.length === 0 ? [] : [{ ...row, cells }]
  })
}

/** A merged cell reaches from one into the other. */
function areJoined(
  left: Columns,
  right: Columns,
  { body, merged }: { readonly body: readonly GridRow[]; readonly merged: readonly CellRange[] },
): boolean {
  const top = body[0]?.number ?? 0
  return merged.some(
    ({ firstRow, firstColumn, lastColumn }) => firstRow >= top && firstColumn <= left.last && lastColumn >= right.first,
  )
}

/** The names, or the first row of a box of labels and values, and what stands below it. */
interface Named {
  /** Of the first column. */
  readonly label: string
  readonly column: number
  readonly names: GridRow
  readonly body: readonly GridRow[]
}

function namedRows(rows: readonly GridRow[], { first }: Columns): Named | null {
  const at = rows.findIndex(({ cells }) => cells.length > 1)
  const names = rows[at]
  const body = rows.slice(at + 1)
  return names === undefined || body.length < 2 ? null : { label: textAt(names, first), column: first, names, body }
}

function isApart(left: Named | null, right: Named | null): boolean {
  if (left === null || right === null) return false
  // "Branch | Orders" and "Branch | Orders".
  if (right.label !== '' && right.label === left.label) return true
  if (!hasLabels(right)) return false
  const ends = Math.abs(endOf(left) - endOf(right))
  // "Earnings | Amount" and "Deductions | Amount", but not "Home | Goals" and "Visitors | Goals" in as many rows.
  if (haveNameInCommon(left, right) && !(ends === 0 && areAlike(left, right))) return true
  if (left.body[0]?.number !== right.body[0]?.number) return ends > 0
  const [short, long] = endOf(left) < endOf(right) ? [left, right] : [right, left]
  return (
    ends > 1 &&
    short.body.length >= fewestShort &&
    hasLabels(left, isText) &&
    hasLabels(right, isWord) &&
    isDense(short, long)
  )
}

function haveNameInCommon(left: Named, right: Named): boolean {
  return right.names.cells.some(({ text }) => left.names.cells.some((name) => name.text === text))
}

/** Of the same rows, with the same names but for the first. */
function areAlike(left: Named, right: Named): boolean {
  const [names, others] = [left, right].map(({ names: { cells } }) =>
    cells
      .slice(1)
      .map(({ text }) => text)
      .join('\n'),
  )
  return names === others && left.body.length === right.body.length && left.names.number === right.names.number
}

/** The last row before those that sum up, which stand below one of two parts of a table, too. */
function endOf({ column, body }: Named): number {
  const sums = body.findIndex((row) => sum.test(textAt(row, column)))
  return (sums > 0 ? body[sums - 1] : body.at(-1))?.number ?? 0
}

const isText = (text: string): boolean => text !== ''
/** Numbers of invoices may be a column that is filled for some rows only. */
const isWord = (text: string): boolean => text !== '' && !/\d/u.test(text)

/** Every row begins with a label of its own, as far as `isLabel` tells. */
function hasLabels(
  { column, body }: Named,
  isLabel = (text: string): boolean => text !== '' && !isFigure(text),
): boolean {
  const labels = body.slice(0, mostLooked).map((row) => textAt(row, column))
  return labels.every(isLabel) && new Set(labels).size === labels.length
}

/** No row of the longer one stands between those of the shorter. */
function isDense(short: Named, long: Named): boolean {
  const numbers = new Set(short.body.map(({ number }) => number))
  return long.body.every(({ number }) => number > endOf(short) || number <= short.names.number || numbers.has(number))
}
