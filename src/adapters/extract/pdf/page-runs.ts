import type { PdfLine } from './pdf-line.ts'

/** A line in reading order with what its neighbours say about it. */
export interface FlowLine extends PdfLine {
  /** Lines of one run stand under each other in one column; the number changes at every jump. */
  readonly run: number
  /** The right edge that full lines around this one reach, or null when they share none. */
  readonly edge: number | null
}

const window = 30

/** Joins pieces of one printed line (superscripts, symbols) and finds the columns and their right edges. */
export function toFlowLines(lines: readonly PdfLine[]): FlowLine[] {
  const whole = joinRowPieces(lines)
  let run = 0
  const runs = whole.map((line, index) => {
    const before = whole[index - 1]
    if (before !== undefined && startsRun(before, line)) run++
    return run
  })
  return whole.map((line, index) => ({ ...line, run: runs[index] ?? 0, edge: rightEdge(whole, runs, index) }))
}

function startsRun(before: PdfLine, line: PdfLine): boolean {
  if (before.page !== line.page || before.upright !== line.upright) return true
  if (line.baseline > before.endBaseline + before.size * 0.3) return true
  return line.left > before.right || line.right < before.left
}

function joinRowPieces(lines: readonly PdfLine[]): PdfLine[] {
  const joined: PdfLine[] = []
  for (const line of lines) {
    const last = joined.at(-1)
    if (last === undefined || !continuesRow(last, line)) {
      joined.push(line)
      continue
    }
    const gap = line.left - last.right
    const cells = gap > last.size * 1.1 ? [...last.cells, ...line.cells] : joinCells(last.cells, line.cells)
    joined[joined.length - 1] = {
      ...last,
      text: `${last.text} ${line.text}`,
      right: Math.max(last.right, line.right),
      endBaseline: Math.abs(line.endBaseline - last.endBaseline) < last.size ? last.endBaseline : line.endBaseline,
      size: line.text.length > last.text.length ? Math.max(line.size, last.size) : last.size,
      bold: last.bold && line.bold,
      cells,
    }
  }
  return joined
}

function joinCells(left: readonly string[], right: readonly string[]): string[] {
  const [first = '', ...others] = right
  return [...left.slice(0, -1), `${left.at(-1) ?? ''} ${first}`, ...others]
}

function continuesRow(last: PdfLine, line: PdfLine): boolean {
  if (last.page !== line.page || !last.upright || !line.upright) return false
  const shift = Math.abs(line.baseline - last.endBaseline)
  const size = Math.max(last.size, line.size)
  return shift < size * 0.5 && line.left >= last.right - size * 0.3
}

/** Lines that begin about where this one begins, in its size; a real edge is reached by a good part of them. */
function rightEdge(lines: readonly PdfLine[], runs: readonly number[], index: number): number | null {
  const line = lines[index]
  if (line === undefined) return null
  let edge = 0
  const rights: number[] = []
  for (let at = Math.max(0, index - window); at <= Math.min(lines.length - 1, index + window); at++) {
    const other = lines[at]
    if (other === undefined || runs[at] !== runs[index]) continue
    if (Math.abs(other.size - line.size) > line.size * 0.1 || Math.abs(other.left - line.left) > line.size * 3.5)
      continue
    rights.push(other.right)
    edge = Math.max(edge, other.right)
  }
  if (rights.length <= 3) return edge
  const exact = rights.filter((right) => right >= edge - line.size * 0.15).length
  if (exact >= 3) return edge
  const near = rights.filter((right) => right >= edge - line.size * 6).length
  return near >= rights.length * 0.4 ? edge : null
}
