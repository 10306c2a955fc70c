import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { buildText } from '../layout/text-builder.ts'
import { decodeBytes } from './decode-text.ts'
import { plainDrafts } from './plain-drafts.ts'
import { readTextFile } from './read-text-file.ts'

/** Text of a plain text file in any common encoding. Throws AppError `no_text`, `too_much_text`. */
export function extractPlainText(job: EngineJob): ExtractedText {
  const { text, warnings } = decodeBytes(readTextFile(job))
  const drafts = plainDrafts(text)
  job.onProgress(1, 1)
  return buildText(drafts, { maxTextChars: job.limits.maxTextChars, pageCount: null, title: null, warnings })
}
