import { cellDivider } from '../../../domain/extracted.ts'
import { wholeText } from './draft.ts'
import type { Draft } from './draft.ts'
import { tableDrafts } from './table-drafts.ts'
import type { GridCell, GridRow } from './table-grid.ts'

/** Past this a cell is part of a page set as a table rather than a datum, and its blocks stand for themselves. */
const maxCellChars = 1_000
/** A cell with a heading and so many blocks is a part of a page too. */
const blocksUnderHeading = 3
/** A cell with so many rows of a table and more beside them is a part of a page: on one line nobody could tell its columns. */
const rowsBesideText = 3
/** So many columns cannot be told on one line whatever stands beside them. */
const columnsOfTable = 3

/** What a cell says of its place; see `GridCell`. */
export interface CellSpan {
  readonly columns?: number
  readonly rows?: number
  readonly continues?: boolean
  readonly isHead?: boolean
  /** It is no part of the text, as a cell that was deleted. */
  readonly isDropped?: boolean
}

export interface RowMark {
  /** It names the columns, whatever its cells say. */
  readonly isHead?: boolean
  /** It is shown below all others, wherever it stands. */
  readonly isFoot?: boolean
  /** It is no part of the text, as a row that was deleted. */
  readonly isDropped?: boolean
}

/** Puts tables together while a file streams by: blocks go into the innermost open cell, or out when none is open. */
export interface TableBuilder {
  openTable(): void
  /** The next row is the first of a group, as those of the head: no cell above spans it. */
  openGroup(): void
  openRow(): void
  openCell(): void
  /** Of the open cell, or of another cell of the open row by its index, and of the row, before it closes. */
  spanCell(span: CellSpan, index?: number): void
  markRow(mark: RowMark): void
  closeCell(): void
  closeRow(): void
  closeTable(): void
  add(draft: Draft): void
  inCell(): boolean
}

interface Cell {
  span: CellSpan
  readonly drafts: Draft[]
}

interface Row {
  mark: RowMark
  readonly startsGroup: boolean
  readonly cells: Cell[]
}

interface OpenTable {
  readonly rows: Row[]
  row: Row | null
  cell: Cell | null
  startsGroup: boolean
}

/**
 * Rows of data become drafts of a table, see `tableDrafts`. A row that frames running text (very long cells, a heading with
 * text under it, a table with a title, or a table of nothing but single cells) gives its blocks instead; a small table in a cell
 * becomes text of it.
 */
export function createTableBuilder(emit: (draft: Draft) => void): TableBuilder {
  const tables: OpenTable[] = []
  const innermost = (): OpenTable | undefined => tables.at(-1)
  const openCellOf = (): Cell | null => tables.findLast((table) => table.cell !== null)?.cell ?? null
  const add = (draft: Draft): void => {
    const cell = openCellOf()
    if (cell === null) emit(draft)
    else cell.drafts.push(draft)
  }
  const closeCell = (): void => {
    const table = innermost()
    if (table !== undefined) table.cell = null
  }
  const closeRow = (): void => {
    closeCell()
    const table = innermost()
    if (table === undefined || table.row === null) return
    const cells = table.row.cells.filter(({ span }) => span.isDropped !== true)
    if (table.row.mark.isDropped !== true) table.rows.push({ ...table.row, cells })
    table.row = null
  }
  const openRow = (): void => {
    closeRow()
    const table = innermost()
    if (table === undefined) return
    table.row = { mark: {}, cells: [], startsGroup: table.startsGroup }
    table.startsGroup = false
  }
  return {
    add,
    closeCell,
    closeRow,
    openRow,
    openTable: () => void tables.push({ rows: [], row: null, cell: null, startsGroup: false }),
    openGroup() {
      const table = innermost()
      if (table !== undefined) table.startsGroup = true
    },
    openCell() {
      const table = innermost()
      if (table === undefined) return
      if (table.row === null) openRow()
      table.cell = { span: {}, drafts: [] }
      table.row?.cells.push(table.cell)
    },
    spanCell(span, index) {
      const table = innermost()
      const cell = index === undefined ? table?.cell : table?.row?.cells[index]
      if (cell !== undefined && cell !== null) cell.span = { ...cell.span, ...span }
    },
    markRow(mark) {
      const row = innermost()?.row
      if (row !== undefined && row !== null) row.mark = { ...row.mark, ...mark }
    },
    closeTable() {
      closeRow()
      const table = tables.pop()
      if (table !== undefined) for (const draft of draftsOf(withFeet(table.rows))) add(draft)
    },
    inCell: () => openCellOf() !== null,
  }
}

function withFeet(rows: readonly Row[]): readonly Row[] {
  const feet = rows.filter(({ mark }) => mark.isFoot === true)
  return feet.length === 0 ? rows : [...rows.filter(({ mark }) => mark.isFoot !== true), ...feet]
}

function draftsOf(rows: readonly Row[]): Draft[] {
  const isList = rows.every(({ cells }) => cells.filter(isFilled).length < 2)
  const drafts: Draft[] = []
  let data: GridRow[] = []
  const flush = (): void => {
    for (const draft of tableDrafts(data)) drafts.push(draft)
    data = []
  }
  for (const row of rows) {
    if (!isList && !row.cells.some(framesText)) {
      data.push(toGridRow(row))
      continue
    }
    flush()
    for (const cell of row.cells) for (const draft of cell.drafts) drafts.push(draft)
  }
  flush()
  return drafts
}

const isFilled = ({ drafts }: Cell): boolean => drafts.some((draft) => wholeText(draft).trim() !== '')

function framesText({ drafts }: Cell): boolean {
  let chars = 0
  for (const draft of drafts) chars += wholeText(draft).length
  if (chars > maxCellChars || holdsTable(drafts)) return true
  return drafts.length >= blocksUnderHeading && drafts.some(({ kind }) => kind === 'heading')
}

function holdsTable(drafts: readonly Draft[]): boolean {
  const rows = drafts.filter(({ kind }) => kind === 'table-row')
  if (rows.length < rowsBesideText) return false
  return rows.length < drafts.length || rows.every(({ text }) => text.split(cellDivider).length >= columnsOfTable)
}

function toGridRow({ mark, cells, startsGroup }: Row): GridRow {
  const filled = cells.filter(isFilled)
  const isHead = mark.isHead === true || (filled.length > 0 && filled.every(({ span }) => span.isHead === true))
  const page = filled[0]?.drafts[0]?.page
  return { cells: cells.map(toGridCell), isHead, startsGroup, ...(page === undefined ? {} : { page }) }
}

function toGridCell({ span, drafts }: Cell): GridCell {
  const { columns = 1, rows = 1, continues = false } = span
  return { text: cellLine(drafts), columns, rows, continues }
}

/** A cell on one line; rows of a table inside it are divided by semicolons. */
function cellLine(drafts: readonly Draft[]): string {
  let line = ''
  let wasRow = false
  for (const draft of drafts) {
    const text = wholeText(draft).replace(/\s+/gu, ' ').trim()
    const said = draft.kind === 'list-item' ? text.replace(/^- /u, '') : text
    if (said === '') continue
    const isRow = draft.kind === 'table-row'
    const divider = isRow && wasRow ? '; ' : ' '
    line += line === '' ? said : divider + said
    wasRow = isRow
  }
  return line
}
