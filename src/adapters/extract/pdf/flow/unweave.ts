import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'

/** Fewer lines may be anything. */
const fewestLines = 4
/** Running text begins most of its lines in the middle of a sentence, with a small letter; the cells of a table do not. */
const smallStarts = 0.5
const fewestWords = 2.5
/** Edges of one column are not further apart, in sizes of the type. */
const edgeShare = 0.8
/** Lines that stand beside each other are level by so much, in sizes of the type. */
const evenShare = 0.6

/**
 * Lines in which columns of running text stand side by side, because a program drew the page row by row, as lines of one
 * column after the other.
 */
export function unweave(lines: readonly PdfLine[]): PdfLine[] {
  const out: PdfLine[] = []
  for (let at = 0; at < lines.length;) {
    const end = endOfRun(lines, at)
    const run = lines.slice(at, end)
    if (run.length >= fewestLines && isRunningText(run)) out.push(...columnsOf(run))
    else out.push(...run)
    at = end
  }
  return out
}

/** Where lines end that are cut at the same places as the first one; shorter last lines of a column may lack. */
function endOfRun(lines: readonly PdfLine[], from: number): number {
  const first = lines[from]
  let end = from + 1
  if (first === undefined || first.cells.length < 2) return end
  while (end < lines.length) {
    const line = lines[end]
    if (line === undefined || line.page !== first.page || !line.cells.every((cell) => isInColumn(first, cell))) break
    if (line.cells.length === 1 && !line.upright) break
    end++
  }
  return end
}

function columnOf(first: PdfLine, cell: PdfCell): number {
  return first.cells.findIndex(({ left }) => Math.abs(left - cell.left) <= first.size * edgeShare)
}

/** What reaches into the next column is a line of its own below them all. */
function isInColumn(first: PdfLine, cell: PdfCell): boolean {
  const column = columnOf(first, cell)
  return column !== -1 && cell.right <= (first.cells[column + 1]?.left ?? Infinity)
}

function isRunningText(run: readonly PdfLine[]): boolean {
  const [first] = run
  if (first === undefined) return false
  return first.cells.every((_, column) => {
    const texts = run
      .flatMap((line) => line.cells.filter((cell) => columnOf(first, cell) === column))
      .map(({ text }) => text)
    if (texts.length < fewestLines) return false
    const small = texts.slice(1).filter((text) => /^\p{Ll}/u.test(text)).length
    const words = texts.reduce((sum, text) => sum + text.split(' ').length, 0)
    return small >= (texts.length - 1) * smallStarts && words >= texts.length * fewestWords
  })
}

function columnsOf(run: readonly PdfLine[]): PdfLine[] {
  const [first] = run
  if (first === undefined) return []
  return first.cells.flatMap((_, column) => {
    const size = sizeOf(run, first, column)
    const cells = run.flatMap((line) =>
      line.cells
        .filter((cell) => columnOf(first, cell) === column)
        .map((cell): Cell => {
          const isOwn = line.cells[0] === cell
          return {
            isOwn,
            beside: line.size,
            line: { ...line, ...cell, cells: [cell], size: isOwn ? line.size : (size ?? line.size) },
          }
        }),
    )
    return placed(cells)
  })
}

/** A line of a column; the height and the size that it has are its own, or those of what it stood beside. */
interface Cell {
  readonly line: PdfLine
  readonly isOwn: boolean
  /** The size of the line that it stood in. */
  readonly beside: number
}

/** Between lines whose height is their own the others stand evenly, if that is about where they were. */
function placed(cells: readonly Cell[]): PdfLine[] {
  const lines = cells.map(({ line }) => line)
  let above = -1
  for (const [below, { line: low, isOwn }] of cells.entries()) {
    if (!isOwn) continue
    const high = lines[above]
    for (const [step, { line, beside }] of cells.slice(above + 1, below).entries()) {
      if (high === undefined) break
      const baseline = high.baseline - ((high.baseline - low.baseline) * (step + 1)) / (below - above)
      if (Math.abs(baseline - line.baseline) <= beside * evenShare)
        lines[above + 1 + step] = { ...line, baseline, endBaseline: baseline }
    }
    above = below
  }
  return lines
}

/** A line in several columns has the size of its first one: what the others are set in their own lines tell, if they have any. */
function sizeOf(run: readonly PdfLine[], first: PdfLine, column: number): number | null {
  const sizes = run
    .filter(({ cells: [cell, other] }) => cell !== undefined && other === undefined && columnOf(first, cell) === column)
    .map(({ size }) => size)
    .toSorted((a, b) => a - b)
  return sizes[sizes.length >> 1] ?? null
}
