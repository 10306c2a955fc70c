import { byLevel } from '../lines/by-level.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { isLevel, isPlain } from './rows-of-cells.ts'

const amount = /^(?:[-–+(]?[$€£]?\d[\d.,:]*[)%€]?|[-–—])$/u
/** So many amounts below each other are a column, and so many columns beside each other are those of a table. */
const fewestAmounts = 3
const fewestColumns = 2
/** Of the amounts of a column, those that stand level with the column drawn before it. */
const levelShare = 0.7
/** Of the rows of a table, those that have a label; the numbers of an axis have none. */
const labelledShare = 0.5
const longestLabel = 60
/** No page of print has more; each row is compared with the lines of its page. */
const mostLines = 2_000

/**
 * Lines of pages on which a program drew the amounts of a table column after column: where columns stand level, behind labels
 * that were drawn before them, each row is one line. All other lines stay as they are.
 */
export function withDrawnColumns(lines: readonly PdfLine[]): readonly PdfLine[] {
  const tables = [...Map.groupBy(lines, ({ page }) => page).values()].flatMap(tablesOf)
  if (tables.length === 0) return lines
  const rowsAt = new Map(tables.map(({ first, rows }) => [first, rows]))
  const used = new Set(tables.flatMap(({ lines: own }) => own))
  return lines.flatMap((line) => rowsAt.get(line) ?? (used.has(line) ? [] : [line]))
}

interface DrawnTable {
  /** The first amount as it was drawn: its rows stand in its place. */
  readonly first: PdfLine
  readonly rows: readonly PdfLine[]
  /** All that it was made of. */
  readonly lines: readonly PdfLine[]
}

function tablesOf(page: readonly PdfLine[]): DrawnTable[] {
  if (page.length > mostLines) return []
  const labels = page.filter((line) => isPlain(line) && line.cells.length === 1 && isLabel(line))
  return blocksOf(page).flatMap((columns) => {
    const amounts = columns.flat()
    const [first] = amounts
    if (first === undefined || columns.length < fewestColumns) return []
    const rows = levelsOf(amounts).map((cells) => ({ cells, label: labelOf(cells, labels) }))
    const found = rows.map(({ label }) => label).filter((label) => label !== undefined)
    if (found.length < rows.length * labelledShare || new Set(found).size < found.length) return []
    return [{ first, lines: [...amounts, ...found], rows: rows.map(({ cells, label }) => rowOf(label, cells)) }]
  })
}

const isAmount = (line: PdfLine): boolean => isPlain(line) && line.cells.length === 1 && amount.test(line.text)
const isLabel = ({ text }: PdfLine): boolean => text.length <= longestLabel && /\p{L}/u.test(text)

/** Columns of amounts that were drawn one behind the other and stand level, as far as nothing else was drawn between them. */
function blocksOf(page: readonly PdfLine[]): PdfLine[][][] {
  const blocks: PdfLine[][][] = []
  let open: PdfLine[][] = []
  for (const run of runsOf(page)) {
    const last = open.at(-1)
    const column = run.length === 0 ? undefined : open.find((one) => overlap(one, run))
    if (last !== undefined && column !== undefined && open.length >= fewestColumns) column.push(...run)
    else if (last !== undefined && column === undefined && isBeside(last, run)) open.push([...run])
    else blocks.push((open = run.length < fewestAmounts ? [] : [[...run]]))
  }
  return blocks
}

/** Amounts drawn from top to bottom, each over the next one; an empty run where another line was drawn. */
function runsOf(page: readonly PdfLine[]): PdfLine[][] {
  const runs: PdfLine[][] = []
  for (const line of page) {
    const run = runs.at(-1)
    const above = run?.at(-1)
    if (!isAmount(line)) runs.push([])
    else if (run !== undefined && above !== undefined && above.baseline > line.baseline && overlap([above], [line]))
      run.push(line)
    else runs.push([line])
  }
  return runs
}

function isBeside(column: readonly PdfLine[], run: readonly PdfLine[]): boolean {
  if (run.length < fewestAmounts) return false
  return run.filter((line) => column.some((other) => isLevel(line, other))).length >= run.length * levelShare
}

function overlap(one: readonly PdfLine[], other: readonly PdfLine[]): boolean {
  const [left, right] = [Math.min(...one.map((line) => line.left)), Math.max(...one.map((line) => line.right))]
  return other.every((line) => line.left < right && line.right > left)
}

/** Lines that stand level, from the top, each from the left. */
function levelsOf(lines: readonly PdfLine[]): PdfLine[][] {
  return byLevel(lines, isLevel).map((level) => level.toSorted((a, b) => a.left - b.left))
}

/** The nearest one to the left. */
function labelOf([first]: readonly PdfLine[], labels: readonly PdfLine[]): PdfLine | undefined {
  if (first === undefined) return undefined
  return labels
    .filter((label) => label.right <= first.left && isLevel(label, first))
    .reduce<PdfLine | undefined>(
      (nearest, label) => (nearest === undefined || label.right > nearest.right ? label : nearest),
      undefined,
    )
}

function rowOf(label: PdfLine | undefined, amounts: readonly PdfLine[]): PdfLine {
  const lines = label === undefined ? amounts : [label, ...amounts]
  const cells = lines.flatMap((line): PdfLine['cells'] => line.cells)
  const [first = amounts[0]] = lines
  const right = Math.max(...lines.map((line) => line.right))
  return { ...(first as PdfLine), cells, right, text: cells.map(({ text }) => text).join(' ') }
}
