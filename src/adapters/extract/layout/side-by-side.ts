import type { GridCell, GridRow } from './table-grid.ts'

/** A name of a column, or a year. */
const name = /^(?=.*\p{L}).{1,80}$|^(?:19|20)\d\d$/u
const figure = /\d\d/u
const labelOrNothing = /^\s*$|\p{L}/u
/** A label and a value. */
const narrowest = 2
/** Hours of a day belong together: "Entrada | Salida | Entrada | Salida". */
const hour = /^\d{1,2}[:.h]\d\d\b/u
/** Of a match or a game. */
const points = /^\d{1,3}$/u
const date = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})$/u
const inOrder = new Intl.Collator('es', { numeric: true, sensitivity: 'base' })

/**
 * The tables of which one row of names says that they stand side by side: "Artículo | Precio | Artículo | Precio",
 * "Activo | 2026 | 2025 | Pasivo | 2026 | 2025". The same names alone do not say it, "Equipo | Goles | Equipo | Goles" are
 * those who play each other. Null for one table.
 */
export function tablesSideBySide(rows: readonly GridRow[]): GridRow[][] | null {
  const [head, ...body] = rows
  if (head === undefined || body.length < 2) return null
  const names = head.cells.map(({ text }) => text)
  const width = widthOfPart(names)
  if (width === null || rows.some((row) => !isPlain(row, names.length) || row.page !== head.page)) return null
  const starts = Array.from({ length: names.length / width }, (_, part) => part * width)
  if (!haveLabels(body, names, starts)) return null
  if (!areFigures(names.slice(1, width)) && !areLists(body, starts)) return null
  return starts.map((from) => rows.map((row) => ({ ...row, cells: row.cells.slice(from, from + width) })))
}

/** Tables of other things begin each with labels of their own; figures there belong to the labels before them. */
function haveLabels(body: readonly GridRow[], names: readonly string[], starts: readonly number[]): boolean {
  if (starts.every((start) => names[start] === names[0])) return true
  return body.every(({ cells }) => starts.every((start) => labelOrNothing.test(cells[start]?.text ?? '')))
}

/** Years, which nobody repeats for what belongs together. */
const areFigures = (names: readonly string[]): boolean => names.some((text) => figure.test(text))

/**
 * Whether rows hold what has nothing to do with each other: a list that goes on in the next table, row by row or table by table,
 * or ends in it; or things that are all named once, with more than points.
 */
function areLists(body: readonly GridRow[], starts: readonly number[]): boolean {
  const columns = starts.map((start) => body.map(({ cells }) => textOf(cells[start])))
  const all = columns.flat().filter((text) => text !== '')
  if (all.some((text) => hour.test(text))) return false
  if (columns.at(-1)?.at(-1) === '' || areInOrder(columns.flat())) return true
  if (areInOrder(body.flatMap((_, row) => columns.map((column) => column[row] ?? '')))) return true
  const labels = new Set(starts)
  const values = body.flatMap(({ cells }) => cells.filter((_, column) => !labels.has(column)).map(textOf))
  return new Set(all).size === all.length && !values.every((text) => text === '' || points.test(text))
}

const textOf = (cell: GridCell | undefined): string => cell?.text.trim() ?? ''

function areInOrder(texts: readonly string[]): boolean {
  const said = texts.filter((text) => text !== '').map((text) => text.replace(date, '$3-$2-$1'))
  return said.every((text, at) => at === 0 || inOrder.compare(said[at - 1] ?? '', text) <= 0)
}

function widthOfPart(names: readonly string[]): number | null {
  if (!names.every((text) => name.test(text))) return null
  for (let width = narrowest; width <= names.length / 2; width++) {
    // few widths divide a row, so a row of any length is gone through a few times only
    if (names.length % width === 0 && isPart(names, width)) return width
  }
  return null
}

/** Whether the names of the first columns are different ones that repeat up to the end. */
function isPart(names: readonly string[], width: number): boolean {
  const repeats = names.every(
    (text, column) => column < width || column % width === 0 || text === names[column % width],
  )
  if (!repeats || new Set(names.slice(0, width)).size !== width) return false
  const firsts = new Set(names.filter((_, column) => column % width === 0))
  return firsts.size === 1 || areFigures(names.slice(1, width))
}

/** Merged cells tie its parts together, and rows of a sheet have places of their own. */
function isPlain({ cells, row }: GridRow, width: number): boolean {
  const isSingle = ({ columns = 1, rows = 1, continues }: GridCell): boolean =>
    columns === 1 && rows === 1 && continues !== true
  return row === undefined && cells.length === width && cells.every(isSingle)
}
