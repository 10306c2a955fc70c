import { fewestLifted } from '../layout/raised-text.ts'
import { operandBytes } from './operand-bytes.ts'
import { readProperties } from './paragraph-properties.ts'
import type { ParagraphProperties } from './paragraph-properties.ts'
import type { TablePlace } from './table-place.ts'

/** Bytes of the stream `WordDocument`, end exclusive. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

const pageBytes = 512
const marks = {
  deleted: 0x0800,
  hidden: 0x083c,
  struck: 0x0837,
  struckTwice: 0x2a53,
  raised: 0x2a48,
  lifted: 0x4845,
  style: 0x4a30,
  symbol: 0x6a09,
  isForm: 0x0806,
  data: 0x6a03,
} as const

/** Instead of on or off. */
const oppositeOfStyle = 0x81

/** What the run tables of a document are read from. */
export interface RunTable {
  readonly stream: Buffer
  readonly table: Buffer
  readonly place: TablePlace
  /** The properties that stand at a place of the stream `Data`. */
  readonly late?: (at: number) => Buffer | null
  /** What a style says of letters, and the styles it is based on. */
  readonly styles?: (style: number) => readonly Buffer[]
}

/** Ranges of letters that were deleted. */
export function deletedRanges(runs: RunTable): ByteRange[] {
  return letterRanges(runs, (properties) => isOn(properties, marks.deleted))
}

/**
 * Ranges of letters that are there and are not shown, by themselves or by the style of their paragraph.
 * @param paragraphs in order
 */
export function hiddenRanges(runs: RunTable, paragraphs: readonly ParagraphRun[] = []): ByteRange[] {
  const own = letterRanges(runs, (properties) => isOn(properties, marks.hidden) && !isOn(properties, marks.deleted))
  return withStyled(own, marks.hidden, { runs, paragraphs })
}

/**
 * Ranges of letters that are struck through, by themselves or by the style of their paragraph.
 * @param paragraphs in order
 */
export function struckRanges(runs: RunTable, paragraphs: readonly ParagraphRun[] = []): ByteRange[] {
  const ranges = [marks.struck, marks.struckTwice].flatMap((mark) => {
    const own = letterRanges(runs, (properties) => isOn(properties, mark))
    return withStyled(own, mark, { runs, paragraphs })
  })
  return mergeRanges(ranges)
}

/** Ranges of letters that a mark is said of, with those that the style of their paragraph says it of. */
function withStyled(
  own: readonly ByteRange[],
  mark: number,
  { runs, paragraphs }: { readonly runs: RunTable; readonly paragraphs: readonly ParagraphRun[] },
): ByteRange[] {
  const styled = mergeRanges(paragraphs.filter(createMarkingStyles(runs, mark)))
  if (styled.length === 0) return [...own]
  const opposite = letterRanges(runs, (properties) => valueOf(properties, mark) === oppositeOfStyle)
  const off = letterRanges(runs, (properties) => valueOf(properties, mark) === 0)
  const marked = [without(own, opposite), without(opposite, styled), without(without(styled, off), opposite)]
  return mergeRanges(marked.flat())
}

/** Whether the style of a paragraph says a mark of its letters. */
function createMarkingStyles({ styles }: RunTable, mark: number): (paragraph: ParagraphRun) => boolean {
  const known = new Map<number, boolean>()
  return ({ properties: { style } }) => {
    const says = known.get(style) ?? isOn(styles?.(style) ?? [], mark)
    known.set(style, says)
    return says
  }
}

/** Ranges without what of them lies in others; both are sorted and apart. */
function without(ranges: readonly ByteRange[], others: readonly ByteRange[]): ByteRange[] {
  const left: ByteRange[] = []
  let next = 0
  for (const range of ranges) {
    let { start } = range
    while ((others[next]?.end ?? Infinity) <= start) next++
    for (let at = next, other = others[at]; other !== undefined && other.start < range.end; other = others[++at]) {
      if (other.start > start) left.push({ start, end: other.start })
      start = Math.max(start, other.end)
    }
    if (start < range.end) left.push({ start, end: range.end })
  }
  return left
}

/** Ranges of letters that are printed raised. */
export function raisedRanges(runs: RunTable): ByteRange[] {
  return letterRanges(
    runs,
    (properties) => valueOf(properties, marks.raised) === 1 || liftOf(properties) >= fewestLifted,
  )
}

/** Letters that stand for one of another font, which Word 97 to 2003 write as an opening bracket. */
export interface SymbolRange extends ByteRange {
  /** The number of the font, and the letter's place in it. */
  readonly font: number
  readonly letter: number
}

/** Ranges of inserted symbols, sorted and apart. */
export function symbolRanges(runs: RunTable): SymbolRange[] {
  const found: SymbolRange[] = []
  for (const { own, start, end } of letterRuns(runs)) {
    const at = placeOf(own, marks.symbol)
    if (at === null || at + 4 > own.length) continue
    found.push({ start, end, font: own.readUInt16LE(at), letter: own.readUInt16LE(at + 2) })
  }
  return apart(found)
}

/** Sorted, without those that lie over others. */
function apart<R extends ByteRange>(ranges: readonly R[]): R[] {
  let done = 0
  return ranges
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      const isApart = start >= done
      if (isApart) done = end
      return isApart
    })
}

/** A sign that stands for a field of a form, whose description begins at a byte of the stream `Data`. */
export interface FormRange extends ByteRange {
  readonly data: number
}

/** Signs of fields of forms, sorted and apart. */
export function formRanges(runs: RunTable): FormRange[] {
  const found: FormRange[] = []
  for (const { own, start, end } of letterRuns(runs)) {
    const at = isOn([own], marks.isForm) ? placeOf(own, marks.data) : null
    if (at !== null && at + 4 <= own.length) found.push({ start, end, data: own.readUInt32LE(at) })
  }
  return apart(found)
}

/** @param isMarked is given what is said of letters, what weighs more first */
function letterRanges(runs: RunTable, isMarked: (properties: readonly Buffer[]) => boolean): ByteRange[] {
  const found: ByteRange[] = []
  for (const { own, start, end } of letterRuns(runs)) {
    const style = numberOf([own], marks.style)
    if (isMarked([own, ...(style === null ? [] : (runs.styles?.(style) ?? []))])) found.push({ start, end })
  }
  return mergeRanges(found)
}

/** The runs of letters that say something of them. */
function* letterRuns(runs: RunTable): Generator<ByteRange & { readonly own: Buffer }> {
  for (const { page, entry, start, end } of runsOf(runs, 1)) {
    const at = page.readUInt8(entry) * 2
    if (at !== 0) yield { start, end, own: page.subarray(at + 1, at + 1 + page.readUInt8(at)) }
  }
}

export interface ParagraphRun extends ByteRange {
  readonly properties: ParagraphProperties
}

/** The properties of the paragraphs of a document, sorted by where they stand. */
export function paragraphRuns(runs: RunTable): ParagraphRun[] {
  const found: ParagraphRun[] = []
  for (const { page, entry, start, end } of runsOf(runs, 13)) {
    const at = page.readUInt8(entry) * 2
    if (at === 0) continue
    const size = page.readUInt8(at)
    const from = size === 0 ? at + 2 : at + 1
    const bytes = size === 0 ? page.readUInt8(at + 1) * 2 : size * 2 - 1
    if (bytes < 2 || from + 2 > page.length) continue
    // The number of the paragraph's style stands before its properties.
    found.push({
      start,
      end,
      properties: readProperties(page.readUInt16LE(from), page.subarray(from + 2, from + bytes), runs.late),
    })
  }
  return found.toSorted((a, b) => a.start - b.start)
}

interface Run extends ByteRange {
  readonly page: Buffer
  /** Where the page tells the place of the properties of the run. */
  readonly entry: number
}

/** The runs of all pages of a table. Every page of runs has its own place in the stream, and is read once. */
function* runsOf({ stream, table, place }: RunTable, entryBytes: number): Generator<Run> {
  const count = Math.floor((Math.min(place.bytes, table.length - place.at) - 4) / 8)
  const numbers = new Set<number>()
  for (let index = 0; index < count; index++) numbers.add(table.readUInt32LE(place.at + (count + 1 + index) * 4))
  for (const number of numbers) {
    const page = stream.subarray(number * pageBytes, (number + 1) * pageBytes)
    if (page.length < pageBytes) continue
    // Bounds of the runs first, then their entries; the last byte of the page counts them.
    const runCount = Math.min(page.readUInt8(pageBytes - 1), Math.floor((pageBytes - 5) / (4 + entryBytes)))
    for (let run = 0; run < runCount; run++) {
      const [start, end] = [page.readUInt32LE(run * 4), page.readUInt32LE((run + 1) * 4)]
      if (start < end) yield { start, end, page, entry: (runCount + 1) * 4 + run * entryBytes }
    }
  }
}

function isOn(properties: readonly Buffer[], mark: number): boolean {
  return ((valueOf(properties, mark) ?? 0) & 1) === 1
}

/** Half points above the line, below 0 under it. */
function liftOf(properties: readonly Buffer[]): number {
  return numberOf(properties, marks.lifted) ?? 0
}

/** The one byte that belongs to a code in the first list that has it; null without it. */
function valueOf(properties: readonly Buffer[], mark: number): number | null {
  for (const list of properties) {
    const at = placeOf(list, mark)
    if (at !== null) return list.readUInt8(at)
  }
  return null
}

/** The two bytes that belong to a code, as a number with a sign. */
function numberOf(properties: readonly Buffer[], mark: number): number | null {
  for (const list of properties) {
    const at = placeOf(list, mark)
    if (at !== null && at + 2 <= list.length) return list.readInt16LE(at)
  }
  return null
}

/** Where what belongs to a code begins, at least one byte. */
function placeOf(properties: Buffer, mark: number): number | null {
  let at = 0
  while (at + 3 <= properties.length) {
    const code = properties.readUInt16LE(at)
    if (code === mark) return at + 2
    at += 2 + operandBytes(code, properties, at + 2)
  }
  return null
}

function mergeRanges(ranges: readonly ByteRange[]): ByteRange[] {
  const merged: { start: number; end: number }[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}
