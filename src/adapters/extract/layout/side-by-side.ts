import type { GridCell, GridRow } from './table-grid.ts'

/** A name of a column, or a year. */
const name = /^(?=.*\p{L}).{1,80}$|^(?:19|20)\d\d$/u
const figure = /\d\d/u
const labelOrNothing = /^\s*$|\p{L}/u
/** A label and a value. */
const narrowest = 2

/**
 * The tables of which one row of names says that they stand side by side: "Artículo | Precio | Artículo | Precio",
 * "Activo | 2026 | 2025 | Pasivo | 2026 | 2025". Null for one table, also where only the last names are the same and
 * no years: "Local | Goles | Visitante | Goles".
 */
export function tablesSideBySide(rows: readonly GridRow[]): GridRow[][] | null {
  const [head, ...body] = rows
  if (head === undefined || body.length < 2) return null
  const names = head.cells.map(({ text }) => text)
  const width = widthOfPart(names)
  if (
    width === null ||
    !haveLabels(body, names, width) ||
    rows.some((row) => !isPlain(row, names.length) || row.page !== head.page)
  )
    return null
  const parts = Array.from({ length: names.length / width }, (_, part) => part * width)
  return parts.map((from) => rows.map((row) => ({ ...row, cells: row.cells.slice(from, from + width) })))
}

/** Tables of other things begin each with labels of their own; figures there belong to the labels before them. */
function haveLabels(body: readonly GridRow[], names: readonly string[], width: number): boolean {
  const firsts = names.flatMap((text, column) => (column % width === 0 ? [{ text, column }] : []))
  if (firsts.every(({ text }) => text === names[0])) return true
  return body.every(({ cells }) => firsts.every(({ column }) => labelOrNothing.test(cells[column]?.text ?? '')))
}

function widthOfPart(names: readonly string[]): number | null {
  if (!names.every((text) => name.test(text))) return null
  for (let width = narrowest; width <= names.length / 2; width++) {
    const repeats = names.every(
      (text, column) => column < width || column % width === 0 || text === names[column % width],
    )
    const firsts = new Set(names.filter((_, column) => column % width === 0))
    const isWhole = names.length % width === 0 && new Set(names.slice(0, width)).size === width
    if (repeats && isWhole && (firsts.size === 1 || names.slice(1, width).some((text) => figure.test(text))))
      return width
  }
  return null
}

/** Merged cells tie its parts together, and rows of a sheet have places of their own. */
function isPlain({ cells, row }: GridRow, width: number): boolean {
  const isSingle = ({ columns = 1, rows = 1, continues }: GridCell): boolean =>
    columns === 1 && rows === 1 && continues !== true
  return row === undefined && cells.length === width && cells.every(isSingle)
}
