import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import type { XmlHandler } from '../containers/read-xml.ts'
import type { Draft } from '../layout/draft.ts'
import { linkTargetText } from '../layout/link-target.ts'
import { raisedText } from '../layout/raised-text.ts'
import { cellValue } from './cell-values.ts'
import { createOdfReader } from './odf-reader.ts'
import type { OdfContext } from './odf-reader.ts'
import { runStyle } from './text-styles.ts'
import type { TextStyle } from './text-styles.ts'
import { formulaTarget } from '../sheets/cell-links.ts'
import { columnName, maxColumns, maxRows } from '../sheets/grid.ts'
import type { CellRange, GridCell, GridRow } from '../sheets/grid.ts'
import { sheetDrafts } from '../sheets/sheet-drafts.ts'
import { createHiddenTexts, withShownMerges } from '../sheets/shown-merges.ts'
import type { HiddenTexts } from '../sheets/shown-merges.ts'

type Attributes = Readonly<Record<string, string>>

interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: GridRow[]
  readonly merged: CellRange[]
  readonly hiddenRows: Set<number>
  /** Those below the last row that says something, in runs: at the end of a sheet they are a million, and part nothing. */
  hiddenRuns: { readonly from: number; readonly count: number }[]
  readonly comments: Draft[]
  readonly drawn: Draft[]
  readonly hiddenColumns: Uint8Array
  /** 1 for each column whose cells are struck through that have no style of their own. */
  readonly struckColumns: Uint8Array
  readonly hiddenTexts: HiddenTexts
  hidden: number
  columns: number
  /** The row that is open, and how many rows it stands for. */
  number: number
  repeat: number
  isHiddenRow: boolean
  /** What the style of the row says of its cells, and whether something in it was struck through. */
  rowStyle: string | undefined
  holdsStruck: boolean
  cells: GridCell[]
  column: number
}

interface Cell {
  readonly repeat: number
  readonly rowsSpanned: number
  readonly columnsSpanned: number
  /** Where its formula leads, if it is a link. */
  readonly target: string
  /** What it holds. */
  readonly value: string
  readonly isStruck: boolean
  /** What it shows, and what somebody remarked about it. */
  readonly lines: string[]
  readonly remarks: string[]
}

interface State {
  readonly context: OdfContext
  readonly spend: (chars: number) => void
  readonly drafts: Draft[]
  readonly warnings: DocumentWarning[]
  readonly hiddenStyles: Set<string>
  style: string
  sheet: Sheet | null
  cell: Cell | null
  inRemark: boolean
  /** What is drawn over the cells is being read: boxes, pictures, charts. */
  drawing: { readonly reader: ReturnType<typeof createOdfReader>; depth: number } | null
  paragraph: string | null
  /** Where the open link leads, and where its words and raised text began. */
  link: { readonly target: string; readonly from: number; isStruck: boolean } | null
  readonly spans: TextStyle[]
}

/** A row or cell that is repeated holds the same text so many times at most: beyond that it fills a sheet, nobody reads it. */
const mostRepeats = 1_000

/** Collects the rows of a workbook while its XML streams by. */
export function createOdsReader(context: OdfContext): {
  readonly handler: XmlHandler
  result(): { readonly drafts: readonly Draft[]; readonly warnings: readonly DocumentWarning[] }
} {
  const state: State = {
    context,
    spend: context.budget.spend,
    drafts: [],
    warnings: [],
    hiddenStyles: new Set(),
    style: '',
    sheet: null,
    cell: null,
    inRemark: false,
    drawing: null,
    paragraph: null,
    link: null,
    spans: [],
  }
  return {
    handler: {
      open: (name, attributes) => openElement(state, name, attributes),
      close: (name) => closeElement(state, name),
      text(text) {
        if (state.drawing !== null) state.drawing.reader.handler.text?.(text)
        else if (state.paragraph !== null) takeText(state, state.paragraph, text)
      },
    },
    result: () => ({ drafts: state.drafts, warnings: state.warnings }),
  }
}

function takeText(state: State, before: string, text: string): void {
  if (!isStruckHere(state)) {
    state.paragraph = before + (state.spans.at(-1)?.isRaised === true ? raisedText(text, before) : text)
    return
  }
  if (state.sheet !== null) state.sheet.holdsStruck = true
  if (state.link !== null) state.link.isStruck = true
}

/** Struck through by its run, or with its whole cell; a remark is no part of what the cell shows. */
function isStruckHere({ spans, cell, inRemark }: State): boolean {
  return spans.at(-1)?.isStruck ?? (cell?.isStruck === true && !inRemark)
}

function openElement(state: State, name: string, attributes: Attributes): void {
  const { sheet, cell } = state
  if (state.drawing === null) state.context.styles.open(name, attributes)
  if (state.drawing !== null || (sheet !== null && isDrawn(name))) openDrawn(state, name, attributes)
  else if (name === 'style:style') state.style = attributes['style:name'] ?? ''
  else if (name === 'style:table-properties') {
    if (attributes['table:display'] === 'false') state.hiddenStyles.add(state.style)
  } else if (name === 'table:table' && sheet === null) state.sheet = openSheet(state, attributes)
  else if (sheet === null) return
  else if (name === 'table:table-column') openColumns(state, sheet, attributes)
  else if (name === 'table:table-row') openRow(sheet, attributes)
  else if (name === 'table:table-cell' || name === 'table:covered-table-cell')
    state.cell = openCell(state, sheet, attributes)
  else if (cell !== null) openInCell(state, name, attributes)
}

function isDrawn(name: string): boolean {
  return name === 'table:shapes' || name.startsWith('draw:')
}

function openDrawn(state: State, name: string, attributes: Attributes): void {
  state.drawing ??= { reader: createOdfReader(state.context), depth: 0 }
  state.drawing.depth++
  state.drawing.reader.handler.open(name, attributes)
}

function closeDrawn(state: State, drawing: NonNullable<State['drawing']>, name: string): void {
  drawing.reader.handler.close(name)
  drawing.depth--
  if (drawing.depth > 0) return
  state.drawing = null
  for (const draft of drawing.reader.result().drafts) {
    // They stand on no page.
    const { page: _, later: __, ...block } = draft
    state.sheet?.drawn.push(block)
  }
}

function openInCell(state: State, name: string, attributes: Attributes): void {
  if (name === 'office:annotation') state.inRemark = true
  else if (name === 'text:p') state.paragraph = ''
  else if (state.paragraph !== null && (name === 'text:s' || name === 'text:tab' || name === 'text:line-break')) {
    state.paragraph += ' '
  } else if (name === 'text:span') state.spans.push(runStyle(state.context.styles, attributes, isStruckHere(state)))
  else if (name === 'text:a' && state.paragraph !== null) {
    state.link = { target: attributes['xlink:href'] ?? '', from: state.paragraph.length, isStruck: false }
  }
}

function closeLink(state: State): void {
  const { link, paragraph } = state
  state.link = null
  if (link === null || paragraph === null) return
  const words = paragraph.slice(link.from)
  if (words.trim() !== '' || !link.isStruck) state.paragraph = paragraph + linkTargetText(link.target, words)
}

function openSheet(state: State, attributes: Attributes): Sheet {
  return {
    name: attributes['table:name'] ?? '',
    isHidden: state.hiddenStyles.has(attributes['table:style-name'] ?? ''),
    rows: [],
    merged: [],
    hiddenRows: new Set(),
    hiddenRuns: [],
    comments: [],
    drawn: [],
    hiddenColumns: new Uint8Array(maxColumns),
    struckColumns: new Uint8Array(maxColumns),
    hiddenTexts: createHiddenTexts(),
    hidden: 0,
    columns: 0,
    number: 0,
    repeat: 0,
    isHiddenRow: false,
    rowStyle: undefined,
    holdsStruck: false,
    cells: [],
    column: 0,
  }
}

function openColumns({ context }: State, sheet: Sheet, attributes: Attributes): void {
  const from = sheet.columns
  sheet.columns += repeats(attributes['table:number-columns-repeated'], maxColumns)
  if (isUnseen(attributes)) sheet.hiddenColumns.fill(1, from, sheet.columns)
  const style = attributes['table:default-cell-style-name']
  if (context.styles.of('table-cell', style).isStruck === true) sheet.struckColumns.fill(1, from, sheet.columns)
}

function openRow(sheet: Sheet, attributes: Attributes): void {
  sheet.number += Math.max(1, sheet.repeat)
  sheet.repeat = repeats(attributes['table:number-rows-repeated'], maxRows)
  sheet.isHiddenRow = isUnseen(attributes)
  sheet.rowStyle = attributes['table:default-cell-style-name']
  sheet.holdsStruck = false
  if (sheet.isHiddenRow && sheet.number <= maxRows) sheet.hiddenRuns.push({ from: sheet.number, count: sheet.repeat })
  sheet.cells = []
  sheet.column = 0
}

function isUnseen(attributes: Attributes): boolean {
  return /^(?:collapse|filter)$/.test(attributes['table:visibility'] ?? '')
}

function openCell({ context }: State, sheet: Sheet, attributes: Attributes): Cell {
  const style = attributes['table:style-name'] ?? sheet.rowStyle
  return {
    repeat: repeats(attributes['table:number-columns-repeated'], maxColumns),
    rowsSpanned: repeats(attributes['table:number-rows-spanned'], maxRows),
    columnsSpanned: repeats(attributes['table:number-columns-spanned'], maxColumns),
    target: formulaTarget(attributes['table:formula'] ?? null),
    value: cellValue(attributes),
    isStruck:
      style === undefined
        ? sheet.struckColumns[sheet.column] === 1
        : context.styles.of('table-cell', style).isStruck === true,
    lines: [],
    remarks: [],
  }
}

function repeats(value: string | undefined, most: number): number {
  const number = Number(value ?? 1)
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : 1
}

function closeElement(state: State, name: string): void {
  if (state.drawing !== null) return closeDrawn(state, state.drawing, name)
  state.context.styles.close(name)
  const { sheet, cell } = state
  if (sheet === null) return
  if (name === 'text:p') {
    closeParagraph(state)
    state.paragraph = null
  } else if (name === 'office:annotation') state.inRemark = false
  else if (name === 'text:span') state.spans.pop()
  else if (name === 'text:a') closeLink(state)
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
  // A program that says how it is shown does so also where it shows nothing.
  const shown = (cell.lines.length === 0 && !cell.isStruck ? cell.value : cell.lines.join(' ')).trim()
  const text = shown === '' && cell.isStruck ? '' : shown + linkTargetText(cell.target, shown)
  const { column, number } = sheet
  sheet.column += cell.repeat
  if (column >= maxColumns || number > maxRows || sheet.isHidden) return
  const remark = cell.remarks.join(' ').trim()
  if (remark !== '') sheet.comments.push({ kind: 'paragraph', text: `[${columnName(column)}${number}] ${remark}` })
  if (text === '') return
  if (sheet.isHiddenRow || sheet.hiddenColumns[column] === 1) {
    sheet.hidden++
    sheet.hiddenTexts.add(number, column, text)
  } else {
    for (let at = column; at < column + Math.min(cell.repeat, mostRepeats); at++) {
      state.spend(text.length + 2)
      sheet.cells.push({ column: at, text })
    }
  }
  if (cell.rowsSpanned === 1 && cell.columnsSpanned === 1) return
  sheet.merged.push({
    firstRow: number,
    lastRow: number + cell.rowsSpanned - 1,
    firstColumn: column,
    lastColumn: column + cell.columnsSpanned - 1,
  })
}

function closeRow(state: State, sheet: Sheet): void {
  const { cells, number } = sheet
  // A row of which everything is struck through parts no table, as one that is hidden.
  if (cells.length === 0 && sheet.holdsStruck)
    sheet.hiddenRuns.push({ from: number, count: Math.min(sheet.repeat, mostRepeats) })
  if (cells.length === 0) return
  for (const { from, count } of sheet.hiddenRuns) for (let at = 0; at < count; at++) sheet.hiddenRows.add(from + at)
  sheet.hiddenRuns = []
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
  const { hiddenRows, hiddenColumns: columns, hiddenTexts: texts } = sheet
  const grid = withShownMerges(sheet, { rows: hiddenRows, columns, texts }, state.spend)
  const blocks = [...sheetDrafts(sheet.name, grid, state.spend), ...sheet.comments, ...sheet.drawn]
  for (const draft of blocks) state.drafts.push(draft)
}
