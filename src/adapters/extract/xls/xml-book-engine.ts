import { statSync } from 'node:fs'
import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import type { Draft } from '../layout/draft.ts'
import { buildText } from '../layout/text-builder.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { commentDrafts } from '../sheets/cell-comments.ts'
import { createDisplay } from '../sheets/display.ts'
import { sheetDrafts } from '../sheets/sheet-drafts.ts'
import { textLanguage } from '../layout/text-language.ts'
import { readXmlBook } from './read-xml-book.ts'
import type { XmlSheet } from './read-xml-book.ts'
import { xmlCellText } from './xml-cell-text.ts'

/**
 * Text of a workbook in XML (SpreadsheetML 2003), as of every other one.
 * @throws AppError `corrupt_file`, `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractXmlBook(job: EngineJob): ExtractedText {
  const { maxTextChars } = job.limits
  const fileBytes = statSync(job.path).size
  const budget = createTextBudget({ fileBytes, maxTextChars })
  budget.allow(fileBytes)
  const { sheets, formats, from1904, damaged } = readXmlBook(readTextFile(job), budget.spend)
  const language = textLanguage(sampleOf(sheets))
  const display = createDisplay(language, from1904)
  const drafts: Draft[] = []
  const warnings: DocumentWarning[] = damaged ? [warning('document_damaged', {})] : []
  for (const [index, { name, isHidden, rows, merged, hiddenRows, hidden, comments }] of sheets.entries()) {
    if (isHidden) warnings.push(warning('sheet_hidden', { sheet: name }))
    else {
      const grid = rows.map(({ number, cells }) => ({
        number,
        cells: cells.flatMap(({ column, ...cell }) => {
          const text = xmlCellText(cell, { format: formats.get(cell.style) ?? '', language, display, from1904 })
          return text.trim() === '' ? [] : [{ column, text }]
        }),
      }))
      const filled = grid.filter(({ cells }) => cells.length > 0)
      for (const draft of sheetDrafts(name, { rows: filled, merged, hiddenRows }, budget.spend)) drafts.push(draft)
      for (const draft of commentDrafts(comments, budget.spend)) drafts.push(draft)
      if (hidden > 0) warnings.push(warning('rows_hidden', { rows: hidden, sheet: name }))
    }
    job.onProgress(index + 1, sheets.length)
  }
  return buildText(drafts, { maxTextChars, check: budget.check, pageCount: null, title: null, warnings })
}

function* sampleOf(sheets: readonly XmlSheet[]): Iterable<string> {
  for (const { name } of sheets) yield name
  for (const { rows } of sheets) {
    for (const { cells } of rows) for (const { type, value } of cells) if (type === 'String') yield value
  }
}
