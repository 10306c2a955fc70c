import type { PdfCell } from '../lines/pdf-line.ts'

const fewestColumns = 3
/** Of the cells of a row behind its label, those that are numbers where it is one of values. */
const numberShare = 0.5
const number = /^[^\p{L}]*\d[^\p{L}]*$/u
const word = /\p{L}{2}/u

/**
 * Whether a row at the top of a page names other columns than those of the page before, as those of a workbook that is too wide for one
 * page: words where the rows around it have numbers.
 * @param first row of the table so far
 * @param before the last one of the page before
 * @param below the next row
 */
export function namesOtherColumns(
  row: readonly PdfCell[],
  { first, before, below }: Readonly<Record<'first' | 'before' | 'below', readonly PdfCell[]>>,
): boolean {
  const texts = row.map(({ text }) => text)
  if (texts.length < fewestColumns && texts[0] !== first[0]?.text) return false
  if (texts.length < 2 || !texts.every((text) => word.test(text)) || new Set(texts).size < texts.length) return false
  // The same names once more are those of the same columns.
  if (texts.length === first.length && texts.every((text, column) => text === first[column]?.text)) return false
  return below.length === row.length && isOfNumbers(before) && isOfNumbers(below)
}

function isOfNumbers(cells: readonly PdfCell[]): boolean {
  const values = cells.slice(1)
  const numbers = values.filter(({ text }) => number.test(text)).length
  return numbers > 0 && numbers >= values.length * numberShare
}
