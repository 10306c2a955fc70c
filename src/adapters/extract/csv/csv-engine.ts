import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import { buildText } from '../layout/text-builder.ts'
import { sheetDrafts } from '../sheets/sheet-drafts.ts'
import { decodeBytes } from '../text/decode-text.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { readCsv } from './read-csv.ts'

/**
 * Text of values separated by commas, semicolons, tabs or bars, in any common encoding: one line a row, with the numbers a
 * spreadsheet gives the rows.
 * @throws AppError `too_complex` (more rows than a sheet has), `archive_bomb` (rows far wider than the others), `no_text`, `too_much_text`
 */
export function extractCsv(job: EngineJob): ExtractedText {
  const bytes = readTextFile(job)
  const { maxTextChars } = job.limits
  const budget = createTextBudget({ fileBytes: bytes.length, maxTextChars })
  // A place in a row is a separator at least.
  budget.allow(bytes.length, bytes.length)
  const { text, warnings: ofLetters } = decodeBytes(bytes)
  const { rows, warnings } = readCsv(withoutPadding(text))
  job.onProgress(1, 1)
  return buildText(sheetDrafts('', { rows, merged: [] }, budget.spend), {
    maxTextChars,
    pageCount: null,
    title: null,
    warnings: [...ofLetters, ...warnings],
  })
}

/** Without the zeros that fill a file up to the end of a block. */
function withoutPadding(text: string): string {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--
  return text.slice(0, end)
}
