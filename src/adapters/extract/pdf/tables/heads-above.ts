import type { GridRow } from '../../layout/table-grid.ts'
import type { LineGroup } from '../paragraphs.ts'

/** Rows of names over each other. */
const mostRows = 4
/** The first row stands no further below the names, in sizes of its type. */
const farthest = 4
const number = /^[^\p{L}]*\d[^\p{L}]*$/u

/**
 * Tables whose names alone stand in a grid, as on a coloured ground, "Características" over "kW" and "Altura", above rows without lines:
 * one table, whose rows the names are those of.
 */
export function withHeadsAbove(groups: readonly LineGroup[]): LineGroup[] {
  const out: LineGroup[] = []
  for (const group of groups) {
    const above = out.at(-1)
    const rows = above === undefined ? null : headed(above, group)
    if (above === undefined || rows === null) out.push(group)
    else out[out.length - 1] = { kind: 'table', lines: [...above.lines, ...group.lines], rows }
  }
  return out
}

function headed(above: LineGroup, group: LineGroup): readonly GridRow[] | null {
  const [names, rows] = [above.rows ?? [], rowsOf(group)]
  const [grid, first] = [above.lines[0], group.lines[0]]
  if (above.kind !== 'table' || rows.length === 0 || grid?.table === undefined || first === undefined) return null
  if (above.lines.length > 1 || first.table !== undefined || first.page !== grid.page) return null
  const gap = grid.endBaseline - first.baseline
  if (gap < 0 || gap > first.size * farthest) return null
  const width = widthOf(names)
  if (names.length < 2 || names.length > mostRows || width < 3 || !names.every(isOfNames)) return null
  // Below the only row of its kind nothing tells whose columns its cells are.
  if (!rows.every(({ cells }) => cells.length === width)) return null
  return [...names.map((row) => ({ ...row, isHead: true })), ...rows]
}

function rowsOf({ kind, rows, lines }: LineGroup): readonly GridRow[] {
  if (kind === 'table') return rows ?? []
  return kind === 'row' ? lines.map(({ page, cells }) => ({ page: page + 1, cells })) : []
}

/** How many columns the first row spans. */
function widthOf(rows: readonly GridRow[]): number {
  return rows[0]?.cells.reduce((sum, { columns = 1 }) => sum + columns, 0) ?? 0
}

function isOfNames({ cells }: GridRow): boolean {
  return cells.every(({ text }) => text === '' || !number.test(text)) && cells.some(({ text }) => text !== '')
}
