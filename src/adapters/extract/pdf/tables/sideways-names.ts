import { joinLines } from '../lines/join-lines.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import { isPlain } from '../flow/rows-of-cells.ts'

/** A row below has so many cells, and so many texts stand over cells of it, where they are the names of its columns. */
const [fewestCells, fewestNames] = [3, 2]
/** The row stands no further below its names, and a name stands no further beside its column; in sizes of the type. */
const [farthestBelow, farthestBeside] = [3.5, 1]
/** Names that run across are short, and the row below stands no nearer than this; in sizes of the type. */
const [longestName, leastPitch] = [60, 0.8]
/** Lines of one name stand no further apart, in sizes of the type. */
const wrapPitch = 1.6
/** A line that runs up or down does so by the width of a letter at least, and is as wide as letters are high; in sizes of the type. */
const [leastRun, widest] = [0.4, 2]
/** Names stand over so many of the cells below them: the titles of two axes are none. */
const namedShare = 0.5
/** So many rows below the names tell their columns; the first ones may have empty cells. */
const rowsAsked = 6
/** No page of print has more. */
const mostLines = 500

/** A text that runs up or down the page: one line of it, or several that go on in each other. */
export interface SidewaysText {
  readonly lines: readonly PdfLine[]
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Whether a line runs up or down a page whose other lines run across. Those of a sideways table stand as if the page were turned. */
export function isSideways({ upright, left, right, baseline, endBaseline, size }: PdfLine): boolean {
  return !upright && Math.abs(endBaseline - baseline) > size * leastRun && right - left <= size * widest
}

/** Texts of lines that run up or down: lines are of one text where they stand beside each other, level in part, and of one place. */
export function sidewaysTexts(lines: readonly PdfLine[], placeOf: (line: PdfLine) => number): SidewaysText[] {
  const texts: PdfLine[][] = []
  for (const line of lines.toSorted((a, b) => a.left - b.left)) {
    const own = texts.findLast((others) => {
      const last = others.at(-1)
      return last !== undefined && placeOf(last) === placeOf(line) && goesOn(last, line)
    })
    if (own === undefined) texts.push([line])
    else own.push(line)
  }
  return texts.map((own) => {
    const [first] = own
    const inOrder = first !== undefined && runsUp(first) ? own : own.toReversed()
    return {
      lines: own,
      text: joinLines(inOrder.map(({ text }) => text)),
      left: Math.min(...own.map(({ left }) => left)),
      right: Math.max(...own.map(({ right }) => right)),
      top: Math.max(...own.map(topOf)),
      bottom: Math.min(...own.map(bottomOf)),
    }
  })
}

const runsUp = ({ baseline, endBaseline }: PdfLine): boolean => endBaseline > baseline
const topOf = ({ baseline, endBaseline }: PdfLine): number => Math.max(baseline, endBaseline)
const bottomOf = ({ baseline, endBaseline }: PdfLine): number => Math.min(baseline, endBaseline)

function goesOn(last: PdfLine, line: PdfLine): boolean {
  if (runsUp(last) !== runsUp(line) || Math.abs(last.size - line.size) > line.size * 0.15) return false
  const isNear = line.left - last.left <= line.size * wrapPitch && line.left > last.left
  return isNear && Math.min(topOf(last), topOf(line)) > Math.max(bottomOf(last), bottomOf(line))
}

/**
 * The lines of a page with the names of columns that run up or down over a row of cells as one row of cells, level with the name of
 * the first column where that runs across. All other lines stay as they are.
 */
export function withSidewaysNames(lines: readonly PdfLine[]): readonly PdfLine[] {
  const sideways = lines.filter(isSideways)
  if (sideways.length < fewestNames || sideways.length > mostLines) return lines
  const texts = sidewaysTexts(sideways, () => 0)
  const heads = bandsOf(texts).flatMap((band) => headOver(lines, band) ?? [])
  if (heads.length === 0) return lines
  const used = new Set(heads.flatMap(({ parts }) => parts))
  const headOf = new Map(heads.map(({ before, line }) => [before, line] as const))
  return lines.flatMap((line) => {
    const head = headOf.get(line)
    return [...(head === undefined ? [] : [head]), ...(used.has(line) ? [] : [line])]
  })
}

/** Texts that begin or end at one height, each band from the left. */
function bandsOf(texts: readonly SidewaysText[]): SidewaysText[][] {
  const bands: SidewaysText[][] = []
  for (const text of texts) {
    const band = bands.find(([first]) => first !== undefined && overlap(first, text))
    if (band === undefined) bands.push([text])
    else band.push(text)
  }
  return bands.filter(({ length }) => length >= fewestNames)
}

function overlap(one: SidewaysText, other: SidewaysText): boolean {
  return Math.min(one.top, other.top) > Math.max(one.bottom, other.bottom)
}

interface SidewaysHead {
  /** The row below it. */
  readonly before: PdfLine
  readonly line: PdfLine
  readonly parts: readonly PdfLine[]
}

function headOver(lines: readonly PdfLine[], band: readonly SidewaysText[]): SidewaysHead | null {
  const [bottom, top] = [Math.min(...band.map((one) => one.bottom)), Math.max(...band.map((one) => one.top))]
  const size = band[0]?.lines[0]?.size ?? 0
  const rows = rowsBelow(lines, bottom)
  const [before] = rows
  if (before === undefined || !namesColumns(band, rows, size)) return null
  if (bottom - before.baseline > Math.max(size, before.size) * farthestBelow) return null
  const level = lines.filter((line) => isPlain(line) && line.baseline <= top && line.baseline >= bottom - size / 2)
  const across = level.every((line) => isShortBeside(line, band)) ? level : []
  const names = band.map(({ text, left, right }) => ({ text, left, right }))
  const cells = [...across.flatMap((line) => line.cells), ...names].toSorted((a, b) => a.left - b.left)
  const baseline = Math.max(bottom, before.baseline + before.size * leastPitch)
  const line: PdfLine = {
    text: cells.map(({ text }) => text).join(' '),
    page: before.page,
    left: cells[0]?.left ?? 0,
    right: Math.max(...cells.map(({ right }) => right)),
    baseline,
    endBaseline: baseline,
    size,
    bold: band.every((name) => name.lines.every(({ bold }) => bold)),
    upright: true,
    cells,
  }
  return { before, line, parts: [...band.flatMap((name) => name.lines), ...across] }
}

/** The rows of cells right below a height, from the top. */
function rowsBelow(lines: readonly PdfLine[], height: number): readonly PdfLine[] {
  const below = lines
    .filter((line) => isPlain(line) && line.baseline < height)
    .toSorted((a, b) => b.baseline - a.baseline)
  const [first] = below
  return first === undefined || first.cells.length < 2 ? [] : below.slice(0, rowsAsked)
}

/** Whether each of several texts stands over a column of cells, and most columns have one. */
function namesColumns(band: readonly SidewaysText[], rows: readonly PdfLine[], size: number): boolean {
  const most = Math.max(...rows.map(({ cells }) => cells.length))
  if (most < fewestCells || band.length < Math.max(fewestNames, (most - 1) * namedShare)) return false
  return band.every((name) => rows.some(({ cells }) => cells.some((cell) => isOver(name, cell, size))))
}

/** The name of a column that runs across, beside those that do not. */
function isShortBeside({ left, right, text }: PdfLine, band: readonly SidewaysText[]): boolean {
  return text.length <= longestName && band.every((name) => right <= name.left || left >= name.right)
}

function isOver({ left, right }: SidewaysText, cell: PdfCell, size: number): boolean {
  return left < cell.right + size * farthestBeside && right > cell.left - size * farthestBeside
}
