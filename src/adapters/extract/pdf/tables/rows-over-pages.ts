import type { GridCell, GridRow } from '../../layout/table-grid.ts'
import { joinLines } from '../lines/join-lines.ts'
import type { LineGroup } from '../paragraphs.ts'

/** Rows of names that are printed again. */
const mostRows = 4
const number = /^[^\p{L}]*\d[^\p{L}]*$/u

/**
 * Ruled tables with a row that the end of a page cuts, as word processors do: what goes on at the head of the next page, below the
 * names that are printed again, is of the row that began before it. It has an empty first cell, no number, and begins in small letters.
 */
export function withRowsOverPages(groups: readonly LineGroup[]): LineGroup[] {
  const out: LineGroup[] = []
  for (const group of groups) {
    const above = out.at(-1)
    const whole = above === undefined ? null : joined(above, group)
    if (whole === null) out.push(group)
    else out.splice(-1, 1, ...whole)
  }
  return out
}

function joined(above: LineGroup, group: LineGroup): readonly LineGroup[] | null {
  const [upper, lower] = [above.rows ?? [], group.rows ?? []]
  const [last, line] = [above.lines.at(-1), group.lines[0]]
  if (last?.table === undefined || line?.table === undefined || line.page !== last.page + 1) return null
  const at = repeated(upper, lower)
  const [row, rest] = [upper.at(-1), lower[at]]
  if (row === undefined || rest === undefined || upper.length <= at || !goesOn(row, rest)) return null
  const cells = row.cells.map((cell, column) => withMore(cell, rest.cells[column]?.text ?? ''))
  const [whole, others] = [[...upper.slice(0, -1), { ...row, cells }], lower.filter((other) => other !== rest)]
  const first = { ...above, rows: whole }
  return others.length === 0 ? [first] : [first, { ...group, rows: others }]
}

/** How many of the first rows of a table are those of the one before it. */
function repeated(upper: readonly GridRow[], lower: readonly GridRow[]): number {
  let at = 0
  while (at < mostRows && at < lower.length && textOf(upper[at]) === textOf(lower[at])) at++
  return at
}

const textOf = (row: GridRow | undefined): string => row?.cells.map(({ text }) => text).join('|') ?? ''

function goesOn({ cells }: GridRow, rest: GridRow): boolean {
  if (rest.cells.length !== cells.length || rest.cells[0]?.text !== '' || cells[0]?.text === '') return false
  const said = rest.cells.filter(({ text }) => text !== '')
  return said.length > 0 && rest.cells.every(({ text }, column) => text === '' || mayGoOn(cells[column], text))
}

/** What goes on with a cell begins in small letters. */
function mayGoOn(cell: GridCell | undefined, text: string): boolean {
  return cell !== undefined && cell.text !== '' && !number.test(text) && /^\p{Ll}/u.test(text)
}

function withMore(cell: GridCell, more: string): GridCell {
  return more === '' ? cell : { ...cell, text: joinLines([cell.text, more]) }
}
