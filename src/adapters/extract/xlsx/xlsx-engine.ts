import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { statedTitle } from '../containers/core-title.ts'
import { refuseEncrypted } from '../containers/refuse-encrypted.ts'
import { mainPart, readRelations } from '../containers/relationships.ts'
import { openZipArchive } from '../containers/zip-archive.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { EngineJob } from '../engine/engine.ts'
import type { Draft } from '../layout/draft.ts'
import { buildText } from '../layout/text-builder.ts'
import { createMarginLines } from '../layout/margin-lines.ts'
import { usableTitle } from '../layout/usable-title.ts'
import { commentDrafts } from '../sheets/cell-comments.ts'
import { createCalculator } from '../sheets/calculate.ts'
import type { SheetCells } from '../sheets/calculate.ts'
import { createDisplay } from '../sheets/display.ts'
import { sheetDrafts } from '../sheets/sheet-drafts.ts'
import { textLanguage } from '../layout/text-language.ts'
import { readComments } from './read-comments.ts'
import { drawingDrafts } from './drawing-drafts.ts'
import { readSheet } from './read-sheet.ts'
import { readSheetValues } from './sheet-values.ts'
import { readSharedStrings } from './shared-strings.ts'
import { readWorkbook } from './workbook.ts'
import type { Workbook, WorkbookSheet } from './workbook.ts'
import { readCellFormats } from './cell-formats.ts'

/**
 * A million rows of ten cells are 500 MB of XML. They are never held: what comes out of them is bounded by the text budget,
 * and what it costs to read them by the size of the upload, which may inflate a hundred times at most.
 */
const unpack = { maxPartBytes: 1024 * 1024 * 1024, maxTotalBytes: 2 * 1024 * 1024 * 1024 }

/**
 * Text of a workbook: each sheet under its name, one line a row, values as they are shown, formulas by their last value.
 * Hidden sheets, rows and columns are left out, with a warning.
 * @throws AppError `password_protected`, `corrupt_file`, `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractXlsx(job: EngineJob): ExtractedText {
  refuseEncrypted(job.path)
  const archive = openZipArchive({ path: job.path, format: 'XLSX', maxTextChars: job.limits.maxTextChars, unpack })
  try {
    return readXlsx(archive, job)
  } finally {
    archive.close()
  }
}

function readXlsx(archive: ZipArchive, job: EngineJob): ExtractedText {
  const main = mainPart(archive, 'xl/workbook.xml')
  const workbook = readWorkbook(archive, main)
  if (workbook === null) throw new AppError('corrupt_file', 'The XLSX file has no workbook in it. Save it again.')
  const { strings, ...ofStruck } = readSharedStrings(archive, workbook.part('sharedStrings') ?? 'xl/sharedStrings.xml')
  const language = textLanguage(languageSample(archive, workbook.sheets, strings))
  const context = {
    strings,
    ...ofStruck,
    language,
    ...readCellFormats(archive, workbook.part('styles') ?? 'xl/styles.xml', language),
    display: createDisplay(language, workbook.from1904),
    spend: archive.budget.spend,
    calculatesOnLoad: workbook.calculatesOnLoad,
  }
  const calculate = createCalculator(sheetCellsOf(archive, workbook, strings), workbook.from1904)
  const drafts: Draft[] = []
  const warnings: DocumentWarning[] = []
  /** What is printed above and below the sheets. */
  const margins = createMarginLines()
  for (const [index, sheet] of workbook.sheets.entries()) {
    if (sheet.isHidden) {
      warnings.push(warning('sheet_hidden', { sheet: sheet.name }))
      continue
    }
    const relations = readRelations(archive, sheet.part)
    const {
      grid,
      hidden,
      damaged,
      uncalculated,
      margins: ofSheet,
    } = readSheet(archive, sheet.part, {
      ...context,
      calculate: (row, column) => calculate(sheet.name, row, column),
      linkTarget: (id) => relations.get(id)?.target ?? '',
    })
    margins.add(ofSheet)
    for (const draft of sheetDrafts(sheet.name, grid, archive.budget.spend)) drafts.push(draft)
    for (const draft of commentDrafts(readComments(archive, sheet.part), archive.budget.spend)) drafts.push(draft)
    for (const draft of drawingDrafts(archive, sheet.part)) drafts.push(draft)
    if (hidden > 0) warnings.push(warning('rows_hidden', { rows: hidden, sheet: sheet.name }))
    if (uncalculated > 0) {
      warnings.push(warning('formulas_uncalculated', { cells: uncalculated, sheet: sheet.name }))
    }
    if (damaged) warnings.push(warning('sheet_damaged', { sheet: sheet.name }))
    job.onProgress(index + 1, workbook.sheets.length)
  }
  return buildText([...drafts, ...margins.lines], {
    maxTextChars: job.limits.maxTextChars,
    check: archive.budget.check,
    pageCount: null,
    title: usableTitle(statedTitle(archive, 'docProps/core.xml')),
    warnings,
  })
}

/** The values of each sheet that a formula asks for, each read once. */
function sheetCellsOf(archive: ZipArchive, { sheets, calculatesOnLoad }: Workbook, strings: readonly string[]) {
  const read = new Map<string, SheetCells | null>()
  return (name: string): SheetCells | null => {
    // Formulas may write it in any letters, and each reading of a sheet takes time.
    const key = name.toLowerCase()
    let cells = read.get(key)
    if (cells === undefined) {
      const sheet = sheets.find((one) => one.name.toLowerCase() === key)
      cells = sheet === undefined ? null : readSheetValues(archive, sheet.part, { strings, calculatesOnLoad })
      read.set(key, cells)
    }
    return cells
  }
}

/** Some programs write all texts into the cells themselves. */
function* languageSample(
  archive: ZipArchive,
  sheets: readonly WorkbookSheet[],
  strings: readonly string[],
): Iterable<string> {
  for (const { name } of sheets) yield name
  yield* strings
  if (strings.length > 0) return
  for (const { part } of sheets.slice(0, mostSheetsLooked)) {
    const xml = new TextDecoder().decode(archive.beginning(part).subarray(0, beginningLooked))
    for (const [, text = ''] of xml.matchAll(/<(?:\w+:)?t(?:\s[^<>]*)?>([^<]{1,500})/gu)) yield text
  }
}
/** Texts in the cells of the first sheets, as far as bytes are looked at, tell the language. */
const mostSheetsLooked = 3
const beginningLooked = 65_536
