import { charBox } from '../lines/char-access.ts'
import type { ViewedChars } from '../lines/char-access.ts'
import { cleanPdfText } from '../clean-pdf-text.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import type { RawLine } from '../lines/raw-lines.ts'
import type { Lattice } from './lattice.ts'
import { ruledRows } from './ruled-table.ts'
import type { TablePiece } from './ruled-table.ts'

/** A line with the characters it was read from. */
export interface ReadLine {
  readonly line: PdfLine
  readonly source: RawLine
}

/** The lines of a page, those of every ruled table replaced by one that holds the table. */
export function withTables(access: ViewedChars, lines: readonly ReadLine[], lattices: readonly Lattice[]): PdfLine[] {
  const tables = lattices.map((lattice) => tableOf(access, lines, lattice)).filter((table) => table !== null)
  const inTable = new Map(tables.flatMap((table) => table.lines.map((line) => [line, table] as const)))
  const begun = new Set<(typeof tables)[number]>()
  return lines.flatMap(({ line }) => {
    const table = inTable.get(line)
    if (table === undefined) return [line]
    if (begun.has(table)) return []
    begun.add(table)
    return [table.whole]
  })
}

interface RuledTable {
  readonly lines: readonly PdfLine[]
  readonly whole: PdfLine
}

function tableOf(access: ViewedChars, lines: readonly ReadLine[], lattice: Lattice): RuledTable | null {
  const inside = lines.filter(({ line }) => line.upright && standsIn(lattice, line))
  const [first] = inside
  if (first === undefined) return null
  const pieces = inside.flatMap(({ line, source }) => piecesOf(access, line, source, lattice))
  const { page } = first.line
  const rows = ruledRows(lattice, pieces, page)
  if (rows === null) return null
  const [left = 0, right = 0] = [lattice.xs[0], lattice.xs.at(-1)]
  const [baseline = 0, endBaseline = 0] = [lattice.ys[0], lattice.ys.at(-1)]
  const text = rows.map(({ cells }) => cells.map((cell) => cell.text).join(' ')).join(' ')
  const place = { page, left, right, baseline, endBaseline, size: first.line.size }
  const whole = { text, ...place, bold: false, upright: true, cells: [{ text, left, right }], table: rows }
  return { lines: inside.map(({ line }) => line), whole }
}

function standsIn({ xs, ys }: Lattice, { left, right, baseline, size }: PdfLine): boolean {
  const middle = baseline + size * 0.3
  const [top = 0, bottom = 0] = [ys[0], ys.at(-1)]
  const [from = 0, to = 0] = [xs[0], xs.at(-1)]
  return middle < top && middle > bottom && left >= from - size * 0.5 && right <= to + size * 0.5
}

/** A line cut at the edges of the columns. */
function piecesOf(access: ViewedChars, line: PdfLine, { raw, at }: RawLine, { xs }: Lattice): TablePiece[] {
  const { baseline, endBaseline, size } = line
  // A word that a hyphen cuts stands in one cell.
  if (Math.abs(baseline - endBaseline) > size * 0.6) {
    return [{ text: line.text, left: line.left, right: line.left + 1, baseline, size }]
  }
  const pieces: TablePiece[] = []
  let open: { readonly from: number; readonly column: number; readonly left: number; right: number } | undefined
  const close = (to: number): void => {
    if (open === undefined) return
    const text = cleanPdfText(raw.slice(open.from, to))
    if (text !== '') pieces.push({ text, left: open.left, right: open.right, baseline, size })
    open = undefined
  }
  for (let index = 0; index < raw.length; index++) {
    if (/\s/u.test(raw.charAt(index))) continue
    const { left, right } = charBox(access, at + index)
    const column = xs.findIndex((edge) => edge > (left + right) / 2)
    if (open !== undefined && open.column !== column) close(index)
    open ??= { from: index, column, left, right }
    open.right = right
  }
  close(raw.length)
  return pieces
}
