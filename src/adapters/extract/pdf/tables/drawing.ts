import type { Lattice } from './lattice.ts'
import { linesOf } from './split-band.ts'
import type { BandCell, TablePiece } from './split-band.ts'

/** The boxes of a drawing stand where they like: most of the edges they have in common are drawn in none of the others. */
const drawn = { ofBoxes: 0.35, ofTall: 0.8 } as const
/** Tables are filled more than that, but for forms, the cells of which are one row high, and timetables, all of them drawn. */
const filled = { ofBoxes: 0.75, ofTall: 0.43 } as const

/** Few cells of a table are merged over rows; boxes that stand beside others of another height nearly all are. */
const tallShare = 0.5

/** Lines with so many texts that stand further apart than words, in sizes of the type. */
const fewestInFrame = { lines: 3, texts: 3 } as const
const widestBlank = 1.5

/** Whether a grid is made of the boxes of a diagram, a chart or a plan rather than of the cells of a table. */
export function isDrawing(lattice: Lattice, bands: readonly (readonly BandCell[])[]): boolean {
  const cells = bands.flat()
  const said = cells.filter(({ pieces }) => pieces.length > 0)
  const [share, edges] = [said.length / cells.length, shareOfEdges(lattice)]
  if (share < filled.ofBoxes && edges < drawn.ofBoxes) return true
  const tall = said.filter(({ rows = 1 }) => rows > 1).length
  const most = tall >= said.length * tallShare ? filled.ofBoxes : filled.ofTall
  return tall > 0 && share < most && edges < drawn.ofTall
}

/** Whether a cell is a frame around a figure: texts stand beside each other in it, line after line. */
export function framesDrawing({ pieces }: BandCell): boolean {
  if (pieces.length < fewestInFrame.lines * fewestInFrame.texts) return false
  return linesOf(pieces).filter(standsApart).length >= fewestInFrame.lines
}

function standsApart(line: readonly TablePiece[]): boolean {
  const gaps = line.filter(({ left, size }, at) => left - (line[at - 1]?.right ?? Infinity) > size * widestBlank)
  return gaps.length >= fewestInFrame.texts - 1
}

/** How much of the inner edges is drawn: the mean of those between columns and those between rows. */
function shareOfEdges({ xs, ys, hasRight, hasBelow }: Lattice): number {
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  let [right, below] = [0, 0]
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (column < columns - 1 && hasRight(row, column)) right++
      if (row < rows - 1 && hasBelow(row, column)) below++
    }
  }
  return (right / Math.max(1, rows * (columns - 1)) + below / Math.max(1, columns * (rows - 1))) / 2
}
