import { linkTargetText } from '../layout/link-target.ts'
import { inSignFont } from '../layout/symbol-letters.ts'
import { displayBoolean } from '../sheets/display.ts'
import type { Display } from '../sheets/display.ts'
import { maxColumns } from '../sheets/grid.ts'
import type { CellRange, Grid, GridCell, GridRow } from '../sheets/grid.ts'
import { createHiddenTexts, withShownMerges } from '../sheets/shown-merges.ts'
import type { HiddenTexts } from '../sheets/shown-merges.ts'
import { builtInFormat } from '../sheets/number-formats.ts'
import type { SheetLanguage } from '../sheets/number-formats.ts'
import { decodePage } from '../text/code-pages.ts'
import type { BiffRecord } from './biff-records.ts'
import { createPieceReader } from './biff-text.ts'
import { formulaLink } from './formula-link.ts'
import type { Book } from './read-book.ts'

export interface CellsContext {
  readonly book: Book
  readonly language: SheetLanguage
  readonly display: Display
  /** Told the characters that are kept; throws when they are too many for the file. */
  readonly spend: (chars: number) => void
}

/** [MS-XLS] 2.3. */
const recordType = {
  formula: 0x0006,
  columnInfo: 0x007d,
  multipleNumbers: 0x00bd,
  richText: 0x00d6,
  merged: 0x00e5,
  sharedText: 0x00fd,
  number: 0x0203,
  text: 0x0204,
  boolean: 0x0205,
  formulaText: 0x0207,
  row: 0x0208,
  shortNumber: 0x027e,
} as const
const errors: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
}
const maxMerged = 20_000

interface State {
  readonly context: CellsContext
  readonly rows: Map<number, GridCell[]>
  readonly merged: CellRange[]
  readonly hiddenColumns: Uint8Array
  /** From 1, as they stand beside the rows. */
  readonly hiddenRows: Set<number>
  readonly hiddenTexts: HiddenTexts
  readonly hiddenSeen: Set<string>
  /** Rows in which something is struck through. */
  readonly struckRows: Set<number>
  /** The cell whose formula gives a text that follows. */
  pending: { readonly head: CellHead; readonly target: string } | null
}

/** The cells of one sheet, and how many rows and columns that hold something are hidden. */
export function readCells(
  records: Iterable<BiffRecord>,
  context: CellsContext,
): { readonly grid: Grid; readonly hidden: number } {
  const state: State = {
    context,
    rows: new Map(),
    merged: [],
    hiddenColumns: new Uint8Array(maxColumns),
    hiddenRows: new Set(),
    hiddenTexts: createHiddenTexts(),
    hiddenSeen: new Set(),
    struckRows: new Set(),
    pending: null,
  }
  for (const { type, pieces } of records) takeRecord(state, type, pieces)
  // Where everything in it is struck through, a row parts no table, as one that is hidden.
  for (const row of state.struckRows) if (!state.rows.has(row)) state.hiddenRows.add(row + 1)
  const rows: GridRow[] = [...state.rows]
    .map(([row, cells]) => ({ number: row + 1, cells: cells.toSorted((a, b) => a.column - b.column) }))
    .toSorted((a, b) => a.number - b.number)
  const { merged, hiddenRows, hiddenColumns: columns, hiddenTexts: texts } = state
  const grid = withShownMerges({ rows, merged, hiddenRows }, { rows: hiddenRows, columns, texts }, context.spend)
  return { grid, hidden: state.hiddenSeen.size }
}

/** Where a record's cell stands, and the number of its style. */
interface CellHead {
  readonly row: number
  readonly column: number
  readonly style: number
}

function takeRecord(state: State, type: number, pieces: readonly Buffer[]): void {
  const [bytes = Buffer.alloc(0)] = pieces
  if (type === recordType.formulaText) takeFormulaText(state, pieces)
  else if (type === recordType.merged) takeMerged(state, bytes)
  else if (type === recordType.columnInfo || type === recordType.row) takeHidden(state, type, bytes)
  else if (bytes.length >= shortest) {
    const head = { row: bytes.readUInt16LE(0), column: bytes.readUInt16LE(2), style: bytes.readUInt16LE(4) }
    takeCell(state, type, head, pieces)
  }
}

/** Every cell has its place, its style and two bytes at least. */
const shortest = 8

function takeCell(state: State, type: number, head: CellHead, pieces: readonly Buffer[]): void {
  const [bytes = Buffer.alloc(0)] = pieces
  const { style } = head
  switch (type) {
    case recordType.sharedText:
      return putShared(state, head, bytes)
    case recordType.text:
    case recordType.richText:
      return put(state, head, shown(state, style, textFrom(state.context.book, pieces, 6)))
    case recordType.number:
      return put(state, head, bytes.length < 14 ? '' : shown(state, style, bytes.readDoubleLE(6)))
    case recordType.shortNumber:
      return put(state, head, bytes.length < 10 ? '' : shown(state, style, shortNumber(bytes, 6)))
    case recordType.multipleNumbers:
      return takeNumbers(state, bytes)
    case recordType.boolean:
      return put(state, head, truthOrError(state, bytes[7] === 1, bytes[6] ?? 0))
    case recordType.formula:
      return takeFormula(state, head, bytes)
  }
}

function putShared(state: State, head: CellHead, bytes: Buffer): void {
  const shared = bytes.length < 10 ? undefined : state.context.book.strings[bytes.readUInt32LE(6)]
  if (shared === undefined) return
  if (shared.holdsStruck) state.struckRows.add(head.row)
  put(state, head, shown(state, head.style, shared.text), shared.kept)
}

/** Columns that are hidden, and rows, which say so before their cells come. */
function takeHidden(state: State, type: number, bytes: Buffer): void {
  if (type === recordType.columnInfo) {
    if (bytes.length < 10 || (bytes.readUInt16LE(8) & 1) === 0) return
    state.hiddenColumns.fill(1, bytes.readUInt16LE(0), bytes.readUInt16LE(2) + 1)
  } else if (bytes.length >= 16 && (bytes.readUInt16LE(12) & 0x20) !== 0)
    state.hiddenRows.add(bytes.readUInt16LE(0) + 1)
}

/** @param kept what of a text stays where its cell is struck through */
function put(state: State, head: CellHead, written: string, kept = ''): void {
  const { row, column, style } = head
  const isStruck = state.context.book.struck.has(style)
  if (isStruck && written.trim() !== '') state.struckRows.add(row)
  const text = isStruck ? kept : written
  if (text.trim() === '' || column >= maxColumns) return
  if (state.hiddenRows.has(row + 1) || state.hiddenColumns[column] === 1) state.hiddenTexts.add(row + 1, column, text)
  if (state.hiddenRows.has(row + 1)) state.hiddenSeen.add(`row ${row}`)
  else if (state.hiddenColumns[column] === 1) state.hiddenSeen.add(`column ${column}`)
  else {
    state.context.spend(text.length)
    const cells = state.rows.get(row)
    if (cells === undefined) state.rows.set(row, [{ column, text }])
    else cells.push({ column, text })
  }
}

/** A number or text by the format and the font of its cell. */
function shown({ context }: State, style: number, value: number | string): string {
  const { book, language, display } = context
  const format = book.styles[style] ?? 0
  const text = display(value, book.formats.get(format) ?? builtInFormat(format, language))
  return inSignFont(text, book.signFonts.get(style) ?? '')
}

/** Thirty bits of a number, a whole one or the beginning of a fraction, perhaps in hundredths. [MS-XLS] 2.5.122 */
function shortNumber(bytes: Buffer, at: number): number {
  const raw = bytes.readInt32LE(at)
  const isWhole = (raw & 2) !== 0
  let value = raw >> 2
  if (!isWhole) {
    const wide = Buffer.alloc(8)
    wide.writeInt32LE(raw & ~3, 4)
    value = wide.readDoubleLE(0)
  }
  return (raw & 1) === 0 ? value : value / 100
}

function takeNumbers(state: State, bytes: Buffer): void {
  const row = bytes.readUInt16LE(0)
  const first = bytes.readUInt16LE(2)
  for (let index = 0; 4 + index * 6 + 6 + 2 <= bytes.length; index++) {
    const at = 4 + index * 6
    const head = { row, column: first + index, style: bytes.readUInt16LE(at) }
    put(state, head, shown(state, head.style, shortNumber(bytes, at + 2)))
  }
}

/** The last value of a formula: a number, or two bytes that say it is something else. */
function takeFormula(state: State, head: CellHead, bytes: Buffer): void {
  if (bytes.length < 14) return
  state.pending = null
  if (bytes.readUInt16LE(12) !== 0xffff) return put(state, head, shown(state, head.style, bytes.readDoubleLE(6)))
  const kind = bytes[6]
  if (kind === 0) state.pending = { head, target: formulaLink(formulaTokens(bytes)) }
  else if (kind === 1 || kind === 2) put(state, head, truthOrError(state, kind === 2, bytes[8] ?? 0))
}

function takeFormulaText(state: State, pieces: readonly Buffer[]): void {
  const { pending, context } = state
  state.pending = null
  if (pending === null) return
  const text = shown(state, pending.head.style, textFrom(context.book, pieces, 0))
  put(state, pending.head, text + linkTargetText(pending.target, text))
}

function formulaTokens(bytes: Buffer): Buffer {
  return bytes.length < 22 ? Buffer.alloc(0) : bytes.subarray(22, 22 + bytes.readUInt16LE(20))
}

function truthOrError({ context }: State, isError: boolean, value: number): string {
  return isError ? (errors[value] ?? '') : displayBoolean(value === 1, context.language)
}

function textFrom({ isUnicode, page }: Book, pieces: readonly Buffer[], at: number): string {
  const reader = createPieceReader(pieces)
  reader.skip(at)
  const length = reader.uint16()
  if (isUnicode) return reader.text(length)
  const [bytes = Buffer.alloc(0)] = pieces
  return decodePage(bytes.subarray(at + 2, at + 2 + length), page)
}

function takeMerged(state: State, bytes: Buffer): void {
  const count = bytes.length < 2 ? 0 : bytes.readUInt16LE(0)
  for (let index = 0; index < count && 2 + index * 8 + 8 <= bytes.length; index++) {
    if (state.merged.length >= maxMerged) return
    const at = 2 + index * 8
    state.merged.push({
      firstRow: bytes.readUInt16LE(at) + 1,
      lastRow: bytes.readUInt16LE(at + 2) + 1,
      firstColumn: bytes.readUInt16LE(at + 4),
      lastColumn: bytes.readUInt16LE(at + 6),
    })
  }
}
