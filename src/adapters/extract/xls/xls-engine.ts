import { closeSync, openSync, statSync } from 'node:fs'
import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { readOleStreams } from '../containers/ole-streams.ts'
import { readAt } from '../containers/read-at.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import type { Draft } from '../layout/draft.ts'
import { createMarginLines } from '../layout/margin-lines.ts'
import { buildText } from '../layout/text-builder.ts'
import { withLinks } from '../sheets/cell-links.ts'
import { createDisplay } from '../sheets/display.ts'
import { sheetDrafts } from '../sheets/sheet-drafts.ts'
import { textLanguage } from '../layout/text-language.ts'
import { readRecords } from './biff-records.ts'
import { createBesideReader } from './read-beside.ts'
import { readBook } from './read-book.ts'
import { readCells } from './read-cells.ts'
import { extractXmlBook } from './xml-book-engine.ts'

const oleMark = Buffer.from('d0cf11e0', 'hex')

/**
 * Text of a workbook of Excel 97 to 2003, 5 and 95, or of XML (SpreadsheetML 2003): each sheet under its name, one line a row, values as they are shown,
 * formulas by their last value, remarks and text boxes behind the cells. Hidden sheets, rows and columns are left out, with a warning.
 * @throws AppError `password_protected`, `corrupt_file` (also older than Excel 5), `archive_bomb`, `no_text`, `too_much_text`
 */
export function extractXls(job: EngineJob): ExtractedText {
  return isOleFile(job.path) ? extractBinary(job) : extractXmlBook(job)
}

function extractBinary(job: EngineJob): ExtractedText {
  const { maxTextChars } = job.limits
  const fileBytes = statSync(job.path).size
  const budget = createTextBudget({ fileBytes, maxTextChars })
  budget.allow(fileBytes)
  const stream = workbookStream(job.path)
  const book = readBook(readRecords(stream, 0))
  if (book === null) throw unreadable()
  const language = textLanguage([
    ...book.sheets.map(({ name }) => name),
    ...book.strings.slice(0, 2_000).map(({ text }) => text),
  ])
  const context = { book, language, display: createDisplay(language, book.from1904), spend: budget.spend }
  const drafts: Draft[] = []
  const warnings: DocumentWarning[] = []
  const margins = createMarginLines()
  for (const [index, sheet] of book.sheets.entries()) {
    if (sheet.isHidden) warnings.push(warning('sheet_hidden', { sheet: sheet.name }))
    else {
      const reader = createBesideReader(book)
      const { grid, hidden } = readCells(reader.watch(readRecords(stream, sheet.at)), context)
      const beside = reader.beside()
      margins.add(beside.margins(budget.spend))
      const rows = withLinks(grid.rows, beside.links, budget.spend)
      for (const draft of sheetDrafts(sheet.name, { ...grid, rows }, budget.spend)) drafts.push(draft)
      for (const draft of beside.drafts(budget.spend)) drafts.push(draft)
      if (hidden > 0) warnings.push(warning('rows_hidden', { rows: hidden, sheet: sheet.name }))
    }
    job.onProgress(index + 1, book.sheets.length)
  }
  return buildText([...drafts, ...margins.lines], {
    maxTextChars,
    check: budget.check,
    pageCount: null,
    title: null,
    warnings,
  })
}

/** Excel 2003 also wrote workbooks as XML, and so do programs to this day, under the same ending. */
function isOleFile(path: string): boolean {
  const handle = openSync(path, 'r')
  try {
    return readAt(handle, 0, oleMark.length).equals(oleMark)
  } finally {
    closeSync(handle)
  }
}

function workbookStream(path: string): Buffer {
  const streams = readOleStreams(path, ['Workbook', 'Book'])
  const stream = streams?.get('Workbook') ?? streams?.get('Book')
  if (stream === undefined) throw unreadable()
  return stream
}

function unreadable(): AppError {
  return new AppError(
    'corrupt_file',
    'The XLS file cannot be read: it is damaged or older than Excel 5. Open it in Excel and save it as XLSX.',
  )
}
