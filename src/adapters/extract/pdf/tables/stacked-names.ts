import type { GridRow } from '../../layout/table-grid.ts'
import { joinLines } from '../lines/join-lines.ts'

/** Lines of one name stand no further apart, in sizes of the type. */
const wrapPitch = 1.45
/** No name of print has more lines. */
const mostLines = 6
const fewestColumns = 3
/** Of the cells of a row behind its label, those that are numbers where it is one of values. */
const numberShare = 0.5
const number = /^[^\p{L}]*\d[^\p{L}]*$|^[-–—*.]+$|^n\/?a$/iu
const year = /^(?:19|20)\d\d$/u

/** Where a row stands. */
export interface PlacedRow {
  readonly page: number
  readonly baseline: number
  readonly size: number
}

/**
 * The rows of a table with the names of its columns in one row, where they were set in several lines: "Schools in" over "original
 * sample". Told by lines of words as near to each other as those of a paragraph, over a row of numbers, beside an empty corner.
 * @param places of the rows, one by one
 */
export function withStackedNames(rows: readonly GridRow[], places: readonly PlacedRow[]): readonly GridRow[] {
  const count = rows.findIndex(isOfNumbers)
  const width = rows[count]?.cells.length ?? 0
  if (count < 2 || count > mostLines || width < fewestColumns) return rows
  const names = rows.slice(0, count)
  if (!names.every((row, at) => isOfWords(row, width) && (at === 0 || isRightBelow(places[at - 1], places[at]))))
    return rows
  // A label before its values stands in every line; the name of the labels in one, above them or at the foot.
  if (names.filter(({ cells }) => textAt(cells, 0) !== '').length > 1) return rows
  const cells = Array.from({ length: width }, (_, column) => ({
    text: joinLines(names.map((row) => textAt(row.cells, column)).filter((text) => text !== '')),
  }))
  if (cells.slice(1).some(({ text }) => text === '')) return rows
  return [{ ...names[0], cells, isHead: true }, ...rows.slice(count)]
}

const textAt = (cells: GridRow['cells'], column: number): string => cells[column]?.text ?? ''

function isOfNumbers({ cells }: GridRow): boolean {
  const values = cells.slice(1).filter(({ text }) => text !== '')
  const numbers = values.filter(({ text }) => number.test(text) && !year.test(text)).length
  return numbers >= 2 && numbers >= values.length * numberShare
}

function isOfWords({ cells }: GridRow, width: number): boolean {
  return (
    cells.length === width &&
    cells.every(({ text, columns = 1 }) => columns === 1 && (!number.test(text) || year.test(text)))
  )
}

function isRightBelow(upper: PlacedRow | undefined, lower: PlacedRow | undefined): boolean {
  if (upper === undefined || lower === undefined || upper.page !== lower.page) return false
  const pitch = upper.baseline - lower.baseline
  return pitch > 0 && pitch <= lower.size * wrapPitch
}
