import { byLevel } from '../lines/by-level.ts'
import { baselineOf, charBox, printedSize } from '../lines/char-access.ts'
import type { ViewedChars } from '../lines/char-access.ts'
import { textWithMarks } from '../lines/detached-marks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import type { RawLine } from '../lines/raw-lines.ts'
import type { LineMark, ReadLine } from '../lines/read-line.ts'
import { withBoldHead } from './bold-heads.ts'
import type { Lattice } from './lattice.ts'
import { bandOf, columnOf, ruledRows } from './ruled-table.ts'
import { isSideways, sidewaysTexts } from './sideways-names.ts'
import type { TablePiece } from './split-band.ts'

/** No page of print has more; every piece is compared with others. */
const mostLines = 2_000
/** So many of its lines may have more cells than the grid has columns. */
const coarseShare = 0.3
/** What stands level is not further apart, in sizes of the type. */
const levelShare = 0.4
/** A line through a word is none between two cells: where so many words are crossed the lines are a drawing. */
const fewestCrossed = 2
const crossedShare = 0.15
/** How far a word may reach over the line beside it, in sizes of the type. */
const reach = 0.25
/** Letters are hardly wider than they are high, and a word has no wide gaps. */
const widestLetter = 1.2
/** Without the dots that lead to an amount. */
const wordInTable = /[^\s.·…_]+(?:[.·…_]{1,3}[^\s.·…_]+)*[.·…_]{0,3}|[.·…_]{1,3}(?!\S)/gu
const beginsRaised = /^\s*\d{1,3}(?!\d)/u
/** Raised letters are smaller than those beside them, and stand no higher above them, in sizes of those. */
const [smallShare, highest] = [0.85, 0.65]
const joinedLines = /[\uFFFE\u0002]/u

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
  if (first === undefined || inside.length > mostLines || isCoarse(lattice, inside)) return null
  const crossed = inside.filter(({ line, source }) => isCrossed(access, line, source, lattice)).length
  if (crossed >= fewestCrossed && crossed > inside.length * crossedShare) return null
  const across = inside.flatMap((one) => piecesOf(access, one, lattice))
  const sideways = lines.filter(({ line }) => isSideways(line) && standsAside(lattice, line)).map(({ line }) => line)
  const pieces = [...across, ...sidewaysPieces(lattice, sideways, across)]
  const { page } = first.line
  const plain = ruledRows(lattice, pieces, page)
  if (plain === null) return null
  const rows = withBoldHead(
    plain,
    inside.map(({ line }) => line),
  )
  const [left = 0, right = 0] = [lattice.xs[0], lattice.xs.at(-1)]
  const [baseline = 0, endBaseline = 0] = [lattice.ys[0], lattice.ys.at(-1)]
  const text = rows.map(({ cells }) => cells.map((cell) => cell.text).join(' ')).join(' ')
  const place = { page, left, right, baseline, endBaseline, size: first.line.size }
  const whole = { text, ...place, bold: false, upright: true, cells: [{ text, left, right }], table: rows }
  return { lines: [...inside.map(({ line }) => line), ...sideways], whole }
}

/** Whether a line that runs up or down stands in a grid. */
function standsAside({ xs, ys }: Lattice, { left, right, baseline, endBaseline, size }: PdfLine): boolean {
  const [high, low] = [Math.max(baseline, endBaseline), Math.min(baseline, endBaseline)]
  const [top = 0, bottom = 0] = [ys[0], ys.at(-1)]
  const middle = (left + right) / 2
  return middle > (xs[0] ?? 0) && middle < (xs.at(-1) ?? 0) && high <= top + size && low >= bottom - size
}

/** Texts that run up or down in a cell, level with the first line of what stands beside them in their row. */
function sidewaysPieces(
  { xs, ys }: Lattice,
  lines: readonly PdfLine[],
  across: readonly TablePiece[],
): readonly TablePiece[] {
  const texts = sidewaysTexts(lines, ({ left, right }) => columnOf(xs, (left + right) / 2))
  return texts.map(({ text, left, right, top, bottom, lines: own }) => {
    const [middle, size] = [(top + bottom) / 2, own[0]?.size ?? 0]
    const row = bandOf(ys, middle)
    const beside = across.filter((piece) => bandOf(ys, piece.baseline + piece.size * 0.3) === row)
    const baseline = beside.toSorted((a, b) => b.baseline - a.baseline)[0]?.baseline ?? middle - size * 0.3
    return { text, left, right, baseline, size }
  })
}

/** Lines are drawn around the columns of such a table, not between them: its rows are told by their gaps. */
function isCoarse({ xs }: Lattice, inside: readonly ReadLine[]): boolean {
  const levels = levelsOf(inside.map(({ line }) => line))
  return levels.filter((level) => isFiner(level, xs)).length > levels.length * coarseShare
}

/** Lines, or pieces of one, that stand level. */
function levelsOf(lines: readonly PdfLine[]): PdfLine[][] {
  return byLevel(lines, (first, line) => first.baseline - line.baseline < line.size * levelShare)
}

/** Whether a row has more cells than the grid has columns. Pieces that touch each other are one. */
function isFiner(level: readonly PdfLine[], xs: readonly number[]): boolean {
  const cells = level
    .flatMap(({ cells: own, size }) => own.map((cell) => ({ ...cell, size })))
    .toSorted((a, b) => a.left - b.left)
  const starts = cells.filter(({ left, size }, index) => {
    const before = cells[index - 1]
    return before === undefined || left - before.right >= size || columnOf(xs, left) !== columnOf(xs, before.right)
  })
  return starts.length > xs.length - 1
}

function standsIn({ xs, ys }: Lattice, { left, right, baseline, size }: PdfLine): boolean {
  const middle = baseline + size * 0.3
  const [top = 0, bottom = 0] = [ys[0], ys.at(-1)]
  const [from = 0, to = 0] = [xs[0], xs.at(-1)]
  return middle < top && middle > bottom && left >= from - size * 0.5 && right <= to + size * 0.5
}

/** Whether a line is drawn through one of the words. */
function isCrossed(access: ViewedChars, line: PdfLine, { raw, at }: RawLine, lattice: Lattice): boolean {
  const { xs, ys, hasRight } = lattice
  const { baseline, endBaseline, size } = line
  if (Math.abs(baseline - endBaseline) > size * 0.6) return false
  const row = bandOf(ys, baseline + size * 0.3)
  const through = (left: number, right: number): boolean =>
    xs.some((edge, column) => edge > left && edge < right && column > 0 && hasRight(row, column - 1))
  if (!through(line.left + size * reach, line.right - size * reach)) return false
  return wordsOf(access, line, { raw, at }, /\S+/gu).some(({ left, right }) =>
    through(left + size * reach, right - size * reach),
  )
}

interface Word {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly right: number
}

/** The words of a line with their places. PDFium writes no blank between some cells of one or two letters. */
function wordsOf(access: ViewedChars, { size }: PdfLine, { raw, at }: RawLine, pattern: RegExp): Word[] {
  const placed = (from: number, to: number): Word => {
    return { from, to, left: charBox(access, at + from).left, right: charBox(access, at + to - 1).right }
  }
  return [...raw.matchAll(pattern)].flatMap(({ index, 0: word }) => {
    const whole = placed(index, index + word.length)
    if (whole.right - whole.left <= size * word.length * widestLetter) return [whole]
    const words: Word[] = []
    for (let letter = index; letter < index + word.length; letter++) {
      const own = placed(letter, letter + 1)
      const last = words.at(-1)
      if (last === undefined || own.left - last.right >= size) words.push(own)
      else words[words.length - 1] = { ...last, to: own.to, right: own.right }
    }
    return words
  })
}

/** That of its line; where the line begins with raised digits, such as the cents of a price, that of the larger letters. */
function baselineOfPiece(access: ViewedChars, { line, source }: ReadLine, piece: { from: number; to: number }): number {
  const { baseline, size } = line
  if (!beginsRaised.test(source.raw)) return baseline
  const ends = [piece.from, piece.to - 1].map((at) => ({
    size: printedSize(access, at).size,
    own: baselineOf(access, at),
  }))
  const large = ends.filter((end) => size <= end.size * smallShare)
  const own = large.find((end) => baseline > end.own && baseline - end.own <= end.size * highest)
  return own?.own ?? baseline
}

/** A line cut at the edges of the columns, between words: letters reach over the lines beside them. */
function piecesOf(access: ViewedChars, one: ReadLine, { xs }: Lattice): TablePiece[] {
  const { line, source, target, marks = [] } = one
  const { raw, at, cutInWord } = source
  const { baseline, endBaseline, size } = line
  // Two lines that PDFium joined at a hyphen stand in one cell, and so does a fraction.
  if (one.isComposed === true || (Math.abs(baseline - endBaseline) > size * 0.6 && joinedLines.test(raw))) {
    return [{ text: line.text, left: line.left, right: line.left + 1, baseline, size }]
  }
  const pieces: { column: number; from: number; to: number; left: number; right: number }[] = []
  for (const { from, to, left, right } of wordsOf(access, line, { raw, at }, wordInTable)) {
    const column = columnOf(xs, (left + right) / 2)
    const last = pieces.at(-1)
    if (last?.column === column) {
      last.to = to
      last.right = right
    } else pieces.push({ column, from, to, left, right })
  }
  const addressIn = (from: number, to: number): string =>
    target !== undefined && target.end > from && target.end <= to ? target.address : ''
  const marksIn = (from: number, to: number): readonly LineMark[] =>
    marks
      .filter(({ behind }) => behind >= from && behind < to)
      .map(({ behind, said }) => ({ behind: behind - from, said }))
  const end = pieces.at(-1)?.to
  const hyphenAt = (to: number): string => (cutInWord === true && to === end ? '-' : '')
  return pieces
    .map(({ from, to, left, right }) => {
      const own = textWithMarks(access, { raw: raw.slice(from, to), at: at + from }, marksIn(from, to))
      const text = own + hyphenAt(to) + addressIn(from, to)
      return {
        text,
        left,
        right,
        baseline: baselineOfPiece(access, { line, source }, { from: at + from, to: at + to }),
        size,
      }
    })
    .filter(({ text }) => text !== '')
}
