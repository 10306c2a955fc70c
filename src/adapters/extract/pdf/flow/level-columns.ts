import { byLevel } from '../lines/by-level.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { isLevel, isPlain } from './rows-of-cells.ts'

/** So many lines below each other are a column; fewer where the page has such a table. */
const fewestLines = { alone: 3, more: 2 } as const
/** Of the lines of a column so many stand level with lines of another one. */
const levelShare = 0.8
/** Lines of a column are no further apart, in sizes of the type. */
const farthestBelow = 3
/** Columns of a table are no further apart; names stand nearer to each other than the numbers of their row; in sizes of the type. */
const farthestBeside = { value: 20, name: 8 } as const
/** Of the lines of a column of values, but for its head: amounts, dates, numbers of orders. What is empty says nothing. */
const valueShare = 0.7
const value = /^(?!\d{1,3}[.)] )(?:[€$£] |\p{Lu}{3} )?(?=\S*\d)[\p{L}\d+–−(€$£-]\S*(?: \S{1,4})?$/u
const month = /^\p{L}{3,10}\.? (?:19|20)\d\d$/u
const empty = /^[-–—]$/u
/** "28001 León", "RG14 5AB": the town of an address. */
const town = /^\d{4,5} \p{Lu}\p{Ll}|^\p{Lu}{1,2}\d[\p{Lu}\d]? \d\p{Lu}{2}$/u
/** So many columns of values beside each other are those of one table, whatever else stands beside them. */
const surelyValues = 2
/** Running text has more words in a line, and goes on with a small letter. */
const mostWords = 6
const smallStarts = 0.3
/** Names of columns and labels are shorter than lines of running text. */
const longest = 60
/** No page of print has more; each column is compared with the others. */
const mostLines = 1_000

/** Lines that were drawn below each other, one after the other. */
interface Column {
  readonly lines: readonly PdfLine[]
  readonly left: number
  readonly right: number
  readonly isValues: boolean
}

/**
 * Tables that a program drew column after column, each with its name, and labels whose values were drawn behind them all: each row becomes
 * one line. Only columns of values show that: addresses beside each other stand level too. All other lines stay in their order.
 */
export function withLevelColumns(lines: readonly PdfLine[]): readonly PdfLine[] {
  const tables = [...Map.groupBy(lines, ({ page }) => page).values()].flatMap(tablesOf)
  if (tables.length === 0) return lines
  const rowsAt = new Map(tables.map((table) => [table[0]?.lines[0], rowsOf(table)] as const))
  const used = new Set(tables.flatMap((table) => table.flatMap((column) => column.lines)))
  return lines.flatMap((line) => rowsAt.get(line) ?? (used.has(line) ? [] : [line]))
}

/** Each the columns of one table, as they were drawn. */
function tablesOf(page: readonly PdfLine[]): Column[][] {
  if (page.length > mostLines || tablesWith(page, fewestLines.alone).length === 0) return []
  return tablesWith(page, fewestLines.more)
}

function tablesWith(page: readonly PdfLine[], fewest: number): Column[][] {
  const columns = columnsOf(page, fewest)
  const taken = new Set<Column>()
  return columns.flatMap((first) => {
    if (!first.isValues || taken.has(first)) return []
    const table = columns.filter((other) => !taken.has(other) && (other === first || isBeside(first, other)))
    const own = withoutOthers(table, first)
    const values = own.filter(({ isValues }) => isValues).length
    if (values === own.length || !standApart(own) || (values < surelyValues && !areWhole(own, page))) return []
    for (const column of own) taken.add(column)
    return [own]
  })
}

function columnsOf(page: readonly PdfLine[], fewest: number): Column[] {
  const runs: PdfLine[][] = []
  for (const line of page) {
    const run = runs.at(-1)
    const above = run?.at(-1)
    if (run !== undefined && above !== undefined && isBelow(above, line)) run.push(line)
    else runs.push([line])
  }
  return runs
    .filter((run) => run.length >= fewest && isColumn(run))
    .map((lines) => ({
      lines,
      left: Math.min(...lines.map(({ left }) => left)),
      right: Math.max(...lines.map(({ right }) => right)),
      isValues: areValues(lines),
    }))
}

function isBelow(above: PdfLine, line: PdfLine): boolean {
  const down = above.baseline - line.baseline
  if (down <= line.size * 0.5 || down > line.size * farthestBelow) return false
  return line.left < above.right && line.right > above.left
}

function isColumn(lines: readonly PdfLine[]): boolean {
  const areShort = lines.every((line) => isPlain(line) && line.cells.length === 1 && line.text.length <= longest)
  return areShort && !isRunning(lines)
}

function isRunning(lines: readonly PdfLine[]): boolean {
  const small = lines.filter(({ text }) => /^\p{Ll}/u.test(text)).length
  const words = lines.reduce((sum, { text }) => sum + text.split(' ').length, 0)
  return words > lines.length * mostWords || small > lines.length * smallStarts
}

/** Numbers of lines or items stand beside anything. */
function areCounted(lines: readonly PdfLine[]): boolean {
  const numbers = lines.map(({ text }) => Number(text))
  return numbers.slice(1).every((number, index) => number - 1 === numbers[index])
}

function areValues(lines: readonly PdfLine[]): boolean {
  if (areCounted(lines)) return false
  const filled = lines.map(({ text }) => text).filter((text) => !empty.test(text))
  const count = filled.filter(isValue).length
  return count >= 2 && count >= (filled.length - (isValue(filled[0] ?? '') ? 0 : 1)) * valueShare
}

const isValue = (text: string): boolean => month.test(text) || (value.test(text) && !town.test(text))

/** Columns whose lines stand level, at least those of the shorter one. */
function isBeside(one: Column, other: Column): boolean {
  if (one.left < other.right && other.left < one.right) return false
  const [short, long] = one.lines.length <= other.lines.length ? [one, other] : [other, one]
  const level = short.lines.filter((line) => long.lines.some((beside) => isLevel(line, beside)))
  return level.length >= short.lines.length * levelShare
}

/** What of the columns is near the values, from there to the left and to the right. */
function withoutOthers(columns: readonly Column[], values: Column): Column[] {
  const inOrder = columns.toSorted((a, b) => a.left - b.left)
  const at = inOrder.indexOf(values)
  const isFar = (left: Column, right: Column): boolean => {
    const names = !left.isValues && !right.isValues
    const size = right.lines[0]?.size ?? 0
    return right.left - left.right > size * (names ? farthestBeside.name : farthestBeside.value)
  }
  const first = inOrder.findLastIndex((column, index) => {
    const before = inOrder[index - 1]
    return index <= at && (before === undefined || isFar(before, column))
  })
  const end = inOrder.findIndex((column, index) => index > at && isFar(inOrder[index - 1] ?? column, column))
  const near = new Set(inOrder.slice(first, end === -1 ? inOrder.length : end))
  return columns.filter((column) => near.has(column))
}

function standApart(columns: readonly Column[]): boolean {
  const inOrder = columns.toSorted((a, b) => a.left - b.left)
  return inOrder.every((column, index) => column.right <= (inOrder[index + 1]?.left ?? Infinity))
}

/** Whether nothing else stands in most of their rows, as the cells of a table that was drawn in another way. */
function areWhole(columns: readonly Column[], page: readonly PdfLine[]): boolean {
  const own = new Set(columns.flatMap(({ lines }) => lines))
  const longestColumn = columns.reduce((long, column) => (column.lines.length > long.lines.length ? column : long))
  const [left, right] = [Math.min(...columns.map((one) => one.left)), Math.max(...columns.map((one) => one.right))]
  const others = page.filter((line) => !own.has(line) && line.left < right + line.size * farthestBeside.name)
  const near = others.filter((line) => line.right > left - line.size * farthestBeside.name)
  const shared = longestColumn.lines.filter((line) => near.some((other) => isLevel(line, other)))
  return shared.length <= longestColumn.lines.length / 2
}

function rowsOf(columns: readonly Column[]): PdfLine[] {
  const rows = byLevel(
    columns.flatMap(({ lines }) => lines),
    isLevel,
  )
  return rows.map((row) => {
    const inOrder = row.toSorted((a, b) => a.left - b.left)
    const [first] = inOrder
    const cells = inOrder.flatMap((line): PdfLine['cells'] => line.cells)
    const bold = inOrder.every((line) => line.bold)
    const text = cells.map((cell) => cell.text).join(' ')
    return { ...(first as PdfLine), cells, text, bold, right: Math.max(...inOrder.map(({ right }) => right)) }
  })
}
