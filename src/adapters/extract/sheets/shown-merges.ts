import { cellKey } from './calculate.ts'
import { maxColumns } from './grid.ts'
import type { CellRange, Grid, GridCell, GridRow } from './grid.ts'

/** More cells than a sheet merges, and longer texts than titles and labels are. */
const mostTexts = 20_000
const longestText = 2_000

/** What stands in hidden cells: where they are merged with others, those show it. */
export interface HiddenTexts {
  /** @param row from 1 */
  add(row: number, column: number, text: string): void
  at(row: number, column: number): string | undefined
}

export function createHiddenTexts(): HiddenTexts {
  const texts = new Map<number, string>()
  return {
    add(row, column, text) {
      if (texts.size < mostTexts && text.length <= longestText) texts.set(cellKey(row, column), text)
    },
    at: (row, column) => texts.get(cellKey(row, column)),
  }
}

interface Hidden {
  readonly rows: ReadonlySet<number>
  /** 1 for each column that is hidden. */
  readonly columns: Uint8Array
  readonly texts: HiddenTexts
}

/** A sheet whose merged cells begin where they are first seen, and say there what they say. @param spend is told the letters of it */
export function withShownMerges(grid: Grid, hidden: Hidden, spend: (chars: number) => void): Grid {
  const nextRow = nextShown([...hidden.rows].toSorted((a, b) => b - a))
  const nextColumn = nextShown(columnsOf(hidden.columns))
  const said = new Map<number, GridCell[]>()
  const merged = grid.merged.flatMap((range): CellRange[] => {
    const firstRow = nextRow(range.firstRow)
    const firstColumn = nextColumn(range.firstColumn)
    if (firstRow === range.firstRow && firstColumn === range.firstColumn) return [range]
    if (firstRow > range.lastRow || firstColumn > range.lastColumn) return []
    const text = hidden.texts.at(range.firstRow, range.firstColumn)
    if (text !== undefined) {
      spend(text.length)
      const cells = said.get(firstRow) ?? []
      said.set(firstRow, cells)
      cells.push({ column: firstColumn, text })
    }
    return [{ ...range, firstRow, firstColumn }]
  })
  return { ...grid, merged, rows: said.size === 0 ? grid.rows : withCells(grid.rows, said) }
}

/** The first number from one on that is not among some, which come from the last to the first. */
function nextShown(hidden: readonly number[]): (from: number) => number {
  const next = new Map<number, number>()
  for (const one of hidden) next.set(one, next.get(one + 1) ?? one + 1)
  return (from) => next.get(from) ?? from
}

function columnsOf(hidden: Uint8Array): readonly number[] {
  const columns: number[] = []
  for (let column = maxColumns - 1; column >= 0; column--) if (hidden[column] === 1) columns.push(column)
  return columns
}

function withCells(rows: readonly GridRow[], said: ReadonlyMap<number, readonly GridCell[]>): readonly GridRow[] {
  const left = new Map(said)
  const filled = rows.map((row) => {
    const more = left.get(row.number)
    left.delete(row.number)
    return more === undefined ? row : { ...row, cells: together(row.cells, more) }
  })
  const own = [...left].map(([number, cells]) => ({ number, cells: together([], cells) }))
  return own.length === 0 ? filled : [...filled, ...own].toSorted((a, b) => a.number - b.number)
}

function together(cells: readonly GridCell[], more: readonly GridCell[]): GridCell[] {
  const all = new Map([...more, ...cells].map((cell) => [cell.column, cell]))
  return [...all.values()].toSorted((a, b) => a.column - b.column)
}
