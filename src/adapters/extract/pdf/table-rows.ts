import { loneMarker, plainNumber } from './lines/line-marks.ts'
import type { FlowLine } from './page-runs.ts'

/** "Alcance … 12": a line of a table of contents. */
export const contentsEntry = / … \d{1,4}$/

const quantity = /^\d{1,3}$/u
/** Cells begin at the same place, in sizes of the type. */
const sameEdge = 0.4

/** A row has cells and stands next to another row, or has three cells; "3.1   Title" and list markers are not rows. */
export function isRow(lines: readonly FlowLine[], index: number): boolean {
  const line = lines[index]
  if (line === undefined) return false
  if (contentsEntry.test(line.text)) return true
  if (line.table !== undefined) return false
  if (!hasCells(line)) return [lines[index - 1], lines[index + 1]].some((other) => isLikeRow(line, other))
  if (isStretched(line)) return false
  if (line.cells.length >= 3) return true
  const neighbours = [lines[index - 1], lines[index + 1]]
  return neighbours.some(
    (other) =>
      other !== undefined && other.page === line.page && hasCells(other) && (isFilled(line) || isFilled(other)),
  )
}

/** A quantity and what it is of ("1   Naranjas"), beside a row with the same two cells and values behind them: no item of a list. */
function isLikeRow({ cells, page, size }: FlowLine, other: FlowLine | undefined): boolean {
  if (other === undefined || other.page !== page || cells.length < 2 || other.cells.length <= cells.length) return false
  const isQuantity = [cells[0], other.cells[0]].every((cell) => quantity.test(cell?.text ?? ''))
  const hasValue = other.cells.slice(cells.length).some(({ text }) => plainNumber.test(text))
  const stands = cells.every(({ left }, at) => Math.abs((other.cells[at]?.left ?? Infinity) - left) <= size * sameEdge)
  return isQuantity && hasValue && stands
}

/** Dots that lead to nothing are also where somebody is to write: a row only among rows. */
function isFilled({ cells }: FlowLine): boolean {
  return cells.every(({ text }) => text !== '')
}

/** A last-but-one line of few words, pulled to the right edge: every gap is wide, no cell has two words, and few are numbers. */
function isStretched(line: FlowLine): boolean {
  const reachesEdge = line.edge !== null && Math.abs(line.edge - line.right) < line.size * 0.3
  return (
    reachesEdge &&
    line.cells.every(({ text }) => !text.includes(' ')) &&
    line.cells.some(({ text }) => /^\p{Ll}{2}/u.test(text)) &&
    line.cells.filter(({ text }) => /\p{L}/u.test(text)).length > line.cells.length / 2
  )
}

function hasCells(line: FlowLine): boolean {
  const [first, second] = line.cells
  if (first === undefined || second === undefined) return false
  if (line.cells.length > 2) return true
  return !loneMarker.test(first.text)
}
