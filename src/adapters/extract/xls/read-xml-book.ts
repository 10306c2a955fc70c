import { AppError } from '../../../domain/errors.ts'
import { readXmlFile } from '../containers/read-xml.ts'
import { localName } from '../containers/xml-root.ts'
import type { CellComment } from '../sheets/cell-comments.ts'
import { columnName, maxColumns, maxRows } from '../sheets/grid.ts'
import type { CellRange } from '../sheets/grid.ts'
import type { XmlCell } from './xml-cell-text.ts'

export interface XmlSheet {
  readonly name: string
  isHidden: boolean
  readonly rows: { readonly number: number; readonly cells: (XmlCell & { readonly column: number })[] }[]
  readonly merged: CellRange[]
  readonly hiddenRows: Set<number>
  readonly comments: CellComment[]
  /** Rows and columns that hold something and are hidden. */
  hidden: number
}

export interface XmlBook {
  readonly sheets: readonly XmlSheet[]
  /** The number format of each style. */
  readonly formats: ReadonlyMap<string, string>
  readonly from1904: boolean
  readonly damaged: boolean
}

/** Merged cells beyond this make nothing readable that was not before. */
const maxMerged = 20_000
const maxStyles = 50_000

type Attributes = Readonly<Record<string, string>>

interface State {
  readonly spend: (chars: number) => void
  readonly sheets: XmlSheet[]
  readonly formats: Map<string, string>
  /** The styles that are struck through. */
  readonly struck: Set<string>
  style: string
  from1904: boolean
  /** Of the open sheet. */
  readonly hiddenColumns: Set<number>
  readonly hiddenSeen: Set<string>
  columnDefinition: number
  row: number
  rowIsHidden: boolean
  column: number
  cell: { type: string; value: string; style: string; target: string; across: number; isStruck: boolean } | null
  /** Open elements in the text of a cell that strike it through. */
  strikes: number
  /** Something in the open row is struck through. */
  holdsStruck: boolean
  comment: string | null
  /** The open element whose text counts. */
  taking: 'value' | 'comment' | 'visible' | null
}

/** The cells of a workbook in XML (SpreadsheetML 2003). @param spend is told the characters that are kept */
export function readXmlBook(bytes: Uint8Array, spend: (chars: number) => void): XmlBook {
  const state: State = {
    spend,
    sheets: [],
    formats: new Map(),
    struck: new Set(),
    style: '',
    from1904: false,
    hiddenColumns: new Set(),
    hiddenSeen: new Set(),
    columnDefinition: 0,
    row: 0,
    rowIsHidden: false,
    column: 0,
    cell: null,
    strikes: 0,
    holdsStruck: false,
    comment: null,
    taking: null,
  }
  const { damaged } = readXmlFile(bytes, 'XLS', {
    open: (name, attributes) => openers[localName(name)]?.(state, withLocalNames(attributes)),
    close: (name) => closers[localName(name)]?.(state),
    text: (text) => takeText(state, text),
  })
  if (state.sheets.length === 0) {
    throw new AppError(
      'corrupt_file',
      'The XLS file has no sheet in it. Save it again from the program it was made with.',
    )
  }
  return { sheets: state.sheets, formats: state.formats, from1904: state.from1904, damaged }
}

/** Programs call the namespace of their attributes as they like. */
function withLocalNames(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]))
}

const openers: Readonly<Partial<Record<string, (state: State, attributes: Attributes) => void>>> = {
  Style(state, attributes) {
    state.style = attributes['ID'] ?? ''
    const parent = state.formats.get(attributes['Parent'] ?? '')
    if (parent !== undefined) state.formats.set(state.style, parent)
    if (state.struck.has(attributes['Parent'] ?? '')) state.struck.add(state.style)
  },
  Font({ struck, style }, { StrikeThrough }) {
    if (StrikeThrough === '1' && struck.size < maxStyles) struck.add(style)
    else if (StrikeThrough === '0') struck.delete(style)
  },
  S(state) {
    if (state.taking !== 'value' || state.cell === null) return
    // Parts of the text say it themselves.
    state.cell.isStruck = false
    state.holdsStruck = true
    state.strikes++
  },
  NumberFormat({ formats, style }, attributes) {
    if (formats.size < maxStyles) formats.set(style, attributes['Format'] ?? '')
  },
  Date1904(state) {
    state.from1904 = true
  },
  Worksheet(state, attributes) {
    const name = attributes['Name'] ?? ''
    state.sheets.push({ name, isHidden: false, rows: [], merged: [], hiddenRows: new Set(), comments: [], hidden: 0 })
    state.hiddenColumns.clear()
    state.hiddenSeen.clear()
    state.columnDefinition = 0
    state.row = 0
  },
  Visible(state) {
    state.taking = 'visible'
  },
  Column(state, attributes) {
    const at = placeOf(attributes['Index'], state.columnDefinition + 1, maxColumns)
    const last = Math.min(at + count(attributes['Span']), maxColumns)
    state.columnDefinition = last
    if (attributes['Hidden'] !== '1') return
    for (let column = at; column <= last; column++) state.hiddenColumns.add(column)
  },
  Row(state, attributes) {
    state.row = placeOf(attributes['Index'], state.row + 1, maxRows)
    state.rowIsHidden = attributes['Hidden'] === '1'
    state.holdsStruck = false
    if (state.rowIsHidden) state.sheets.at(-1)?.hiddenRows.add(state.row)
    state.column = 0
  },
  Cell: openCell,
  Data(state, attributes) {
    if (state.comment !== null) state.taking = 'comment'
    else if (state.cell !== null) {
      state.cell.type = attributes['Type'] ?? 'String'
      state.taking = 'value'
    }
  },
  Comment(state) {
    state.comment = ''
  },
}

const closers: Readonly<Partial<Record<string, (state: State) => void>>> = {
  Data(state) {
    state.taking = null
    state.strikes = 0
  },
  S(state) {
    if (state.strikes > 0) state.strikes--
  },
  Visible(state) {
    state.taking = null
  },
  Comment(state) {
    const { comment } = state
    state.comment = null
    const cell = `${columnName(state.column - 1)}${state.row}`
    if (comment !== null && comment.trim() !== '') state.sheets.at(-1)?.comments.push({ cell, text: comment })
  },
  Cell: closeCell,
  Row(state) {
    const sheet = state.sheets.at(-1)
    // Where everything in it is struck through, it parts no table, as one that is hidden.
    if (state.holdsStruck && sheet?.rows.at(-1)?.number !== state.row) sheet?.hiddenRows.add(state.row)
    // A row of so many is left blank behind it.
    state.rowIsHidden = false
  },
  Worksheet(state) {
    const sheet = state.sheets.at(-1)
    if (sheet !== undefined) sheet.hidden = state.hiddenSeen.size
  },
}

function openCell(state: State, attributes: Attributes): void {
  state.column = placeOf(attributes['Index'], state.column + 1, maxColumns)
  const across = count(attributes['MergeAcross'])
  const down = count(attributes['MergeDown'])
  state.cell = {
    type: 'String',
    value: '',
    style: attributes['StyleID'] ?? '',
    isStruck: state.struck.has(attributes['StyleID'] ?? ''),
    target: attributes['HRef'] ?? '',
    across,
  }
  const sheet = state.sheets.at(-1)
  if (across + down === 0 || sheet === undefined || sheet.merged.length >= maxMerged) return
  sheet.merged.push({
    firstRow: state.row,
    lastRow: Math.min(state.row + down, maxRows),
    firstColumn: state.column - 1,
    lastColumn: Math.min(state.column - 1 + across, maxColumns - 1),
  })
}

function closeCell(state: State): void {
  const { cell, column, row } = state
  state.cell = null
  if (cell === null) return
  state.column = Math.min(column + cell.across, maxColumns)
  const sheet = state.sheets.at(-1)
  if (sheet === undefined || cell.value.trim() === '') return
  if (cell.isStruck) {
    state.holdsStruck = true
    return
  }
  if (state.rowIsHidden) state.hiddenSeen.add(`row ${row}`)
  else if (state.hiddenColumns.has(column)) state.hiddenSeen.add(`column ${column}`)
  else {
    const { type, value, style, target } = cell
    state.spend(value.length)
    let last = sheet.rows.at(-1)
    if (last?.number !== row) sheet.rows.push((last = { number: row, cells: [] }))
    last.cells.push({ column: column - 1, type, value, style, target })
  }
}

function takeText(state: State, text: string): void {
  if (state.strikes > 0) return
  if (state.taking === 'value' && state.cell !== null) state.cell.value += text
  else if (state.taking === 'comment') state.comment = (state.comment ?? '') + text
  else if (state.taking === 'visible' && /hidden/i.test(text)) {
    const sheet = state.sheets.at(-1)
    if (sheet !== undefined) sheet.isHidden = true
  }
}

/** From 1; the next one where nothing says which. */
function placeOf(written: string | undefined, next: number, most: number): number {
  const place = Number(written)
  return Math.min(Number.isInteger(place) && place > 0 ? place : next, most)
}

function count(written: string | undefined): number {
  const value = Number(written ?? 0)
  return Number.isInteger(value) && value > 0 ? Math.min(value, maxRows) : 0
}
