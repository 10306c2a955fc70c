import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'

/** Lines of a cell are no nearer to each other, and no further apart, in sizes of the type. */
const pitches = { least: 0.9, most: 1.6 } as const
/** Rows are so many times further apart than the lines of their cells. */
const apart = 1.2
/** Lines that begin no further apart are of one column, in sizes of the type. */
const sameEdge = 0.4

/** A cell of one line, and between which heights it stands: two where PDFium joined lines at a hyphen. */
export interface BandPiece extends PdfCell {
  readonly top: number
  readonly bottom: number
  readonly size: number
}

/** Lines of a page, from one to before another, above and below which a gap runs through all columns. */
export interface Band {
  readonly from: number
  readonly to: number
  readonly pieces: readonly BandPiece[]
}

/**
 * The bands in which lines of one page stand, from the top, and how far their lines are apart at most; null where no two lines are
 * as near to each other as those of a cell. Bands between whose lines others were drawn are left out.
 */
export function bandsOf(lines: readonly PdfLine[]): { readonly bands: readonly Band[]; readonly gap: number } | null {
  const placed = lines.flatMap((line, at) => piecesOf(line).map((piece) => ({ at, piece })))
  const gap = closestPitch(placed.map(({ piece }) => piece)) * apart
  if (gap === Infinity) return null
  const groups: (typeof placed)[] = []
  let bottom = -Infinity
  for (const one of placed.toSorted((a, b) => b.piece.top - a.piece.top)) {
    const group = groups.at(-1)
    if (group === undefined || bottom - one.piece.top > gap) groups.push([one])
    else group.push(one)
    bottom = groups.at(-1)?.length === 1 ? one.piece.bottom : Math.min(bottom, one.piece.bottom)
  }
  return { bands: groups.flatMap((group) => bandOf(group) ?? []), gap }
}

function piecesOf({ cells, baseline, endBaseline, size }: PdfLine): BandPiece[] {
  const [top, bottom] = [Math.max(baseline, endBaseline), Math.min(baseline, endBaseline)]
  return cells.map(({ text, left, right }) => ({ text, left, right: Math.max(left, right), top, bottom, size }))
}

/** How far the lines of a column are apart that are closest to each other. */
function closestPitch(pieces: readonly BandPiece[]): number {
  const columns: BandPiece[][] = []
  for (const piece of pieces.toSorted((a, b) => a.left - b.left)) {
    const column = columns.at(-1)
    if (column !== undefined && piece.left - (column[0]?.left ?? 0) <= piece.size * sameEdge) column.push(piece)
    else columns.push([piece])
  }
  let closest = Infinity
  for (const column of columns) {
    const downwards = column.toSorted((a, b) => b.top - a.top)
    for (const [index, piece] of downwards.entries()) {
      const distance = (downwards[index - 1]?.bottom ?? Infinity) - piece.top
      const isOfCell = distance >= piece.size * pitches.least && distance <= piece.size * pitches.most
      if (isOfCell) closest = Math.min(closest, distance)
    }
  }
  return closest
}

function bandOf(group: readonly { readonly at: number; readonly piece: BandPiece }[]): Band | null {
  const places = new Set(group.map(({ at }) => at))
  let [from, to] = [Infinity, 0]
  for (const at of places) [from, to] = [Math.min(from, at), Math.max(to, at + 1)]
  return to - from === places.size ? { from, to, pieces: group.map(({ piece }) => piece) } : null
}
