import type { GridCell } from '../../layout/table-grid.ts'

interface Placed {
  readonly cell: GridCell
  readonly row: number
  readonly column: number
}

/**
 * Without the rows in which nothing stands but what spans further ones: where cells are drawn apart, the strip between two rows is such
 * a row, and so is the upper half of a row that was drawn in two. What spans them goes on in the rows that are left.
 */
export function withoutHollowRows(rows: readonly (readonly GridCell[])[]): GridCell[][] {
  const placed = placeCells(rows)
  const says = rows.map(() => false)
  for (const { cell, row } of placed) if (cell.text !== '' && rowsOf(cell) === 1) says[row] = true
  const saidBefore = countBefore(says)
  for (const { cell, row } of placed) {
    // a text that only hollow rows have is said in the first of them
    if (cell.text !== '' && countIn(saidBefore, row, cell) === 0) says[row] = true
  }
  const keptBefore = countBefore(says)
  const kept: Placed[][] = Array.from({ length: keptBefore[rows.length] ?? 0 }, () => [])
  for (const { cell, row, column } of placed) {
    const left = countIn(keptBefore, row, cell)
    if (left > 0) kept[keptBefore[row] ?? 0]?.push({ cell: { ...cell, rows: left }, row, column })
  }
  return kept.map((line) => line.toSorted((a, b) => a.column - b.column).map(({ cell }) => cell))
}

/** How many of them are before each place, and before the end. */
function countBefore(flags: readonly boolean[]): number[] {
  const counts = [0]
  for (const [at, flag] of flags.entries()) counts.push((counts[at] ?? 0) + Number(flag))
  return counts
}

/** Of the rows that a cell spans. */
function countIn(before: readonly number[], row: number, cell: GridCell): number {
  const end = Math.min(row + rowsOf(cell), before.length - 1)
  return (before[end] ?? 0) - (before[row] ?? 0)
}

const rowsOf = ({ rows = 1 }: GridCell): number => Math.max(1, rows)
const columnsOf = ({ columns = 1 }: GridCell): number => Math.max(1, columns)

/** Each cell with its row and column; rows leave out the places that a cell above them takes. */
function placeCells(rows: readonly (readonly GridCell[])[]): Placed[] {
  /** By column, the first row that is free again. */
  const free: number[] = []
  return rows.flatMap((cells, row) => {
    let column = 0
    return cells.map((cell) => {
      while ((free[column] ?? 0) > row) column += 1
      const place = { cell, row, column }
      for (let across = 0; across < columnsOf(cell); across++) free[column + across] = row + rowsOf(cell)
      column += columnsOf(cell)
      return place
    })
  })
}
