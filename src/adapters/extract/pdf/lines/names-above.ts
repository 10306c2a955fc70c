import { cleanPdfText } from '../clean-pdf-text.ts'
import { charBox } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import type { PdfCell, PdfLine } from './pdf-line.ts'
import type { ReadLine } from './read-line.ts'

/** So many cells, and numbers among those behind the first one, make a row of a table. */
const fewest = { cells: 3, numbers: 2 } as const
const numberShare = 0.6
const number = /^[-–−+(*]?[$€£]?\d[\d.,]*[)%€]?$/u
const year = /^(?:19|20)\d\d$/u
/** Names stand no further above the first row, in sizes of the type. */
const farthest = 2.6
/** A name stands no further beside its column than this, and from the next one no nearer than that; a blank takes .25 to .28. */
const [farthestBeside, narrowest] = [1.5, 0.45]
const longest = 300

interface Word {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly right: number
  readonly column: number
}

/**
 * Names of columns stand near to each other where the columns are narrow. A line right above a row of numbers is cut where its words
 * stand over one column and the next, when each column has a name and the gaps between names are the wider ones.
 */
export function withNamesAbove(access: ViewedChars, lines: readonly ReadLine[]): readonly ReadLine[] {
  return lines.map((one, index) => {
    const row = lines[index + 1]?.line
    if (row === undefined || !mayNameColumns(one.line, row)) return one
    const cells = namesOver(access, one, row.cells)
    return cells === null ? one : { ...one, line: { ...one.line, cells } }
  })
}

function mayNameColumns(line: PdfLine, row: PdfLine): boolean {
  const values = row.cells.slice(1)
  if (row.cells.length < fewest.cells || line.cells.length >= row.cells.length || line.text.length > longest)
    return false
  if (!line.upright || !row.upright || line.page !== row.page || line.baseline !== line.endBaseline) return false
  const below = line.baseline - row.baseline
  if (below <= 0 || below > line.size * farthest || /[.:;]$/u.test(line.text)) return false
  const numbers = values.filter(({ text }) => number.test(text)).length
  return numbers >= Math.max(fewest.numbers, values.length * numberShare)
}

function namesOver(access: ViewedChars, { line, source }: ReadLine, columns: readonly PdfCell[]): PdfCell[] | null {
  const { raw, at } = source
  const words: Word[] = []
  for (const { index, 0: word } of raw.matchAll(/\S+/gu)) {
    if (number.test(word) && !year.test(word)) return null
    const [left, right] = [charBox(access, at + index).left, charBox(access, at + index + word.length - 1).right]
    const column = columnAt(columns, { left, right }, line.size * farthestBeside)
    if (column === null || column < (words.at(-1)?.column ?? 0)) return null
    words.push({ from: index, to: index + word.length, left, right, column })
  }
  const named = new Set(words.map(({ column }) => column))
  if (named.size < columns.length - (named.has(0) ? 0 : 1) || !areParted(words, line.size)) return null
  return [...named].map((column) => {
    const own = words.filter((word) => word.column === column)
    const [first, last] = [own[0]?.from ?? 0, own.at(-1)?.to ?? 0]
    return { text: cleanPdfText(raw.slice(first, last)), left: own[0]?.left ?? 0, right: own.at(-1)?.right ?? 0 }
  })
}

/** Text has gaps of one width. */
function areParted(words: readonly Word[], size: number): boolean {
  let [between, inside] = [Infinity, 0]
  for (const [index, word] of words.entries()) {
    const before = words[index - 1]
    if (before === undefined) continue
    const gap = word.left - before.right
    if (before.column === word.column) inside = Math.max(inside, gap)
    else between = Math.min(between, gap)
  }
  return between >= size * narrowest && inside < between
}

/** The column that most of a word stands over, or the nearest one; null where none is near. */
function columnAt(columns: readonly PdfCell[], word: { left: number; right: number }, near: number): number | null {
  let [best, most] = [-1, -near]
  for (const [index, { left, right }] of columns.entries()) {
    const shared = Math.min(word.right, right) - Math.max(word.left, left)
    if (shared > most) [best, most] = [index, shared]
  }
  return best === -1 ? null : best
}
