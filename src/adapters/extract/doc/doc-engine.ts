import { statSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { warning } from '../../../domain/warnings/warning.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import { buildText } from '../layout/text-builder.ts'
import { wordDrafts } from './word-drafts.ts'
import { readWordText } from './word-text.ts'

/**
 * Text of a Word 97–2003 file: headings by style, lists with their printed labels, tables by row.
 * @throws AppError `password_protected`, `corrupt_file` (also Word 6 and 95, which nothing permissive reads),
 * `archive_bomb`, `too_complex`, `no_text`, `too_much_text`
 */
export function extractDoc(job: EngineJob): ExtractedText {
  const { maxTextChars } = job.limits
  const fileBytes = statSync(job.path).size
  const budget = createTextBudget({ fileBytes, maxTextChars })
  // Word packs nothing: a byte is a character at most.
  budget.allow(fileBytes, fileBytes)
  const text = readWordText(job.path, budget)
  if (text === null) throw unreadable()
  job.onProgress(1, 1)
  const { hiddenLetters } = text
  return buildText(wordDrafts(text), {
    maxTextChars,
    check: budget.check,
    pageCount: null,
    title: null,
    warnings: hiddenLetters > 0 ? [warning('text_hidden', { letters: hiddenLetters })] : [],
  })
}

function unreadable(): AppError {
  return new AppError(
    'corrupt_file',
    'The DOC file cannot be read: it is damaged or older than Word 97. Open it in Word and save it as DOCX.',
  )
}
