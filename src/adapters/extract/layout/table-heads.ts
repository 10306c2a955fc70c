import type { TableOfRows } from './draft.ts'
import { namesDays } from './day-names.ts'
import { isForm, valueKind } from './form-rows.ts'
import { plainWords } from './plain-words.ts'
import { mostEmptyAtEnd } from './table-grid.ts'
import type { GridRow } from './table-grid.ts'

/** The name of a column is a word or a few. */
const longestName = 80
const longestAbbreviation = 12
/** Rows that name the columns together: "2023" over "Ventas" and "Altas". */
const maxHeadRows = 4

/** A row as it stands in the file, and its texts by column. */
export interface HeadedRow {
  readonly row: GridRow
  readonly line: readonly string[]
}

/**
 * Names of the columns of a table. The rows the file marks give them; without any, the first row does when it looks like
 * names and unlike the rows below it. Empty: none could be told, or it is a form, whose rows say label and value.
 */
export function tableHeads(rows: readonly HeadedRow[]): TableOfRows {
  if (isForm(rows)) return { heads: [] }
  const firstBody = rows.findIndex(({ row }) => row.isHead !== true)
  const marked = firstBody === -1 ? 0 : Math.min(firstBody, maxHeadRows)
  const count = marked > 0 ? marked : guessedHeadRows(rows)
  if (count === 0 || count >= rows.length) return { heads: [] }
  const width = rows.reduce((most, { line }) => Math.max(most, line.length), 0)
  const heads = columnNames(rows.slice(0, count), width)
  // One name over all columns is the title of the table.
  if (new Set(heads.filter((name) => name !== '')).size < 2) return { heads: [] }
  return count > 1 ? { heads, headRows: count } : { heads }
}

/** What stands above the names of a table that is set as a part of it has some lines. */
const mostAbove = 12
const fewestInner = 3

/**
 * Names of columns that stand further down, below lines that fill fewer columns: who sends an invoice and to whom, above its
 * items. `from`: the row of the names. Null when there are none.
 */
export function innerHeads(
  rows: readonly HeadedRow[],
): { readonly heads: readonly string[]; readonly from: number } | null {
  let most = 0
  for (let from = 0; from < Math.min(rows.length - 1, mostAbove + 1); from++) {
    const line = rows[from]?.line ?? []
    const filled = line.filter((text) => text !== '').length
    const below = rows.slice(from)
    if (from > 0 && filled > most && filled >= fewestInner && guessedHeadRows(below) === 1) {
      return { heads: tableHeads(below).heads, from }
    }
    most = Math.max(most, filled)
  }
  return null
}

function guessedHeadRows(rows: readonly HeadedRow[]): number {
  const [first, second] = rows
  if (first === undefined || second === undefined) return 0
  const isOver = first.row.cells.some(({ columns = 1 }) => columns > 1)
  if (isOver) return rowsOverEachOther(rows, first.line, second.line)
  const body = bodyOf(rows, 1)
  if (namesDays(first.line, body, looksLikeName)) return 1
  if (!looksLikeNames(first.line) && !nameNumbers(first.line, body)) return 0
  const names = first.line.filter((name) => name !== '').length
  if (first.line.length === 2) return first.line.some((name, column) => isOverValues(name, body, column)) ? 1 : 0
  if (first.line.some((name, column) => name !== '' && isMostlyNumbers(body, column))) return 1
  // Nothing but words: three names and more over rows of the same width are a head, two may be a label and its value.
  if (!body.every((line) => isAsWide(line, first.line))) return 0
  if (names >= 3 && names === first.line.length) return 1
  // An empty corner over the labels of several rows.
  return first.line[0] === '' && body.length > 1 && body.every((line) => line[0] !== '') ? 1 : 0
}

/** As many of the rows below the names as are looked at. */
function bodyOf(rows: readonly HeadedRow[], headRows: number): readonly (readonly string[])[] {
  return rows.slice(headRows, headRows + 50).map(({ line }) => line)
}

/** Of the same width, or without the empty cells at its end. */
function isAsWide(line: readonly string[], { length }: readonly string[]): boolean {
  return line.length === length || length - line.length > mostEmptyAtEnd
}

/** Names that span columns, and theirs. */
function rowsOverEachOther(rows: readonly HeadedRow[], first: readonly string[], second: readonly string[]): number {
  if (first.some((text) => isNumber(text) && !isYear(text))) return 0
  const deep = deepestOf(rows)
  // A name beside it is as high as the name over several columns and theirs together.
  if (deep > 1 && deep <= maxHeadRows && deep < rows.length && first.every(mayBeName)) return deep
  return rows.length > 2 && (areNames(second) || namesDays(second, bodyOf(rows, 2), looksLikeName)) ? 2 : 0
}

const mayBeName = (text: string): boolean => text === '' || (looksLikeName(text) && !/:\s/u.test(text))

/** How many rows the highest cell of the first one spans. */
function deepestOf(rows: readonly HeadedRow[]): number {
  const counted = rows[0]?.row.cells.reduce((most, { rows: own = 1 }) => Math.max(most, own), 1) ?? 1
  if (counted > 1) return counted
  const end = rows.findIndex(({ row }, index) => index > 0 && !row.cells.some(({ continues }) => continues === true))
  return end === -1 ? rows.length : end
}

/** What names a column of figures of any kind. */
const figures =
  /^(?:valor|valores|cantidad|importe|precio|tarifa|coste?|cuota|total|unidades|peso|medida|descuento|porcentaje|puntos|plazo|fecha|values?|quantity|amount|price|fee|cost|rate|units|weight|size|discount|percentage|points|date|deadline)\b/u

/**
 * Whether one of two columns is named above its values: as a label with its value is what a row may be too, the values are of
 * one kind, or their name is that of figures.
 */
function isOverValues(name: string, body: readonly (readonly string[])[], column: number): boolean {
  if (name === '' || !isMostlyNumbers(body, column)) return false
  if (figures.test(plainWords(name))) return true
  const kinds = new Map<string, number>()
  const values = body.map((line) => line[column] ?? '').filter((value) => value !== '')
  for (const kind of values.map(valueKind)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return Math.max(...kinds.values()) * 2 > values.length
}

/** Two and more short names, all different; a corner may be empty. */
function looksLikeNames(line: readonly string[]): boolean {
  const names = line.filter((name) => name !== '')
  return new Set(names).size === names.length && areNames(line)
}

/** The same names come again too where nothing but numbers stands below: "Male | Female | Male | Female". */
function nameNumbers(line: readonly string[], body: readonly (readonly string[])[]): boolean {
  if (line.length < fewestInner || !areNames(line)) return false
  return line.every((name, column) => {
    if (name === '') return true
    return (/[\p{L}%]/u.test(name) || isYear(name)) && (column === 0 || isMostlyNumbers(body, column))
  })
}

/** Under names that span columns the same ones come again. */
function areNames(line: readonly string[]): boolean {
  const names = line.filter((name) => name !== '')
  if (names.length < 2 || names.length < line.length - 1) return false
  return names.every(looksLikeName) && names.some((name) => /\p{L}{2}/u.test(name))
}

/** "Cód.", "Núm. fact.": short words cut by a full stop. */
const abbreviated = /^(?:\p{L}{1,8}\.?[ºª]?\s?){1,3}\.$/u

function looksLikeName(text: string): boolean {
  if (text.length > longestName || /[;:]$/u.test(text) || text.includes('@')) return false
  if (text.endsWith('.') && !(text.length <= longestAbbreviation && abbreviated.test(text))) return false
  // "2023" and "Trimestre 1" name columns, amounts and dates do not.
  return !/\d/u.test(text) || /^\p{L}/u.test(text) || isYear(text)
}

const isYear = (text: string): boolean => /^(?:19|20)\d\d$/u.test(text)
const isNumber = (text: string): boolean => /^[^\p{L}]*\d[^\p{L}]*$/u.test(text)

function isMostlyNumbers(lines: readonly (readonly string[])[], column: number): boolean {
  const cells = lines.map((line) => line[column] ?? '').filter((cell) => cell !== '')
  const numbers = cells.filter((cell) => /^[^\p{L}]*\d/u.test(cell)).length
  return numbers * 2 > cells.length
}

/** A name that spans columns is part of the name of each of them. */
function columnNames(rows: readonly HeadedRow[], width: number): string[] {
  const names: string[][] = Array.from({ length: width }, () => [])
  for (const { row, line } of rows) {
    const wide = new Set(row.cells.filter(({ columns = 1 }) => columns > 1).map(({ text }) => text))
    let before = ''
    for (const [column, parts] of names.entries()) {
      const own = line[column] ?? ''
      const text = own === '' && wide.has(before) ? before : own
      if (text !== '' && parts.at(-1) !== text) parts.push(text)
      before = text
    }
  }
  return names.map((parts) => shortened(parts.join(' ')))
}

function shortened(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1).trimEnd()}…`
}
