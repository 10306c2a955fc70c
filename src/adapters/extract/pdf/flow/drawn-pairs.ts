import type { PdfLine } from '../lines/pdf-line.ts'
import { isLevel, isPlain } from './rows-of-cells.ts'

/** Fewer labels with values beside them may stand level by chance. */
const fewestPairs = 2
/** Labels below each other are no further apart, and values no further from them; in sizes of the type. */
const [farthestBelow, farthestBeside] = [3.2, 20]
/** The left or the right edges of a column are no further apart, in sizes of the type. */
const sameEdge = 0.35
/** Of labels and values drawn in columns, neither is as long as a line of text. */
const longest = { label: 40, value: 60 } as const
const label = /[\p{L}\d)].{0,40}:$/u
/** No page of print has more; each label is compared with the lines of its page. */
const mostLines = 2_000

interface Pair {
  readonly label: PdfLine
  readonly value: PdfLine
}

/**
 * Labels and values that a program drew in two columns, one behind the other, as on invoices: "Date:" over "Due date:", then what
 * stands beside them. Each label with its value becomes a statement of its own, in the place of the label. All other lines stay as they are.
 */
export function withDrawnPairs(lines: readonly PdfLine[]): readonly PdfLine[] {
  const places = new Map(lines.map((line, index) => [line, index] as const))
  const pairs = [...Map.groupBy(lines, ({ page }) => page).values()].flatMap((page) => pairsOf(page, places))
  if (pairs.length === 0) return lines
  const values = new Set(pairs.map(({ value }) => value))
  const statements = new Map(pairs.map((pair) => [pair.label, statementOf(pair)] as const))
  return lines.flatMap((line) => (values.has(line) ? [] : [statements.get(line) ?? line]))
}

function pairsOf(page: readonly PdfLine[], places: ReadonlyMap<PdfLine, number>): Pair[] {
  if (page.length > mostLines) return []
  const single = page.filter((line) => isPlain(line) && line.cells.length === 1)
  const labels = single.filter(({ text }) => text.length <= longest.label && label.test(text))
  return columnsOf(labels).flatMap((column) => {
    const pairs = column.flatMap((one): Pair[] => {
      const value = besideOf(one, page)
      return value === undefined || !single.includes(value) || !isValue(value) ? [] : [{ label: one, value }]
    })
    // The last label may stand right before its value where the values were drawn from the bottom to the top.
    const near = pairs.filter((pair) => places.get(pair.value) === (places.get(pair.label) ?? 0) + 1)
    return pairs.length >= fewestPairs && near.length <= 1 && isColumn(pairs.map(({ value }) => value)) ? pairs : []
  })
}

const isValue = ({ text }: PdfLine): boolean =>
  text.length <= longest.value && !text.includes(': ') && !text.endsWith(':')

/** Labels below each other, each with the same edge as the one above it. */
function columnsOf(labels: readonly PdfLine[]): PdfLine[][] {
  const columns: PdfLine[][] = []
  for (const line of labels.toSorted((a, b) => b.baseline - a.baseline)) {
    const column = columns.find((one) => {
      const above = one.at(-1)
      return above !== undefined && isBelow(above, line)
    })
    if (column === undefined) columns.push([line])
    else column.push(line)
  }
  return columns.filter(({ length }) => length >= fewestPairs)
}

function isBelow(above: PdfLine, line: PdfLine): boolean {
  const distance = above.baseline - line.baseline
  return distance > line.size * 0.5 && distance <= line.size * farthestBelow && isColumn([above, line])
}

/** The nearest line to the right, whatever it is. */
function besideOf(one: PdfLine, page: readonly PdfLine[]): PdfLine | undefined {
  return page
    .filter((line) => line !== one && isLevel(line, one) && line.left >= one.right - one.size * sameEdge)
    .filter((line) => line.left - one.right <= one.size * farthestBeside)
    .reduce<PdfLine | undefined>(
      (nearest, line) => (nearest === undefined || line.left < nearest.left ? line : nearest),
      undefined,
    )
}

function isColumn(lines: readonly PdfLine[]): boolean {
  const width = Math.min(...lines.map(({ size }) => size)) * sameEdge
  const spread = (places: readonly number[]): number => Math.max(...places) - Math.min(...places)
  return spread(lines.map(({ left }) => left)) <= width || spread(lines.map(({ right }) => right)) <= width
}

function statementOf({ label: one, value }: Pair): PdfLine {
  const text = `${one.text} ${value.text}`
  const right = Math.max(one.right, value.right)
  return { ...one, text, right, bold: one.bold && value.bold, cells: [{ text, left: one.left, right }], alone: true }
}
