import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import type { Draft } from '../layout/draft.ts'
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
  const drafts = withFields(markdownDrafts(body), title, fields)
  job.onProgress(1, 1)
  return buildText(drafts, { maxTextChars: job.limits.maxTextChars, pageCount: null, title, warnings })
}

/** Fields stand below the title that says what they are of. Sites show it above the text, where the text may say it itself. */
function withFields(drafts: readonly Draft[], title: string | null, fields: readonly Draft[]): readonly Draft[] {
  const isTitle = (draft: Draft | undefined): boolean => draft?.kind === 'heading' && draft.text.trim() === title
  const [first, ...rest] = drafts
  if (first !== undefined && isTitle(first)) return [first, ...fields, ...rest]
  const said = title === null || drafts.some(isTitle) ? [] : [{ kind: 'heading', level: 1, text: title } as const]
  return [...said, ...fields, ...drafts]
}
