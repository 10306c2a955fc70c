import type { ExtractedText } from '../../../domain/extracted.ts'
import { warning } from '../../../domain/warnings/warning.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import { buildText } from '../layout/text-builder.ts'
import { usableTitle } from '../layout/usable-title.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { readRtf } from './read-rtf.ts'

/**
 * Text of a Rich Text file: headings by style, lists with their labels, tables row by row, notes and remarks after the
 * paragraph they belong to, headers before everything and footers after it. Hidden and deleted text is left out.
 * @throws AppError `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractRtf(job: EngineJob): ExtractedText {
  const bytes = readTextFile(job)
  const { maxTextChars } = job.limits
  const budget = createTextBudget({ fileBytes: bytes.length, maxTextChars })
  budget.allow(bytes.length, bytes.length)
  const { drafts, title, hiddenLetters } = readRtf(bytes.toString('latin1'), budget.spend)
  job.onProgress(1, 1)
  return buildText(drafts, {
    maxTextChars,
    check: budget.check,
    pageCount: null,
    title: usableTitle(title),
    warnings: hiddenLetters > 0 ? [warning('text_hidden', { letters: hiddenLetters })] : [],
  })
}
