import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'

/** Fewer lines may be anything. */
const fewestLines = 4
/** Running text begins most of its lines in the middle of a sentence, with a small letter; the cells of a table do not. */
const smallStarts = 0.5
const fewestWords = 2.5
/** Edges of one column are not further apart, in sizes of the type. */
const edgeShare = 0.8

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
    if (line === undefined || line.page !== first.page || !line.cells.every((cell) => columnOf(first, cell) !== -1))
      break
    if (line.cells.length === 1 && !line.upright) break
    end++
  }
  return end
}

function columnOf(first: PdfLine, cell: PdfCell): number {
  return first.cells.findIndex(({ left }) => Math.abs(left - cell.left) <= first.size * edgeShare)
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
  return first.cells.flatMap((_, column) =>
    run.flatMap((line) =>
      line.cells
        .filter((cell) => columnOf(first, cell) === column)
        .map((cell): PdfLine => ({ ...line, ...cell, cells: [cell] })),
    ),
  )
}
