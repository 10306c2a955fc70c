import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import type { XmlHandler } from '../containers/read-xml.ts'
import type { Draft } from '../layout/draft.ts'
import { columnName, maxColumns, maxRows } from '../sheets/grid.ts'
import type { CellRange, GridCell, GridRow } from '../sheets/grid.ts'
import { sheetDrafts } from '../sheets/sheet-drafts.ts'

type Attributes = Readonly<Record<string, string>>

interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: GridRow[]
  readonly merged: CellRange[]
  readonly comments: Draft[]
  readonly hiddenColumns: Uint8Array
  hidden: number
  columns: number
  /** The row that is open, and how many rows it stands for. */
  number: number
  repeat: number
  isHiddenRow: boolean
  cells: GridCell[]
  column: number
}

interface Cell {
  readonly repeat: number
  readonly rowsSpanned: number
  readonly columnsSpanned: number
  /** What it shows, and what somebody remarked about it. */
  readonly lines: string[]
  readonly remarks: string[]
}

interface State {
  readonly spend: (chars: number) => void
  readonly drafts: Draft[]
  readonly warnings: DocumentWarning[]
  readonly hiddenStyles: Set<string>
  style: string
  sheet: Sheet | null
  cell: Cell | null
  inRemark: boolean
  /** What is drawn over the cells: charts, pictures. */
  drawn: number
  paragraph: string | null
}

/** A row or cell that is repeated holds the same text so many times at most: beyond that it fills a sheet, nobody reads it. */
const mostRepeats = 1_000

/** Collects the rows of a workbook while its XML streams by. @param spend throws when text is too much for the file */
export function createOdsReader(spend: (chars: number) => void): {
  readonly handler: XmlHandler
  result(): { readonly drafts: readonly Draft[]; readonly warnings: readonly DocumentWarning[] }
} {
  const state: State = {
    spend,
    drafts: [],
    warnings: [],
    hiddenStyles: new Set(),
    style: '',
    sheet: null,
    cell: null,
    inRemark: false,
    drawn: 0,
    paragraph: null,
  }
  return {
    handler: {
      open: (name, attributes) => openElement(state, name, attributes),
      close: (name) => closeElement(state, name),
      text(text) {
        if (state.paragraph !== null) state.paragraph += text
      },
    },
    result: () => ({ drafts: state.drafts, warnings: state.warnings }),
  }
}

function openElement(state: State, name: string, attributes: Attributes): void {
  const { sheet, cell } = state
  if (name === 'table:shapes' || state.drawn > 0) state.drawn++
  else if (name === 'style:style') state.style = attributes['style:name'] ?? ''
  else if (name === 'style:table-properties') {
    if (attributes['table:display'] === 'false') state.hiddenStyles.add(state.style)
  } else if (name === 'table:table' && sheet === null) state.sheet = openSheet(state, attributes)
  else if (sheet === null) return
  else if (name === 'table:table-column') openColumns(sheet, attributes)
  else if (name === 'table:table-row') openRow(sheet, attributes)
  else if (name === 'table:table-cell' || name === 'table:covered-table-cell') state.cell = openCell(attributes)
  else if (cell !== null) openInCell(state, name)
}

function openInCell(state: State, name: string): void {
  if (name === 'office:annotation') state.inRemark = true
  else if (name === 'text:p') state.paragraph = ''
  else if (state.paragraph !== null && (name === 'text:s' || name === 'text:tab' || name === 'text:line-break')) {
    state.paragraph += ' '
  }
}

function openSheet(state: State, attributes: Attributes): Sheet {
  return {
    name: attributes['table:name'] ?? '',
    isHidden: state.hiddenStyles.has(attributes['table:style-name'] ?? ''),
    rows: [],
    merged: [],
    comments: [],
    hiddenColumns: new Uint8Array(maxColumns),
    hidden: 0,
    columns: 0,
    number: 0,
    repeat: 0,
    isHiddenRow: false,
    cells: [],
    column: 0,
  }
}

function openColumns(sheet: Sheet, attributes: Attributes): void {
  const from = sheet.columns
  sheet.columns += repeats(attributes['table:number-columns-repeated'], maxColumns)
  if (isUnseen(attributes)) sheet.hiddenColumns.fill(1, from, sheet.columns)
}

function openRow(sheet: Sheet, attributes: Attributes): void {
  sheet.number += Math.max(1, sheet.repeat)
  sheet.repeat = repeats(attributes['table:number-rows-repeated'], maxRows)
  sheet.isHiddenRow = isUnseen(attributes)
  sheet.cells = []
  sheet.column = 0
}

function isUnseen(attributes: Attributes): boolean {
  return /^(?:collapse|filter)$/.test(attributes['table:visibility'] ?? '')
}

function openCell(attributes: Attributes): Cell {
  return {
    repeat: repeats(attributes['table:number-columns-repeated'], maxColumns),
    rowsSpanned: repeats(attributes['table:number-rows-spanned'], maxRows),
    columnsSpanned: repeats(attributes['table:number-columns-spanned'], maxColumns),
    lines: [],
    remarks: [],
  }
}

function repeats(value: string | undefined, most: number): number {
  const number = Number(value ?? 1)
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : 1
}

function closeElement(state: State, name: string): void {
  if (state.drawn > 0) {
    state.drawn--
    return
  }
  const { sheet, cell } = state
  if (sheet === null) return
  if (name === 'text:p') {
    closeParagraph(state)
    state.paragraph = null
  } else if (name === 'office:annotation') state.inRemark = false
  else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
    if (cell !== null) closeCell(state, sheet, cell)
    state.cell = null
  } else if (name === 'table:table-row') closeRow(state, sheet)
  else if (name === 'table:table') closeSheet(state, sheet)
}

function closeParagraph({ cell, paragraph, inRemark, spend }: State): void {
  if (cell === null || paragraph === null) return
  spend(paragraph.length)
  if (inRemark) cell.remarks.push(paragraph)
  else cell.lines.push(paragraph)
}

function closeCell(state: State, sheet: Sheet, cell: Cell): void {
  state.paragraph = null
  const text = cell.lines.join(' ').trim()
  const { column, number } = sheet
  sheet.column += cell.repeat
  if (column >= maxColumns || number > maxRows || sheet.isHidden) return
  const remark = cell.remarks.join(' ').trim()
  if (remark !== '') sheet.comments.push({ kind: 'paragraph', text: `[${columnName(column)}${number}] ${remark}` })
  if (text === '') return
  if (sheet.isHiddenRow || sheet.hiddenColumns[column] === 1) {
    sheet.hidden++
    return
  }
  for (let at = column; at < column + Math.min(cell.repeat, mostRepeats); at++) {
    state.spend(text.length + 2)
    sheet.cells.push({ column: at, text })
  }
  if (cell.rowsSpanned === 1) return
  sheet.merged.push({
    firstRow: number,
    lastRow: number + cell.rowsSpanned - 1,
    firstColumn: column,
    lastColumn: column + cell.columnsSpanned - 1,
  })
}

function closeRow(state: State, sheet: Sheet): void {
  const { cells, number } = sheet
  if (cells.length === 0) return
  const size = cells.reduce((sum, { text }) => sum + text.length + 2, 0)
  for (let at = 0; at < Math.min(sheet.repeat, mostRepeats); at++) {
    if (at > 0) state.spend(size)
    sheet.rows.push({ number: number + at, cells })
  }
}

function closeSheet(state: State, sheet: Sheet): void {
  state.sheet = null
  if (sheet.isHidden) {
    state.warnings.push(warning('sheet_hidden', { sheet: sheet.name }))
    return
  }
  if (sheet.hidden > 0) state.warnings.push(warning('cells_hidden', { cells: sheet.hidden, sheet: sheet.name }))
  const blocks = [...sheetDrafts(sheet.name, sheet, state.spend), ...sheet.comments]
  for (const draft of blocks) state.drafts.push(draft)
}
