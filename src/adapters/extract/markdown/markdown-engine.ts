import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { buildText } from '../layout/text-builder.ts'
import { decodeBytes } from '../text/decode-text.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { splitFrontMatter } from './front-matter.ts'
import { markdownDrafts } from './markdown-drafts.ts'

/**
 * Text of a Markdown file (CommonMark with the tables, footnotes and strikethrough of GitHub): headings, lists, tables by
 * row, code, front matter. Throws AppError `no_text`, `too_much_text`.
 */
export function extractMarkdown(job: EngineJob): ExtractedText {
  const { text, warnings } = decodeBytes(readTextFile(job))
  const { body, title, fields } = splitFrontMatter(text.replace(/\r\n?/g, '\n'))
  const drafts = [...fields, ...markdownDrafts(body)]
  // Sites show it above the text; nothing else may say what the fields are of.
  if (title !== null && !drafts.some((draft) => draft.kind === 'heading' && draft.text.trim() === title)) {
    drafts.unshift({ kind: 'heading', level: 1, text: title })
  }
  job.onProgress(1, 1)
  return buildText(drafts, { maxTextChars: job.limits.maxTextChars, pageCount: null, title, warnings })
}
