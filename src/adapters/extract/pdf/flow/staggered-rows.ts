import { joinLines } from '../lines/join-lines.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import { isLevel, isPlain, levelShare } from './rows-of-cells.ts'

/** The lines of a cell of two stand so far above and below the others of their row, where no line of one column could; in sizes of the type. */
const farthest = 0.85
/** Both stand as far from it, and have an edge or their middle in common, in sizes of the type. */
const [sameDistance, samePlace] = [0.25, 0.4]
/** What explains a label may be smaller. */
const smallest = 0.7
/** A row has so many cells, the wrapped ones too, and so many of its lines may stand before its own one or behind it. */
const [fewestCells, mostPieces] = [3, 30]
/** Running text is no cell. */
const longestLine = 60

/**
 * Rows whose cells stand in the middle of the row, some of one line and others of two: the lines of these stand half a line above and
 * below the others. They become one line; all others stay as they are.
 */
export function withStaggeredRows(lines: readonly PdfLine[]): readonly PdfLine[] {
  const out: PdfLine[] = []
  let done = 0
  for (let at = 0; at < lines.length; at++) {
    const row = at < done ? null : rowAround(lines, at, done)
    if (row === null) continue
    out.push(...lines.slice(done, row.from), row.line)
    done = row.to
  }
  return done === 0 ? lines : [...out, ...lines.slice(done)]
}

interface StaggeredRow {
  readonly from: number
  readonly to: number
  readonly line: PdfLine
}

/** The row of which a line is the middle one. */
function rowAround(lines: readonly PdfLine[], at: number, done: number): StaggeredRow | null {
  const row = lines[at]
  if (row === undefined || row.cells.length < 2 || !isPlain(row)) return null
  let [from, to] = [at, at + 1]
  while (from > done && at - from < mostPieces && isOfRow(lines[from - 1], row)) from--
  while (to < lines.length && to - at < mostPieces && isOfRow(lines[to], row)) to++
  const parts = lines.slice(from, to)
  const upper = parts.filter((line) => line.baseline > row.baseline + row.size * levelShare)
  const lower = parts.filter((line) => line.baseline < row.baseline - row.size * levelShare)
  const wrapped = wrappedCells(upper, lower, row)
  const around = [...lines.slice(Math.max(0, from - mostPieces), from), ...lines.slice(to, to + mostPieces)]
  if (wrapped === null || wrapped.some((cell) => around.some((line) => goesOnWith(line, cell, row)))) return null
  const cells = [
    ...parts.filter((line) => isLevel(line, row)).flatMap((line) => line.cells),
    ...wrapped.map(({ text, left, right }) => ({ text, left, right })),
  ]
  const inOrder = cells.toSorted((a, b) => a.left - b.left)
  const areApart = inOrder.every(({ left }, index) => left > (inOrder[index - 1]?.right ?? -Infinity))
  if (!areApart || cells.length < fewestCells) return null
  const line = {
    ...row,
    text: inOrder.map(({ text }) => text).join(' '),
    left: inOrder[0]?.left ?? row.left,
    right: inOrder.at(-1)?.right ?? row.right,
    baseline: Math.max(...parts.map(({ baseline }) => baseline)),
    endBaseline: Math.min(...parts.map(({ baseline }) => baseline)),
    bold: parts.every(({ bold }) => bold),
    cells: inOrder,
  }
  return { from, to, line }
}

/** Level with a row, or half a line above or below it. */
function isOfRow(line: PdfLine | undefined, row: PdfLine): boolean {
  if (line === undefined || line.page !== row.page || !isPlain(line)) return false
  const isLike = Math.min(line.size, row.size) >= Math.max(line.size, row.size) * smallest
  return isLike && Math.abs(line.baseline - row.baseline) <= row.size * farthest
}

/** The cells of two lines; null where there is none, or a line is left over. */
function wrappedCells(upper: readonly PdfLine[], lower: readonly PdfLine[], row: PdfLine): Wrapped[] | null {
  const [above, below] = [piecesOf(upper), piecesOf(lower)]
  if (above.length === 0 || above.length !== below.length) return null
  const cells = above.map((first, index) => {
    const second = below[index]
    if (second === undefined || !areOneCell(first, second, row)) return null
    const text = joinLines([first.text, second.text])
    const [left, right] = [Math.min(first.left, second.left), Math.max(first.right, second.right)]
    return { text, left, right, top: first.baseline, bottom: second.baseline }
  })
  return cells.every((cell) => cell !== null) ? cells : null
}

interface Piece extends PdfCell {
  readonly baseline: number
}

interface Wrapped extends PdfCell {
  readonly top: number
  readonly bottom: number
}

/** Whether a line stands above or below a cell as its lines do to each other, as in running text. */
function goesOnWith(line: PdfLine, cell: Wrapped, { page, size }: PdfLine): boolean {
  if (line.page !== page || line.right < cell.left || line.left > cell.right) return false
  const pitch = cell.top - cell.bottom
  const distance = line.baseline > cell.top ? line.endBaseline - cell.top : cell.bottom - line.baseline
  return Math.abs(distance - pitch) <= size * sameDistance
}

/** From the left. */
function piecesOf(lines: readonly PdfLine[]): Piece[] {
  return lines
    .flatMap(({ cells, baseline }) => cells.map((cell) => ({ ...cell, baseline })))
    .toSorted((a, b) => a.left - b.left)
}

function areOneCell(first: Piece, second: Piece, { baseline, size }: PdfLine): boolean {
  const areWords = [first, second].every(({ text }) => text.length <= longestLine && /\p{L}{2}/u.test(text))
  const distances = first.baseline - baseline - (baseline - second.baseline)
  const edges = [(one: PdfCell) => one.left, (one: PdfCell) => one.right, (one: PdfCell) => one.left + one.right]
  const agree = edges.some(
    (edge, index) => Math.abs(edge(first) - edge(second)) <= size * samePlace * (index === 2 ? 2 : 1),
  )
  return areWords && agree && Math.abs(distances) <= size * sameDistance * 2
}
