import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { buildText } from '../layout/text-builder.ts'
import { decodeText } from './decode-text.ts'
import { markdownDrafts } from './markdown-drafts.ts'
import { readTextFile } from './read-text-file.ts'

/** Text of a Markdown file: headings, lists, tables by row, code, front matter title. Throws AppError `no_text`, `too_much_text`. */
export function extractMarkdown(job: EngineJob): ExtractedText {
  const { drafts, title } = markdownDrafts(decodeText(readTextFile(job)))
  job.onProgress(1, 1)
  return buildText(drafts, { maxTextChars: job.limits.maxTextChars, paged: false, title })
}
