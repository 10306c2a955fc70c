import type { GridRow } from '../../layout/table-grid.ts'
import type { PdfLine } from '../lines/pdf-line.ts'

/** Rows of names over each other. */
const mostRows = 3
const amount = /^[^\p{L}\d]*(?:\d{3,}|\d+[.,]\d+|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?)[^\p{L}\d]*$/u
const year = /^(?:19|20)\d\d\D{0,2}$/u
/** Of the lines below the names so many may be bold, as sums are. */
const boldShare = 0.3

/**
 * Marks the rows at the top of a table that are set in bold, unlike those below: they name its columns.
 * @param lines of the table
 */
export function withBoldHead(rows: readonly GridRow[], lines: readonly PdfLine[]): readonly GridRow[] {
  const down = lines.toSorted((a, b) => b.baseline - a.baseline)
  const first = down.findIndex(({ bold }) => !bold)
  if (first < 1) return rows
  const below = down.slice(first)
  if (below.filter(({ bold }) => bold).length > below.length * boldShare) return rows
  const letters = down.slice(0, first).reduce((sum, { text }) => sum + lettersIn(text), 0)
  const count = namingRows(rows, rowsWith(rows, letters))
  if (count === 0 || count === rows.length) return rows
  if (rows.slice(0, count).some(isOfAmounts)) return rows
  // Only the corner is without a name; what else leaves columns out is a part of the table with names of its own.
  if (count === 1 && rows[0]?.cells.slice(1).some(({ text }) => text.trim() === '') === true) return rows
  return rows.map((row, index) => (index < count ? { ...row, isHead: true } : row))
}

/** Of the rows that may be names those above an amount, where the first one names every column: a sum that is carried over stands below. */
function namingRows(rows: readonly GridRow[], count: number): number {
  if (rows[0]?.cells.some(({ text, columns = 1 }) => columns > 1 || text.trim() === '') === true) return count
  const sum = rows.slice(0, count).findIndex((row, index) => index > 0 && amountsOf(row) > 0)
  return sum === -1 ? count : sum
}

/** Two amounts: sums are set in bold too. Columns are named by years, ages and numbers of one or two digits. */
function isOfAmounts(row: GridRow): boolean {
  return amountsOf(row) >= 2
}

function amountsOf({ cells }: GridRow): number {
  return cells.filter(({ text }) => amount.test(text) && !year.test(text)).length
}

/** How many of the upper rows say just so many letters; 0 when none do, or one of them has a single cell. */
function rowsWith(rows: readonly GridRow[], letters: number): number {
  let sum = 0
  for (const [index, { cells }] of rows.slice(0, mostRows).entries()) {
    if (cells.filter(({ text }) => text.trim() !== '').length < 2) return 0
    for (const { text } of cells) sum += lettersIn(text)
    if (sum === letters) return index + 1
  }
  return 0
}

const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
