import { joinLines } from '../lines/join-lines.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import { withCellsBetween } from './cells-between.ts'
import { beginsAt, isPlain, pitch } from './rows-of-cells.ts'

/** So many lines of a cell stand above the line on which the rest of its row stands. */
const mostAbove = 6
/** A row has so many cells beside the wrapped one. */
const fewestBeside = 2
/** Cells that begin no further apart are of one column, in sizes of the type. */
const columnShare = 0.4
/** Lines are as near to each other as others, in sizes of the type. */
const samePitch = 0.1

/**
 * Rows whose cells stand in the middle or at the foot of the row, read from top to bottom: the first lines of the one cell that
 * wraps stand above the others, its last ones below them. They become one line; all others stay as they are.
 */
export function withCentredCells(drawn: readonly PdfLine[]): readonly PdfLine[] {
  const lines = withCellsBetween(drawn)
  const kept = withOthersLike(lines.flatMap((_, at) => rowAround(lines, at) ?? []))
  if (kept.length === 0) return lines
  const out: PdfLine[] = []
  let at = 0
  for (const row of kept) {
    if (row.from < at) continue
    out.push(...lines.slice(at, row.from), joined(lines, row))
    at = row.to
  }
  return [...out, ...lines.slice(at)]
}

/** Lines from one to before another, of which one is the row and all others are of one cell. */
interface Centred {
  readonly from: number
  readonly row: number
  readonly to: number
  readonly page: number
  readonly size: number
  readonly left: number
}

/** Heads stand above a column too, once: of a table its page has another row whose cell begins at the same place. */
function withOthersLike(rows: readonly Centred[]): readonly Centred[] {
  const alike = new Set<Centred>()
  for (const ofPage of Map.groupBy(rows, ({ page }) => page).values()) {
    const byLeft = ofPage.toSorted((a, b) => a.left - b.left)
    for (const [index, row] of byLeft.entries()) {
      const near = (other: Centred | undefined): boolean =>
        other !== undefined && Math.abs(other.left - row.left) <= row.size * columnShare
      if (near(byLeft[index - 1]) || near(byLeft[index + 1])) alike.add(row)
    }
  }
  return rows.filter((row) => alike.has(row))
}

function rowAround(lines: readonly PdfLine[], row: number): Centred | null {
  const anchor = lines[row]
  const above = lines[row - 1]
  if (anchor === undefined || above === undefined || !isPlain(anchor) || anchor.cells.length < fewestBeside) return null
  const own = anchor.cells.find((cell) => beginsAt(above, cell))
  if (anchor.cells.length - (own === undefined ? 0 : 1) < fewestBeside || (own !== undefined && !isWords(own)))
    return null
  if (!isInGap(anchor, above, own)) return null
  let from = row
  while (from > 0 && row - from <= mostAbove && isOfCell(lines[from - 1], { anchor, above, own, next: lines[from] }))
    from--
  let to = row + 1
  while (to < lines.length && isOfCell(lines[to], { anchor, above, own, before: lines[to - 1] })) to++
  const [over, under] = [row - from, to - row - 1]
  const isUneven = over === 0 || over > mostAbove || (under > 0 && Math.abs(over - under) > 1)
  if (isUneven || goesOnFromRow(lines, from, own)) return null
  return { from, row, to, page: anchor.page, size: anchor.size, left: above.left }
}

/**
 * Whether the lines above a row go on with the cell of the row before it, whose cells stand at its head: they are as near to that one
 * as to each other, and the cell of this row begins anew.
 */
function goesOnFromRow(lines: readonly PdfLine[], from: number, own: PdfCell | undefined): boolean {
  const [before, first, second] = [lines[from - 1], lines[from], lines[from + 1]]
  if (before === undefined || first === undefined || second === undefined) return false
  if (own === undefined || /^\p{Ll}/u.test(own.text)) return false
  if (before.page !== first.page || !isPlain(before) || before.cells.length <= fewestBeside) return false
  if (!before.cells.some((cell) => beginsAt(first, cell) && isWords(cell))) return false
  const [over, inside] = [before.endBaseline - first.baseline, first.endBaseline - second.baseline]
  return over > 0 && over <= inside + first.size * samePitch
}

const isWords = ({ text }: PdfCell): boolean => /\p{L}{2}/u.test(text)

/** Right of the first cell of the row, and left of the one behind it. */
function isInGap({ left, cells }: PdfLine, line: PdfLine, own: PdfCell | undefined): boolean {
  return line.left > left + line.size && cells.every((cell) => cell === own || isBeside(cell, line))
}

const isBeside = (cell: PdfCell, { left, right }: PdfLine): boolean => cell.right < left || cell.left > right

interface Chain {
  readonly anchor: PdfLine
  /** The line above the row, which tells where the cell begins. */
  readonly above: PdfLine
  readonly own: PdfCell | undefined
  readonly next?: PdfLine | undefined
  readonly before?: PdfLine | undefined
}

/** A single text where the cell begins, as far from the line beside it as lines of a paragraph are. */
function isOfCell(line: PdfLine | undefined, { anchor, above, own, next, before }: Chain): boolean {
  if (line === undefined || line.page !== anchor.page || !isPlain(line) || line.cells.length > 1) return false
  if (!beginsAt(line, above) || !isInGap(anchor, line, own) || !isWords({ ...line })) return false
  if (Math.abs(line.size - anchor.size) > anchor.size * 0.15) return false
  const distance = next === undefined ? (before?.endBaseline ?? 0) - line.baseline : line.endBaseline - next.baseline
  return distance > 0 && distance <= line.size * pitch * 0.9
}

function joined(lines: readonly PdfLine[], { from, row, to }: Centred): PdfLine {
  const anchor = lines[row] as PdfLine
  const [over, under] = [lines.slice(from, row), lines.slice(row + 1, to)]
  const first = over[0] as PdfLine
  const own = anchor.cells.find((cell) => beginsAt(first, cell))
  const texts = [
    ...over.map(({ text }) => text),
    ...(own === undefined ? [] : [own.text]),
    ...under.map(({ text }) => text),
  ]
  const parts = [...over, ...under]
  const cell = { text: joinLines(texts), left: first.left, right: Math.max(...parts.map(({ right }) => right)) }
  const cells = [...anchor.cells.filter((one) => one !== own), cell].toSorted((a, b) => a.left - b.left)
  return {
    ...anchor,
    cells,
    text: cells.map(({ text }) => text).join(' '),
    right: Math.max(anchor.right, cell.right),
    baseline: first.baseline,
    endBaseline: (under.at(-1) ?? anchor).endBaseline,
  }
}
