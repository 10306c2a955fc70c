import type { Draft } from '../layout/draft.ts'
import { areFields } from '../layout/field-line.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { GridRow } from '../layout/table-grid.ts'
import { joinWrapped } from './join-wrapped.ts'
import { betweenPipes, crossingsOf, hasInnerPipes, isPiped, isRule, ruledColumns } from './ruled-lines.ts'
import type { Column } from './ruled-lines.ts'
import { ofOneLength, tabbedCells } from './tabbed-lines.ts'

const gap = /\S {2,}\S/u
/** So many of the lines of a block have gaps when it is set in columns, and so many lines make a block. */
const gapShare = 0.6
const fewestLines = 3
/** Columns of running text are no table. */
const mostWords = 6
/** Nor are those with so many words in a line that go on from line to line. */
const fewestWords = 2.5
/** Wider lines are cut there; nobody sets a table by hand that wide. */
const maxWidth = 400

/** The rows of a block of lines without an empty one between them that is set as a table; null for every other block. */
export function plainTable(lines: readonly string[]): Draft[] | null {
  const written = lines.filter((line) => !isRule(line))
  if (written.length < 2) return null
  const rows = byMark(written) ?? byInnerPipes(lines, written) ?? byRuler(lines, written) ?? byPlace(written)
  if (rows === null) return null
  if (isRunningText(rows)) return columnTexts(rows)
  const under = lines.findIndex((line, index) => isRule(line) && lines.slice(0, index).some((above) => !isRule(above)))
  const heads = under > 0 ? lines.slice(0, under).filter((line) => !isRule(line)).length : 0
  return tableDrafts(
    withWrapped(rows, heads).map((cells, index): GridRow => ({
      cells: cells.map((text) => ({ text })),
      isHead: index < heads,
    })),
  )
}

/** The name of a table right above it and remarks right below it are so many lines. */
const mostBeside = 3

/** A table set with blanks, with lines right above or below it that are no rows; null where there is none. */
export function tableBetween(
  lines: readonly string[],
  asText: (lines: readonly string[]) => Draft[],
): readonly Draft[] | null {
  const isRow = (line: string): boolean => gap.test(line.trim())
  const [first, last] = [lines.findIndex(isRow), lines.findLastIndex(isRow)]
  const [above, below] = [lines.slice(0, first), lines.slice(last + 1)]
  const areFew = above.length <= mostBeside && below.length <= mostBeside
  if (first === -1 || above.length + below.length === 0 || !areFew) return null
  const rows = lines.slice(first, last + 1)
  const isTable = rows.filter(isRow).length >= fewestLines && !areFields(rows)
  const table = isTable ? plainTable(rows) : null
  return table === null ? null : [...asText(above), ...table, ...asText(below)]
}

/** Running text begins most of its lines in the middle of a sentence, with a small letter; the cells of a table do not. */
function isRunningText(rows: readonly (readonly string[])[]): boolean {
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? '').filter((text) => text !== '')) ?? []
  return columns.every((texts) => {
    const small = texts.slice(1).filter((text) => /^\p{Ll}/u.test(text)).length
    const words = texts.reduce((sum, text) => sum + text.split(' ').length, 0)
    return texts.length >= fewestLines && small >= (texts.length - 1) * 0.6 && words >= texts.length * fewestWords
  })
}

/** Columns of running text, one after the other. */
function columnTexts(rows: readonly (readonly string[])[]): Draft[] {
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? '').filter((text) => text !== '')) ?? []
  return columns.map((texts) => ({ kind: 'paragraph', text: joinWrapped(texts) }))
}

/** A line with nothing but the rest of one cell goes on with the row above it. */
function withWrapped(rows: readonly string[][], heads: number): string[][] {
  const whole: string[][] = []
  for (const [index, row] of rows.entries()) {
    const above = whole.at(-1)
    const filled = row.filter((text) => text !== '')
    const column = row.findIndex((text) => text !== '')
    const goesOn = index > heads && filled.length === 1 && column > 0 && (above?.[0] ?? '') !== '' && row.length > 2
    if (goesOn && above?.[column] !== undefined && above[column] !== '') {
      above[column] = joinWrapped([above[column], row[column] ?? ''])
    } else whole.push([...row])
  }
  return whole
}

/** Cells divided by tabs or between pipes, see `tabbedCells`. */
function byMark(lines: readonly string[]): string[][] | null {
  if (lines.every((line) => isPiped(line))) {
    return lines.map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split(/(?<!\\)[|│┃║]/u)
        .map((cell) => cell.trim()),
    )
  }
  if (lines.every((line) => hasInnerPipes(line))) return ofOneLength(lines.map(betweenPipes))
  const tabbed = tabbedCells(lines)
  if (tabbed !== null) return tabbed
  const semicolons = marksOf(lines[0] ?? '', ';')
  // As a program exports them; two in each of three lines are in no list of words.
  const isExport = semicolons > 1 && lines.length >= fewestLines
  if (!isExport || lines.some((line) => marksOf(line, ';') !== semicolons || line.includes('"'))) return null
  return lines.map((line) => line.split(';').map((cell) => cell.trim()))
}

/** Columns below the dashes that a program draws under each name: "------- ---- -----". */
function byRuler(lines: readonly string[], written: readonly string[]): string[][] | null {
  const columns = lines.map(ruledColumns).find((found) => found.length > 1)
  if (columns === undefined || written.length < 2 || written.some((line) => line.includes('\t'))) return null
  const isCut = (line: string): boolean => columns.some(({ from }) => from > 0 && /\S/u.test(line.charAt(from - 1)))
  return written.some(isCut) ? null : written.map((line) => columns.map(({ from, to }) => line.slice(from, to).trim()))
}

/** Cells between pipes of which none stands at the edges, under a line that has a crossing for each. */
function byInnerPipes(lines: readonly string[], written: readonly string[]): string[][] | null {
  const crossings = crossingsOf(lines)
  if (crossings === null) return null
  const rows = written.map(betweenPipes)
  return rows.every((cells) => cells.length === crossings + 1) ? rows : null
}

function marksOf(line: string, mark: string): number {
  return line.split(mark).length - 1
}

/** Columns set with blanks: where no line has a letter. */
function byPlace(lines: readonly string[]): string[][] | null {
  const gaps = lines.filter((line) => gap.test(line.trim())).length
  if (lines.length < fewestLines || gaps < lines.length * gapShare || lines.some((line) => line.includes('\t')))
    return null
  const columns = columnsOf(lines)
  if (columns.length < 2) return null
  const rows = lines.map((line) => columns.map(({ from, to }) => line.slice(from, to).trim()))
  const filled = rows.flat().filter((cell) => cell !== '')
  const words = filled.reduce((sum, cell) => sum + cell.split(' ').length, 0)
  return words > filled.length * mostWords ? null : rows
}

function columnsOf(lines: readonly string[]): Column[] {
  const width = Math.min(
    lines.reduce((most, line) => Math.max(most, line.length), 0),
    maxWidth,
  )
  const used = new Uint8Array(width)
  for (const line of lines) {
    for (let at = 0; at < Math.min(line.length, width); at++) if (line.charCodeAt(at) !== 0x20) used[at] = 1
  }
  const starts: number[] = []
  let blanks = 2
  for (let at = 0; at < width; at++) {
    if (used[at] === 1) {
      if (blanks >= 2) starts.push(at)
      blanks = 0
    } else blanks++
  }
  return starts.map((from, index) => ({ from, to: starts[index + 1] }))
}
