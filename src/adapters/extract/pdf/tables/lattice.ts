import type { Rule, Rules } from './rules.ts'

/** The grid that crossing lines draw. */
export interface Lattice {
  /** Edges of its columns from the left, and of its rows from the top. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Whether a line runs between a cell and the one right of it, or below it. */
  readonly hasRight: (row: number, column: number) => boolean
  readonly hasBelow: (row: number, column: number) => boolean
  /** Whether what is drawn below a row stands under words and parts it from nothing. */
  readonly isUnderlined: (row: number) => boolean
  /** How much of an edge of a column is drawn, in points. */
  readonly drawnOf: (edge: number) => number
  /** The same grid without some of the edges of its columns. */
  readonly withoutEdges: (edges: ReadonlySet<number>) => Lattice
}

/** Points within which two lines are one, and within which they meet. */
const tolerance = 2.5
/** More lines are a drawing. */
const mostLines = 1_500
/** A grid of more cells is graph paper. */
const mostCells = 20_000
/** A line that covers less of an edge is another one that only touches it. */
const coveredShare = 0.6

/** The grids of a page with two columns and two rows at least. Lines that are no part of any are left alone. */
export function findLattices({ horizontal, vertical }: Rules): Lattice[] {
  if (horizontal.length + vertical.length > mostLines) return []
  const rows = joined(horizontal)
  const columns = joined(vertical)
  return components(rows, columns).flatMap(({ rows: inRows, columns: inColumns }) => {
    const ys = distinct(inRows.map(({ at }) => at)).toReversed()
    const xs = distinct(inColumns.map(({ at }) => at))
    if (xs.length < 3 || ys.length < 3 || xs.length * ys.length > mostCells) return []
    return [latticeOf(xs, ys, inRows, inColumns)]
  })
}

function latticeOf(
  xs: readonly number[],
  ys: readonly number[],
  rows: readonly Rule[],
  columns: readonly Rule[],
): Lattice {
  return {
    xs,
    ys,
    hasRight: (row, column) => isDrawn(columns, xs[column + 1] ?? 0, ys[row + 1] ?? 0, ys[row] ?? 0),
    hasBelow: (row, column) => isDrawn(rows, ys[row + 1] ?? 0, xs[column] ?? 0, xs[column + 1] ?? 0),
    isUnderlined: (row) =>
      rows.every(({ at, isUnderline }) => isUnderline === true || Math.abs(at - (ys[row + 1] ?? 0)) > tolerance),
    drawnOf: (edge) => covered(columns, edge, ys.at(-1) ?? 0, ys[0] ?? 0),
    withoutEdges: (edges) =>
      latticeOf(
        xs.filter((edge) => !edges.has(edge)),
        ys,
        rows,
        columns,
      ),
  }
}

function isDrawn(rules: readonly Rule[], at: number, from: number, to: number): boolean {
  return covered(rules, at, from, to) >= (to - from) * coveredShare
}

function covered(rules: readonly Rule[], at: number, from: number, to: number): number {
  let sum = 0
  for (const rule of rules) {
    if (Math.abs(rule.at - at) > tolerance) continue
    sum += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from))
  }
  return sum
}

/** Pieces of one line, and lines drawn twice, as one. */
function joined(rules: readonly Rule[]): Rule[] {
  const sorted = rules.toSorted((a, b) => a.at - b.at)
  const found: Rule[] = []
  for (let first = 0; first < sorted.length;) {
    const at = sorted[first]?.at ?? 0
    let last = first
    while ((sorted[last]?.at ?? Infinity) - at <= tolerance) last++
    const level = sorted.slice(first, last).toSorted((a, b) => a.from - b.from)
    let open: { at: number; from: number; to: number; isUnderline: boolean } | null = null
    for (const { from, to, isUnderline = false } of level) {
      if (open !== null && from <= open.to + tolerance) {
        open.to = Math.max(open.to, to)
        open.isUnderline &&= isUnderline
      } else found.push((open = { at, from, to, isUnderline }))
    }
    first = last
  }
  return found
}

interface Component {
  readonly rows: Rule[]
  readonly columns: Rule[]
}

/** Lines that meet each other, directly or by others. */
function components(rows: readonly Rule[], columns: readonly Rule[]): Component[] {
  const parent = Array.from({ length: rows.length + columns.length }, (_, index) => index)
  const find = (index: number): number => {
    let root = index
    while (parent[root] !== root) root = parent[root] ?? root
    parent[index] = root
    return root
  }
  for (const [index, row] of rows.entries()) {
    for (const [other, column] of columns.entries()) {
      if (meet(row, column)) parent[find(rows.length + other)] = find(index)
    }
  }
  const byRoot = new Map<number, Component>()
  const of = (index: number): Component => {
    const root = find(index)
    const known = byRoot.get(root) ?? { rows: [], columns: [] }
    byRoot.set(root, known)
    return known
  }
  for (const [index, row] of rows.entries()) of(index).rows.push(row)
  for (const [index, column] of columns.entries()) of(rows.length + index).columns.push(column)
  return [...byRoot.values()]
}

function meet(row: Rule, column: Rule): boolean {
  return (
    column.at >= row.from - tolerance &&
    column.at <= row.to + tolerance &&
    row.at >= column.from - tolerance &&
    row.at <= column.to + tolerance
  )
}

function distinct(values: readonly number[]): number[] {
  const found: number[] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    if (value - (found.at(-1) ?? -Infinity) > tolerance) found.push(value)
  }
  return found
}
