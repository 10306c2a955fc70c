import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { cellAddress, cellRange, maxColumns } from '../sheets/grid.ts'
import type { CellRange, Grid, GridCell, GridRow } from '../sheets/grid.ts'
import { linkTargetText } from '../layout/link-target.ts'
import type { Draft } from '../layout/draft.ts'
import { formulaTarget, formulaWords, withLinks } from '../sheets/cell-links.ts'
import type { SheetLink } from '../sheets/cell-links.ts'
import { createHiddenTexts, withShownMerges } from '../sheets/shown-merges.ts'
import type { HiddenTexts } from '../sheets/shown-merges.ts'
import type { Value } from '../sheets/formula-values.ts'
import { cellText, valueText } from './cell-text.ts'
import type { CellContext } from './cell-text.ts'
import { createMarginReader } from './sheet-margins.ts'
import type { MarginReader } from './sheet-margins.ts'
import { createStringReader } from './shared-strings.ts'
import { isUncalculated } from './sheet-values.ts'

export interface ReadSheet {
  readonly grid: Grid
  /** Rows and columns that hold something and are hidden. */
  readonly hidden: number
  /** Not well-formed; what could be read is there. */
  readonly damaged: boolean
  /** Cells with a formula that the file keeps no value of. */
  readonly uncalculated: number
  /** What is printed above and below the sheet. */
  readonly margins: readonly Draft[]
}

export interface SheetContext extends CellContext {
  /** Told the characters that are kept; throws when they are too many for the file. */
  readonly spend: (chars: number) => void
  /** Works out a formula whose program did not, by row and column. Undefined: it cannot be. */
  readonly calculate: (row: number, column: number) => Value | undefined
  /** The program left it to the next one to work out all formulas. */
  readonly calculatesOnLoad: boolean
  /** Where a link leads, by the id of its relationship. */
  readonly linkTarget: (id: string) => string
}

/** More links than anybody sets by hand. */
const maxLinks = 20_000
/** Merged cells beyond this make nothing readable that was not before. */
const maxMerged = 20_000
/** Formulas that are worked out. */
const maxPending = 20_000

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  formula: string | null
}

interface State {
  readonly context: SheetContext
  readonly rows: GridRow[]
  readonly merged: CellRange[]
  /** 1 for each column that is hidden. */
  readonly hiddenColumns: Uint8Array
  readonly hiddenRows: Set<number>
  readonly hiddenTexts: HiddenTexts
  readonly hiddenSeen: Set<string>
  readonly inline: ReturnType<typeof createStringReader>
  number: number
  column: number
  isHidden: boolean
  cells: GridCell[]
  /** Something in the open row is struck through. */
  holdsStruck: boolean
  cell: Cell | null
  inValue: boolean
  inFormula: boolean
  uncalculated: number
  /** Cells of formulas without a value, until all others are known. */
  readonly pending: { readonly row: number; readonly cell: { column: number; text: string }; readonly style: number }[]
  readonly links: SheetLink[]
  readonly margins: MarginReader
}

/** The cells of a sheet while its XML streams by. */
export function readSheet(archive: ZipArchive, part: string, context: SheetContext): ReadSheet {
  const state: State = {
    context,
    rows: [],
    merged: [],
    hiddenColumns: new Uint8Array(maxColumns),
    hiddenRows: new Set(),
    hiddenTexts: createHiddenTexts(),
    hiddenSeen: new Set(),
    inline: createStringReader(),
    number: 0,
    column: -1,
    isHidden: false,
    cells: [],
    holdsStruck: false,
    cell: null,
    inValue: false,
    inFormula: false,
    uncalculated: 0,
    pending: [],
    links: [],
    margins: createMarginReader(),
  }
  const { found, damaged } = readXml(archive, part, {
    open: (name, attributes) => open(state, name, attributes),
    close: (name) => close(state, name),
    text(text) {
      if (state.inValue && state.cell !== null) state.cell.value += text
      else if (state.inFormula && state.cell !== null) state.cell.formula += text
      else if (!state.margins.text(text)) state.inline.text(text)
    },
  })
  // Nearly all writers keep rows in order; merged cells are looked up by their number.
  const rows = calculated(state).toSorted((a, b) => a.number - b.number)
  const { merged, hiddenRows, hiddenColumns, hiddenTexts: texts } = state
  const grid = { rows: withLinks(rows, state.links, context.spend), merged, hiddenRows }
  return {
    grid: withShownMerges(grid, { rows: hiddenRows, columns: hiddenColumns, texts }, context.spend),
    hidden: state.hiddenSeen.size,
    damaged: damaged || !found,
    uncalculated: state.uncalculated,
    margins: state.margins.lines(context.spend),
  }
}

/** The rows with what their formulas give whose program did not work them out. */
function calculated(state: State): readonly GridRow[] {
  const { rows, pending, context } = state
  if (pending.length === 0) return rows
  for (const { row, cell, style } of pending) {
    const value = context.calculate(row, cell.column)
    if (value === undefined) {
      state.uncalculated++
      continue
    }
    cell.text = valueText(value, style, context)
    context.spend(cell.text.length)
  }
  return rows.flatMap(({ number, cells }) => {
    const filled = cells.filter(({ text }) => text !== '')
    return filled.length === 0 ? [] : [{ number, cells: filled }]
  })
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
  } else if (name === 'f') {
    state.inFormula = true
    if (state.cell !== null) state.cell.formula = ''
  } else if (name === 'hyperlink') {
    const range = cellRange(attributes['ref'] ?? '')
    const target = state.context.linkTarget(attributes['r:id'] ?? '')
    if (range !== null && target !== '' && state.links.length < maxLinks) state.links.push({ range, target })
  } else if (!state.margins.open(name)) state.inline.open(name, attributes)
}

function openRow(state: State, attributes: Readonly<Record<string, string>>): void {
  const number = Number(attributes['r'])
  state.number = Number.isInteger(number) && number > 0 ? number : state.number + 1
  state.column = -1
  state.isHidden = isTrue(attributes['hidden'])
  if (state.isHidden) state.hiddenRows.add(state.number)
  state.cells = []
  state.holdsStruck = false
}

function openCell(state: State, attributes: Readonly<Record<string, string>>): void {
  state.column = cellAddress(attributes['r'] ?? '')?.column ?? state.column + 1
  state.cell = {
    column: state.column,
    type: attributes['t'] ?? 'n',
    style: Number(attributes['s'] ?? 0),
    value: '',
    formula: null,
  }
  state.inline.begin()
}

function close(state: State, name: string): void {
  if (name === 'v') state.inValue = false
  else if (name === 'f') state.inFormula = false
  else if (state.margins.close(name)) return
  else if (name === 'c') closeCell(state)
  else if (name === 'row') closeRow(state)
  else state.inline.close(name)
}

function closeCell(state: State): void {
  const { cell, context } = state
  state.cell = null
  if (cell === null) return
  const { formula } = cell
  if (context.struck.has(cell.style)) return closeStruck(state, cell)
  const inline = state.inline.end()
  const isOpen = formula !== null && isUncalculated(cell, context.calculatesOnLoad)
  const words = isOpen ? formulaWords(formula) : ''
  if (isOpen && words === '') return leaveOpen(state, cell)
  const shown = words !== '' ? words : cellText(cell.type === 'inlineStr' ? { ...cell, value: inline } : cell, context)
  if (shown.trim() !== '') put(state, cell, shown + linkTargetText(formulaTarget(formula), shown))
  else if (cell.type === 's' ? context.struckStrings.has(Number(cell.value)) : state.inline.holdsStruck())
    state.holdsStruck = true
}

/** Of a cell that is struck through only what says otherwise is read. */
function closeStruck(state: State, cell: Cell): void {
  const kept = cell.type === 's' ? state.context.kept.get(Number(cell.value)) : state.inline.kept()
  if (kept !== undefined && kept.trim() !== '') put(state, cell, kept)
  else if (cell.type === 'inlineStr' ? state.inline.end().trim() !== '' : cellText(cell, state.context).trim() !== '') {
    state.holdsStruck = true
  }
}

function put(state: State, cell: Cell, text: string): void {
  if (state.isHidden || state.hiddenColumns[cell.column] === 1) state.hiddenTexts.add(state.number, cell.column, text)
  if (state.isHidden) state.hiddenSeen.add(`row ${state.number}`)
  else if (state.hiddenColumns[cell.column] === 1) state.hiddenSeen.add(`column ${cell.column}`)
  else {
    state.context.spend(text.length)
    state.cells.push({ column: cell.column, text })
  }
}

/** Its place is kept until the values of all cells are known. */
function leaveOpen(state: State, { column, style }: Cell): void {
  const isHidden = state.isHidden || state.hiddenColumns[column] === 1
  if (isHidden || state.pending.length >= maxPending) {
    state.uncalculated++
    return
  }
  const cell = { column, text: '' }
  state.cells.push(cell)
  state.pending.push({ row: state.number, cell, style })
}

function closeRow(state: State): void {
  if (state.cells.length > 0) state.rows.push({ number: state.number, cells: state.cells })
  // Where everything in it is struck through, it parts no table, as one that is hidden.
  else if (state.holdsStruck) state.hiddenRows.add(state.number)
  state.cells = []
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
