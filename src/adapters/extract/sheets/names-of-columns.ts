import type { GridRow } from './grid.ts'

const year = /^(?:19|20)\d\d$/u
const figure = /^[^\p{L}]*\d/u
/** "T1", "Trimestre 2", "Plan 2024". */
const numbered = /^\p{L}[^\n]{0,40}$/u
/** Fewer columns are filled alike by labels with their values, too. */
const fewestAlike = 3

/**
 * Whether the first of some rows names the columns of those below it, and is no row like those of the table above it: one in other
 * columns, or words over figures, which do not stand among the values of their column.
 */
export function areNamesOver(rows: readonly GridRow[], above: readonly GridRow[]): boolean {
  const [row, second] = rows
  if (row === undefined || second === undefined) return false
  // Names may stand in two rows: "Norte" over "Altas" and "Bajas".
  const isDouble = isOfWords(row) && isOfWords(second) && second.number === row.number + 1
  const body = rows.slice(isDouble ? 2 : 1)
  const [first] = body
  if (first === undefined || isOfWords(first)) return false
  if (!isOfWords(row)) return areNumberedNames(row, first)
  const heads = above.find(({ cells }) => cells.length > 1)
  if (heads === undefined || !isWithin(row, heads)) return true
  if (row.cells.some(({ column, text }) => textAt(heads, column) === text)) return true
  const names = isDouble ? [...row.cells, ...second.cells] : row.cells
  if (!names.some(({ column }) => isFigure(textAt(first, column)))) return false
  return above.some((one) => isSame(one, row)) || !standsAmongValues(row, [...above, ...body])
}

/** Whether a row has words and figures in the same columns as the rows of a table with names above it. */
export function fillsAsAbove(row: GridRow, above: readonly GridRow[]): boolean {
  const start = above.findIndex(({ cells }) => cells.length > 1)
  const [heads, ...body] = start === -1 ? [] : above.slice(start)
  const rows = body.filter(({ cells }) => cells.length > 1)
  if (heads === undefined || rows.length === 0 || !isOfWords(heads) || isOfWords(row)) return false
  if (row.cells.length < fewestAlike || !isWithin(row, heads)) return false
  return row.cells.every(({ column, text }) => {
    const values = rows.map((one) => textAt(one, column)).filter((value) => value !== '')
    return values.length > 0 && isFigure(text) === values.filter(isFigure).length * 2 > values.length
  })
}

/** Years over figures that are none, and the like of "T1": a row of values may have such words and such figures, too. */
function areNumberedNames({ cells: [corner, ...names] }: GridRow, first: GridRow): boolean {
  if (
    corner === undefined ||
    names.length === 0 ||
    !/^\D+$/u.test(corner.text) ||
    isFigure(textAt(first, corner.column))
  )
    return false
  return names.every(({ column, text }) => {
    const value = textAt(first, column)
    const isName = year.test(text) ? !year.test(value) : numbered.test(text)
    return isName && isFigure(value)
  })
}

function standsAmongValues(row: GridRow, rows: readonly GridRow[]): boolean {
  return row.cells.some(({ column, text }) => rows.some((other) => textAt(other, column) === text))
}

function isSame(one: GridRow, other: GridRow): boolean {
  return (
    one.cells.length === other.cells.length && one.cells.every(({ column, text }) => textAt(other, column) === text)
  )
}

function isOfWords({ cells }: GridRow): boolean {
  return cells.every(({ text }) => !/\d/u.test(text))
}

function isWithin({ cells }: GridRow, heads: GridRow): boolean {
  const columns = new Set(heads.cells.map(({ column }) => column))
  return cells.every(({ column }) => columns.has(column))
}

export const isFigure = (text: string): boolean => figure.test(text)

/** What stands in a column of a row. */
export function textAt({ cells }: GridRow, column: number): string {
  return cells.find((cell) => cell.column === column)?.text ?? ''
}
