import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { cellAddress, cellRange, maxColumns } from '../sheets/grid.ts'
import type { CellRange, Grid, GridCell, GridRow } from '../sheets/grid.ts'
import { cellText } from './cell-text.ts'
import type { CellContext } from './cell-text.ts'
import { createStringReader } from './shared-strings.ts'

export interface ReadSheet {
  readonly grid: Grid
  /** Rows and columns that hold something and are hidden. */
  readonly hidden: number
  /** Not well-formed; what could be read is there. */
  readonly damaged: boolean
}

export interface SheetContext extends CellContext {
  /** Told the characters that are kept; throws when they are too many for the file. */
  readonly spend: (chars: number) => void
}

/** Merged cells beyond this make nothing readable that was not before. */
const maxMerged = 20_000

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
}

interface State {
  readonly context: SheetContext
  readonly rows: GridRow[]
  readonly merged: CellRange[]
  /** 1 for each column that is hidden. */
  readonly hiddenColumns: Uint8Array
  readonly hiddenSeen: Set<string>
  readonly inline: ReturnType<typeof createStringReader>
  number: number
  column: number
  isHidden: boolean
  cells: GridCell[]
  cell: Cell | null
  inValue: boolean
}

/** The cells of a sheet while its XML streams by. */
export function readSheet(archive: ZipArchive, part: string, context: SheetContext): ReadSheet {
  const state: State = {
    context,
    rows: [],
    merged: [],
    hiddenColumns: new Uint8Array(maxColumns),
    hiddenSeen: new Set(),
    inline: createStringReader(),
    number: 0,
    column: -1,
    isHidden: false,
    cells: [],
    cell: null,
    inValue: false,
  }
  const { found, damaged } = readXml(archive, part, {
    open: (name, attributes) => open(state, name, attributes),
    close: (name) => close(state, name),
    text(text) {
      if (state.inValue && state.cell !== null) state.cell.value += text
      else state.inline.text(text)
    },
  })
  // Nearly all writers keep rows in order; merged cells are looked up by their number.
  const rows = state.rows.toSorted((a, b) => a.number - b.number)
  return { grid: { rows, merged: state.merged }, hidden: state.hiddenSeen.size, damaged: damaged || !found }
}

function open(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name === 'c') openCell(state, attributes)
  else if (name === 'v') state.inValue = true
  else if (name === 'row') openRow(state, attributes)
  else if (name === 'col' && isTrue(attributes['hidden'])) {
    state.hiddenColumns.fill(1, Number(attributes['min']) - 1, Number(attributes['max']))
  } else if (name === 'mergeCell' && state.merged.length < maxMerged) {
    const range = cellRange(attributes['ref'] ?? '')
    if (range !== null) state.merged.push(range)
  } else state.inline.open(name)
}

function openRow(state: State, attributes: Readonly<Record<string, string>>): void {
  const number = Number(attributes['r'])
  state.number = Number.isInteger(number) && number > 0 ? number : state.number + 1
  state.column = -1
  state.isHidden = isTrue(attributes['hidden'])
  state.cells = []
}

function openCell(state: State, attributes: Readonly<Record<string, string>>): void {
  state.column = cellAddress(attributes['r'] ?? '')?.column ?? state.column + 1
  state.cell = { column: state.column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '' }
  state.inline.begin()
}

function close(state: State, name: string): void {
  if (name === 'v') state.inValue = false
  else if (name === 'c') closeCell(state)
  else if (name === 'row') closeRow(state)
  else state.inline.close(name)
}

function closeCell(state: State): void {
  const { cell, context } = state
  state.cell = null
  if (cell === null) return
  const inline = state.inline.end()
  const text = cell.type === 'inlineStr' ? inline : cellText(cell, context)
  if (text.trim() === '') return
  if (state.isHidden) state.hiddenSeen.add(`row ${state.number}`)
  else if (state.hiddenColumns[cell.column] === 1) state.hiddenSeen.add(`column ${cell.column}`)
  else {
    context.spend(text.length)
    state.cells.push({ column: cell.column, text })
  }
}

function closeRow(state: State): void {
  if (state.cells.length > 0) state.rows.push({ number: state.number, cells: state.cells })
  state.cells = []
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
