import { plainNumber } from '../lines/line-marks.ts'
import type { PdfCell, PdfLine } from '../lines/pdf-line.ts'
import { ownTables } from './own-tables.ts'

/** A line of so many cells is a row, and what stands level with it is a part of it. */
const fewestCells = 3
/** Numbers between two cells are a part of their row too: columns of text have none between them. */
const fewestBesideNumber = 2
/** Cells that were drawn apart have no more letters. */
const mostLetters = { between: 40, outside: 15 } as const
/** How far apart two tables stand at least, in sizes of the type. */
const fewestBetween = 2
/** What stands level is not further apart, in sizes of the type. */
const levelShare = 0.3
/** No page of print has more lines, and no row more cells; every piece is compared with the rows of its page. */
const mostLines = 2_000
const mostCells = 200

/**
 * Rows with the cells that a program drew before or after them, such as a column of its own: short pieces that stand level
 * with a row, in a gap of it or beside it. All other lines stay in their order.
 */
export function withStrayCells(lines: readonly PdfLine[]): readonly PdfLine[] {
  const rows = lines.filter((line) => isPlain(line) && line.cells.length >= fewestBesideNumber)
  if (rows.length === 0) return lines
  const tables = ownTables(lines)
  const byPage = Map.groupBy(lines, ({ page }) => page)
  const added = new Map<PdfLine, PdfLine[]>()
  const strays = new Set<PdfLine>()
  for (const [page, rowsOfPage] of Map.groupBy(rows, (row) => row.page)) {
    const all = byPage.get(page) ?? []
    if (all.length > mostLines) continue
    for (const piece of all) {
      if (!isPlain(piece) || added.has(piece)) continue
      const isOther = (one: PdfLine): boolean => tables.has(piece) && tables.has(one) && isApart(piece, one)
      const row = rowsOfPage.find((one) => one !== piece && !strays.has(one) && belongsTo(piece, one) && !isOther(one))
      if (row === undefined) continue
      strays.add(piece)
      added.set(row, [...(added.get(row) ?? []), piece])
    }
  }
  return strays.size === 0
    ? lines
    : lines.filter((line) => !strays.has(line)).map((line) => withCells(line, added.get(line)))
}

function isPlain({ upright, table, alone, cells }: PdfLine): boolean {
  return upright && table === undefined && alone !== true && cells.length <= mostCells
}

/** Two tables do not touch. */
function isApart(piece: PdfLine, row: PdfLine): boolean {
  return Math.max(piece.left - row.right, row.left - piece.right) >= row.size * fewestBetween
}

/** Level with the row, over none of its cells, and as short as cells are; another row has a cell in one of its gaps. */
function belongsTo(piece: PdfLine, row: PdfLine): boolean {
  if (Math.abs(piece.baseline - row.baseline) > Math.min(piece.size, row.size) * levelShare) return false
  if (Math.abs(piece.size - row.size) > row.size * levelShare) return false
  const isBetween = ({ left, right }: PdfCell): boolean => left > row.left && right < row.right
  if (row.cells.length < fewestCells && !piece.cells.every((cell) => plainNumber.test(cell.text) && isBetween(cell)))
    return false
  const isRow = piece.cells.length >= fewestCells
  if (isRow && !piece.cells.some(isBetween)) return false
  return piece.cells.every((cell) => {
    const { text, left, right } = cell
    const isFree = row.cells.every((own) => own.right < left + row.size * 0.1 || own.left > right - row.size * 0.1)
    if (!isFree) return false
    if (isRow || isBetween(cell)) return text.length <= mostLetters.between
    return text.length <= mostLetters.outside && !text.includes(' ')
  })
}

function withCells(row: PdfLine, pieces: readonly PdfLine[] = []): PdfLine {
  if (pieces.length === 0) return row
  const cells = [row, ...pieces].flatMap((line): readonly PdfCell[] => line.cells).toSorted((a, b) => a.left - b.left)
  const [left, right] = [Math.min(...cells.map((cell) => cell.left)), Math.max(...cells.map((cell) => cell.right))]
  return { ...row, cells, left, right, text: cells.map(({ text }) => text).join(' ') }
}
