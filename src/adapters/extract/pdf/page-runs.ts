import { withBandedRows } from './flow/banded-rows.ts'
import { withCellsOverPages } from './flow/cells-over-pages.ts'
import { withCentredCells } from './flow/centred-cells.ts'
import { withDrawnCells } from './flow/drawn-cells.ts'
import { withDrawnPairs } from './flow/drawn-pairs.ts'
import { withLevelColumns } from './flow/level-columns.ts'
import { withLiftedCells } from './flow/lifted-cells.ts'
import { withNearCells } from './flow/near-cells.ts'
import { rightMargins } from './flow/right-margin.ts'
import { withSharedEdges } from './flow/shared-edges.ts'
import { withShortLeaders } from './flow/short-leaders.ts'
import { withStaggeredRows } from './flow/staggered-rows.ts'
import { withStrayCells } from './flow/stray-cells.ts'
import { withTightHeads } from './flow/tight-heads.ts'
import { unweave } from './flow/unweave.ts'
import { withWrappedCells } from './flow/wrapped-cells.ts'
import { withWrappedEntries } from './flow/wrapped-entries.ts'
import { addedText } from './lines/join-pieces.ts'
import type { PdfCell, PdfLine } from './lines/pdf-line.ts'

/** A line in reading order with what its neighbours say about it. */
export interface FlowLine extends PdfLine {
  /** Lines of one run stand under each other in one column; the number changes at every jump. */
  readonly run: number
  /** The right edge that full lines around this one reach, or null when they share none. */
  readonly edge: number | null
  /** Lines that are full end at the edge itself, as in justified text. */
  readonly isSharp?: true
  /** Where the text ends on pages with equal margins, for a line without an edge. */
  readonly margin?: number
}

const window = 30

/** How lines as they were drawn become lines as they are printed; each step takes what those before it left. */
const steps: readonly ((lines: readonly PdfLine[]) => readonly PdfLine[])[] = [
  // Cells that stand in one line are told apart before lines are put together.
  withShortLeaders,
  withSharedEdges,
  // What was drawn far from the rest of its row comes to it, before pieces that happen to follow each other are joined.
  withDrawnPairs,
  withLevelColumns,
  joinRowPieces,
  withDrawnCells,
  withNearCells,
  // What the end of a page cut off belongs to its row before cells that wrap are sought.
  withCellsOverPages,
  // Bands are whole rows; what wraps at the head, at the foot or in the middle of other rows is sought in the lines they leave.
  withBandedRows,
  withStaggeredRows,
  withWrappedCells,
  withLiftedCells,
  withWrappedEntries,
  // A cell that is left over joins a row once it is known what is one.
  withStrayCells,
  withCentredCells,
  // The rows below a head tell its cells.
  withTightHeads,
  // Columns of text that were drawn line by line, last: lines that are rows by now are none.
  unweave,
]

/**
 * Joins pieces of one printed line (superscripts, symbols) and finds the columns and their right edges.
 * @param widths of the pages, in points
 */
export function toFlowLines(lines: readonly PdfLine[], widths: readonly number[] = []): FlowLine[] {
  const whole = steps.reduce((before, step) => step(before), lines)
  let run = 0
  const runs = whole.map((line, index) => {
    const before = whole[index - 1]
    if (before !== undefined && startsRun(before, line)) run++
    return run
  })
  const margins = rightMargins(whole, widths)
  return whole.map((line, index) => {
    const edge = rightEdge(whole, runs, index)
    const margin = edge.edge === null ? margins.get(line.page) : undefined
    return { ...line, run: runs[index] ?? 0, ...edge, ...(margin === undefined ? {} : { margin }) }
  })
}

function startsRun(before: PdfLine, line: PdfLine): boolean {
  if (before.page !== line.page || before.upright !== line.upright) return true
  if (line.baseline > before.endBaseline + before.size * 0.3) return true
  return line.left > before.right || line.right < before.left
}

/** A printed line while its pieces are put together. */
interface RowLine extends PdfLine {
  text: string
  right: number
  endBaseline: number
  size: number
  bold: boolean
  endsCell?: boolean
  readonly cells: PdfCell[]
  drawn?: PdfCell[]
}

function joinRowPieces(lines: readonly PdfLine[]): PdfLine[] {
  const joined: RowLine[] = []
  for (const [index, line] of lines.entries()) {
    const [row, before] = [joined.at(-1), lines[index - 1]]
    if (row !== undefined && before !== undefined && continuesRow(row, line)) {
      addPiece(row, line, addedText(before, line))
    } else joined.push(newRow(line))
  }
  return joined
}

function newRow({ drawn, ...line }: PdfLine): RowLine {
  return { ...line, cells: [...line.cells], ...(drawn === undefined ? {} : { drawn: [...drawn] }) }
}

/** @param added to the text of the row */
function addPiece(row: RowLine, piece: PdfLine, added: string): void {
  const isCell = row.endsCell === true || piece.left - row.right > row.size * 1.1
  const cells =
    piece.cells.length > 1 ? piece.cells : [{ text: isCell ? piece.text : added, left: piece.left, right: piece.right }]
  if (row.drawn !== undefined || piece.drawn !== undefined) {
    row.drawn ??= [...row.cells]
    addCells(row.drawn, piece.drawn ?? cells, isCell)
  }
  addCells(row.cells, cells, isCell)
  if (Math.abs(piece.endBaseline - row.endBaseline) >= row.size || isMark(row, piece))
    row.endBaseline = piece.endBaseline
  if (piece.text.length > row.text.length) row.size = Math.max(piece.size, row.size)
  row.text += added
  row.right = Math.max(row.right, piece.right)
  row.bold &&= piece.bold
  row.endsCell = piece.endsCell === true
}

/** @param added to the last cell as it is, when it is a single one, else with a blank */
function addCells(cells: PdfCell[], added: readonly PdfCell[], isCell: boolean): void {
  const blank = added.length > 1 ? ' ' : ''
  for (const [index, cell] of added.entries()) {
    const last = cells.at(-1)
    if (index > 0 || isCell || last === undefined) cells.push(cell)
    else cells[cells.length - 1] = { text: `${last.text}${blank}${cell.text}`, left: last.left, right: cell.right }
  }
}

function continuesRow(last: PdfLine, line: PdfLine): boolean {
  if (last.page !== line.page || !last.upright || !line.upright) return false
  if (last.table !== undefined || line.table !== undefined || last.alone === true || line.alone === true) return false
  const shift = Math.abs(line.baseline - last.endBaseline)
  const size = Math.max(last.size, line.size)
  return (shift < size * 0.5 || isMark(last, line)) && line.left >= last.right - size * 0.3
}

/** The mark of a note, which may be raised further than half of its small type. */
function isMark(mark: PdfLine, { size, baseline }: PdfLine): boolean {
  const rise = mark.baseline - baseline
  return /^\d{1,3}$/.test(mark.text) && mark.size < size && rise > 0 && rise <= size * 0.65
}

/** Of the lines that come near a sharp edge so many reach it. */
const sharpShare = 0.7
/** An edge that fewer lines reach may be that of notes beside the text, where another one is that of most. */
const fewReach = 0.15
const mostReach = 0.5
/** Text has so many lines of about one length, or is wider; both in sizes of the type. */
const alike = 2
const narrowText = 18

/** Where most lines end. */
function commonRight(rights: readonly number[], size: number): number | null {
  const width = size * 0.3
  const counts = new Map<number, number>()
  for (const right of rights) counts.set(Math.round(right / width), (counts.get(Math.round(right / width)) ?? 0) + 1)
  for (const [place, count] of counts) if (count > rights.length * mostReach) return (place + 0.5) * width
  return null
}

/** Lines that begin about where this one begins, in its size; a real edge is reached by a good part of them. */
function rightEdge(
  lines: readonly PdfLine[],
  runs: readonly number[],
  index: number,
): Pick<FlowLine, 'edge' | 'isSharp'> {
  const line = lines[index]
  if (line === undefined) return { edge: null }
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
  // The longest line of an address ends where it likes.
  const isAlone = rights.filter((right) => right >= edge - line.size * alike).length === 1
  if (isAlone && edge - line.left < line.size * narrowText) return { edge: null }
  if (rights.length <= 3) return { edge }
  const exact = rights.filter((right) => right >= edge - line.size * 0.15).length
  const usual = exact < rights.length * fewReach ? commonRight(rights, line.size) : null
  if (usual !== null && usual < edge) return { edge: usual, isSharp: true }
  const near = rights.filter((right) => right >= edge - line.size * 6).length
  if (exact >= 3)
    return exact >= Math.max(near * sharpShare, rights.length * fewReach) ? { edge, isSharp: true } : { edge }
  return { edge: near >= rights.length * 0.4 ? edge : null }
}
