import type { GridRow } from '../../layout/table-grid.ts'
import { framesDrawing, isDrawing } from './drawing.ts'
import { withoutHollowRows } from './hollow-rows.ts'
import type { Lattice } from './lattice.ts'
import { linesOf, numeric, splitBands } from './split-band.ts'
import type { BandCell, TablePiece } from './split-band.ts'

/** A cell with more is a frame around running text, and the grid no table. */
const maxCellChars = 1_500
/** Empty grids are forms to write into, or drawings. */
const fewestFilled = 3
/** A line that runs through a table, but for some cells that are merged over it. */
const wholeShare = 0.6
/** Boxes behind the lines of a text have one of them in nearly every row. */
const rowsShare = 0.2
/** Words of one text are nearer to each other, in sizes of the type. */
const wordGap = 0.8
/** Of the lines that two columns share, those with an amount that stands apart; and so many of them tell such a column. */
const partedShare = 0.7
const fewestParted = 3

/** The rows of a ruled table; null when the grid only frames text or drawings. */
export function ruledRows(drawn: Lattice, pieces: readonly TablePiece[], page: number): GridRow[] | null {
  const lattice = withoutEmptyColumns(drawn, pieces)
  const { xs, ys } = lattice
  const cells = new Map<string, TablePiece[]>()
  for (const piece of pieces) {
    const key = `${bandOf(ys, piece.baseline + piece.size * 0.3)} ${columnOf(xs, (piece.left + piece.right) / 2)}`
    const list = cells.get(key)
    if (list === undefined) cells.set(key, [piece])
    else list.push(piece)
  }
  moveOverhang(lattice, cells)
  const filled = new Set([...cells.keys()].map((key) => key.split(' ')[1])).size
  if (cells.size < fewestFilled || filled < 2) return null
  const taken = new Set<string>()
  const rules: SpanRules = {
    isOne: (area) => isOneText(lattice, { cells, pieces }, area),
    isApart: createApartRule(lattice, cells),
  }
  const bands = ys.slice(1).map((_, row): readonly BandCell[] =>
    xs.slice(1).flatMap((_x, column) => {
      if (taken.has(`${row} ${column}`)) return []
      const span = spanOf(lattice, row, column, rules)
      const inside = piecesIn(cells, { row, column, ...span })
      for (let down = 0; down < span.rows; down++) {
        for (let across = 0; across < span.columns; across++) taken.add(`${row + down} ${column + across}`)
      }
      return [{ text: '', ...span, pieces: inside }]
    }),
  )
  if (isDrawing(lattice, bands) || bands.flat().some(framesDrawing)) return null
  const rows = splitBands(bands)
  if (rows.some((row) => row.some(({ text }) => text.length > maxCellChars))) return null
  const ofCells = rows.filter((row) => row.filter(({ text }) => text !== '').length > 1)
  if (ofCells.length < rows.length * rowsShare) return null
  return withoutHollowRows(rows).map((cells) => ({ cells, page: page + 1 }))
}

type Cells = ReadonlyMap<string, readonly TablePiece[]>

function piecesIn(cells: Cells, { row, column, rows, columns }: Area): TablePiece[] {
  const inside: TablePiece[] = []
  for (let down = 0; down < rows; down++) {
    for (let across = 0; across < columns; across++)
      inside.push(...(cells.get(`${row + down} ${column + across}`) ?? []))
  }
  return inside
}

/**
 * Whether a column begins a cell of its own though no line is drawn before it. Where one such stretch of a row holds texts
 * that stand apart, each of them is in its own column, and so are the empty places between them.
 */
function createApartRule({ xs, hasRight }: Lattice, cells: Cells): SpanRules['isApart'] {
  const columns = xs.length - 1
  const textAt = (row: number, column: number) => cells.get(`${row} ${column}`)
  const holdsMany = (row: number): boolean[] => {
    const many = Array.from({ length: columns }, () => false)
    for (let from = 0; from < columns;) {
      let end = from + 1
      while (end < columns && !hasRight(row, end - 1)) end++
      const filled = Array.from({ length: end - from }, (_, at) => textAt(row, from + at)).filter(
        (text) => text !== undefined,
      )
      many.fill(
        filled.some((text, at) => at > 0 && standApart(filled[at - 1], text)),
        from,
        end,
      )
      from = end
    }
    return many
  }
  const known = new Map<number, boolean[]>()
  return (row, column) => {
    const many = known.get(row) ?? holdsMany(row)
    known.set(row, many)
    const [left, right] = [textAt(row, column - 1), textAt(row, column)]
    if (many[column] === true && (left === undefined || right === undefined)) return true
    return standApart(left, right)
  }
}

/**
 * Where no line is drawn between a column of words and one of amounts, some of the words reach over the edge: what follows
 * them there without a gap is theirs.
 */
function moveOverhang({ xs, ys, hasRight }: Lattice, cells: Map<string, TablePiece[]>): void {
  for (let row = 0; row < ys.length - 1; row++) {
    for (let column = 1; column < xs.length - 1; column++) {
      const [left, right] = [cells.get(`${row} ${column - 1}`), cells.get(`${row} ${column}`)]
      if (left === undefined || right === undefined || right.length <= fewestParted || hasRight(row, column - 1))
        continue
      const level = right.filter((piece) => left.some((other) => isLevel(other, piece)))
      const close = level.filter((piece) =>
        left.some((other) => isLevel(other, piece) && piece.left - other.right < piece.size * wordGap),
      )
      const apart = level.filter((piece) => !close.includes(piece) && numeric.test(piece.text)).length
      if (close.length === 0 || apart < fewestParted || apart < level.length * partedShare) continue
      cells.set(`${row} ${column - 1}`, [...left, ...close])
      cells.set(
        `${row} ${column}`,
        right.filter((piece) => !close.includes(piece)),
      )
    }
  }
}

function isLevel(one: TablePiece, other: TablePiece): boolean {
  return Math.abs(one.baseline - other.baseline) <= one.size * 0.3
}

/** Whether the texts of two neighbours have a gap between them in all lines they share. */
function standApart(left: readonly TablePiece[] = [], right: readonly TablePiece[] = []): boolean {
  let shared = 0
  for (const one of left) {
    for (const two of right) {
      if (!isLevel(one, two)) continue
      if (two.left - one.right < one.size * wordGap) return false
      shared++
    }
  }
  return shared > 0
}

/**
 * Lines drawn double, and boxes behind the words of a cell, make columns that nothing stands in. Of the edges around such
 * columns the one stays that runs through the table; those of the table itself always do.
 */
function withoutEmptyColumns(lattice: Lattice, pieces: readonly TablePiece[]): Lattice {
  const { xs, ys, drawnOf } = lattice
  const last = xs.length - 1
  const height = (ys[0] ?? 0) - (ys.at(-1) ?? 0)
  const filled = new Set(pieces.map(({ left, right }) => columnOf(xs, (left + right) / 2)))
  const dropped = new Set<number>()
  for (let from = 0; from < last; from++) {
    if (filled.has(from)) continue
    let to = from + 1
    while (to < last && !filled.has(to)) to++
    const edges = xs.slice(from, to + 1)
    const whole = edges.toSorted((a, b) => drawnOf(b) - drawnOf(a)).find((edge) => drawnOf(edge) >= height * wholeShare)
    const kept = from === 0 ? xs[0] : to === last ? xs[last] : (whole ?? edges[0])
    for (const edge of edges) if (edge !== kept) dropped.add(edge)
    from = to
  }
  return dropped.size === 0 ? lattice : lattice.withoutEdges(dropped)
}

/** The row in which a place lies; the nearest one for what lies outside. */
export function bandOf(ys: readonly number[], y: number): number {
  const below = ys.findIndex((edge) => edge < y)
  return Math.max(0, (below === -1 ? ys.length - 1 : below) - 1)
}

/** The column in which a place lies; the nearest one for what lies outside. */
export function columnOf(xs: readonly number[], x: number): number {
  const right = xs.findIndex((edge) => edge > x)
  return Math.max(0, (right === -1 ? xs.length - 1 : right) - 1)
}

/** A cell goes on where no line is drawn, as far as it stays a rectangle and holds one text. */
function spanOf(
  { xs, ys, hasRight, hasBelow }: Lattice,
  row: number,
  column: number,
  { isOne, isApart }: SpanRules,
): { columns: number; rows: number } {
  let columns = 1
  const goesOn = (next: number): boolean => !hasRight(row, next - 1) && !isApart(row, next)
  while (column + columns < xs.length - 1 && goesOn(column + columns)) columns++
  let rows = 1
  const isOpen = (at: number): boolean => {
    for (let across = 0; across < columns; across++) if (hasBelow(at, column + across)) return false
    for (let across = 0; across < columns - 1; across++) if (hasRight(at + 1, column + across)) return false
    return true
  }
  while (row + rows < ys.length - 1 && isOpen(row + rows - 1)) rows++
  return { columns, rows: rows > 1 && !isOne({ row, column, rows, columns }) ? 1 : rows }
}

/**
 * Lines that stand level with texts of other columns are the texts of single rows between which no line is drawn; so is a single one
 * beside titles that are underlined.
 */
function isOneText(
  { isUnderlined }: Lattice,
  { cells, pieces }: { readonly cells: Cells; readonly pieces: readonly TablePiece[] },
  area: Area,
): boolean {
  const inside = piecesIn(cells, area)
  const lines = linesOf(inside)
  if (lines.length < 2)
    return lines.length === 0 || !Array.from({ length: area.rows - 1 }, (_, down) => area.row + down).some(isUnderlined)
  const own = new Set(inside)
  const isLevel = (line: readonly TablePiece[]): boolean => {
    const [first] = line
    if (first === undefined) return false
    return pieces.some((other) => !own.has(other) && Math.abs(other.baseline - first.baseline) < first.size * 0.2)
  }
  return lines.filter(isLevel).length < lines.length * 0.7
}

interface SpanRules {
  /** Whether cells below each other hold one text. */
  readonly isOne: (area: Area) => boolean
  /** Whether the texts before and behind the left edge of a column stand apart though no line is drawn. */
  readonly isApart: (row: number, column: number) => boolean
}

interface Area {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}
