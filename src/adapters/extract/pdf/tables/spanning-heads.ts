import type { GridCell } from '../../layout/table-grid.ts'
import type { PdfCell } from '../lines/pdf-line.ts'

/** Where the texts of a column begin and end. */
export interface TextColumn {
  readonly left: number
  readonly right: number
}

/** In sizes of the type: what begins, ends or is centred with a column is its own name; what is centred over several is theirs. */
const share = { edge: 0.4, middle: 0.6, over: 0.8 } as const
/** A name is hardly over more columns. */
const mostColumns = 12

/**
 * The cells of a row above the first whole one where some of them stand in the middle over several columns: "2023" over
 * "Altas" and "Bajas". Null where none does.
 */
export function spanningHeads(
  cells: readonly PdfCell[],
  columns: readonly TextColumn[],
  size: number,
): readonly GridCell[] | null {
  const row: GridCell[] = []
  let [next, isSpanned] = [0, false]
  for (const cell of cells) {
    const place = placeOf(cell, columns, { from: next, size })
    if (place === null) return null
    for (; next < place.first; next++) row.push({ text: '' })
    row.push(place.count === 1 ? { text: cell.text } : { text: cell.text, columns: place.count })
    next += place.count
    isSpanned ||= place.count > 1
  }
  for (; next < columns.length; next++) row.push({ text: '' })
  return isSpanned ? row : null
}

function placeOf(
  cell: PdfCell,
  columns: readonly TextColumn[],
  { from, size }: { readonly from: number; readonly size: number },
): { readonly first: number; readonly count: number } | null {
  const middle = (cell.left + cell.right) / 2
  let best: { first: number; count: number } | null = null
  let least: number = size * share.over
  for (let first = from; first < columns.length; first++) {
    const begin = columns[first]
    if (begin === undefined || begin.left > cell.right) break
    for (let count = 1; count <= Math.min(mostColumns, columns.length - first); count++) {
      const end = columns[first + count - 1] ?? begin
      const away = Math.abs(middle - (begin.left + end.right) / 2)
      if (count === 1 && standsWith(cell, begin, away, size)) return { first, count }
      const isInside = cell.left >= begin.left - size && cell.right <= end.right + size
      if (count > 1 && isInside && away < least) [best, least] = [{ first, count }, away]
    }
  }
  return best
}

function standsWith(cell: PdfCell, column: TextColumn, away: number, size: number): boolean {
  const edge = size * share.edge
  return (
    away <= size * share.middle ||
    Math.abs(cell.left - column.left) <= edge ||
    Math.abs(cell.right - column.right) <= edge
  )
}
