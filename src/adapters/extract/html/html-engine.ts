import { statSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { decodeText } from '../text/decode-text.ts'
import { readTextFile } from '../text/read-text-file.ts'
import type { Draft } from '../layout/text-builder.ts'
import { buildText } from '../layout/text-builder.ts'
import type { HtmlDrafts } from './html-drafts.ts'
import { htmlDrafts } from './html-drafts.ts'
import { maxHtmlBytes } from './html-guard.ts'
import { readablePart } from './readable-part.ts'

/** Readability keeps nearly nothing of index pages and forms; below this share the whole page is the content. */
const minReadableShare = 0.25

/**
 * Text of an HTML page: its main content when one can be told apart, else everything visible.
 * @throws AppError `too_complex` (10 MB, 600 levels, 500,000 elements), `no_text`, `too_much_text`
 */
export function extractHtml(job: EngineJob): ExtractedText {
  if (statSync(job.path).size > maxHtmlBytes) {
    throw new AppError('too_complex', 'The HTML page is larger than 10 MB. Save its text in another format.')
  }
  const html = decodeHtml(readTextFile(job))
  const whole = htmlDrafts(html, { skipFrame: true })
  const drafts = mainDrafts(html, whole)
  job.onProgress(1, 1)
  return buildText(drafts.length > 0 ? drafts : htmlDrafts(html, { skipFrame: false }).drafts, {
    maxTextChars: job.limits.maxTextChars,
    paged: false,
    title: whole.title ?? whole.firstHeading,
  })
}

function mainDrafts(html: string, whole: HtmlDrafts): readonly Draft[] {
  const length = textLength(whole.drafts)
  const part = readablePart(html, whole.shape, length)
  if (part === null) return whole.drafts
  const { drafts } = htmlDrafts(part, { skipFrame: true })
  if (textLength(drafts) < length * minReadableShare) return whole.drafts
  return withTopHeading(drafts, whole)
}

/** Readability takes out the heading that repeats the title; in the text it is the first line. */
function withTopHeading(drafts: readonly Draft[], whole: HtmlDrafts): readonly Draft[] {
  const top = whole.drafts.find((draft) => draft.kind === 'heading' && draft.level === 1)
  if (top === undefined || drafts.some((draft) => draft.kind === 'heading' && draft.text === top.text)) return drafts
  return [top, ...drafts]
}

function textLength(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, draft) => sum + draft.text.length, 0)
}

/** The encoding a page declares stands within its first kilobyte, in ASCII. */
function decodeHtml(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 2_048)
  const declared =
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})/i.exec(head)?.[1] ??
    /<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,40})/i.exec(head)?.[1]
  return decodeText(bytes, declared ?? null)
}
