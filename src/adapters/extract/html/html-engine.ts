import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import type { Draft } from '../layout/draft.ts'
import { withoutData } from '../layout/embedded-data.ts'
import { buildText } from '../layout/text-builder.ts'
import { decodeBytes } from '../text/decode-text.ts'
import { readTextFile } from '../text/read-text-file.ts'
import { closeEmptyElements, isXml } from './close-empty.ts'
import { declaredEncoding } from './declared-encoding.ts'
import type { HtmlDrafts } from './html-drafts.ts'
import { htmlDrafts } from './html-drafts.ts'
import { maxHtmlChars } from './html-guard.ts'
import { blockKey, mainContent } from './main-content.ts'
import { readablePart } from './readable-part.ts'
import { structuredDrafts } from './structured-data.ts'
import { withoutUnread } from './without-unread.ts'

/** Content that keeps less of a page than this is no content: the page is all of it. */
const minContentShare = 0.1
/** A page that shows no more waits for its programs. */
const mostWordsWaiting = 4
/** Less says that programs are needed, and nothing else. */
const fewestWordsInstead = 20

/**
 * Text of an HTML page: what a reader sees outside of navigation and the frame of the page, tables and lists always.
 * @throws AppError `too_complex` (10 million characters without embedded files and programs, 600 levels, 500,000 elements), `no_text`,
 * `too_much_text`
 */
export function extractHtml(job: EngineJob): ExtractedText {
  const bytes = readTextFile(job)
  const { text, warnings } = decodeBytes(bytes, declaredEncoding(bytes))
  const whole = withoutData(isXml(text) ? closeEmptyElements(text) : text)
  const html = whole.length > maxHtmlChars ? withoutUnread(whole) : whole
  if (html.length > maxHtmlChars) {
    throw new AppError('too_complex', 'The HTML page is larger than 10 MB. Save its text in another format.')
  }
  const page = htmlDrafts(html, { skipNavigation: true })
  const drafts = contentOf(html, page)
  job.onProgress(1, 1)
  return buildText(shownOr(drafts, html), {
    maxTextChars: job.limits.maxTextChars,
    pageCount: null,
    title: page.title ?? page.firstHeading,
    warnings,
  })
}

function contentOf(html: string, page: HtmlDrafts): readonly Draft[] {
  const length = textLength(page.drafts)
  const part = readablePart(html, page.shape, length)
  const readable =
    part === null ? null : new Set(htmlDrafts(part, { skipNavigation: true }).drafts.map(({ text }) => blockKey(text)))
  const content = mainContent(page, readable)
  return textLength(content) < length * minContentShare ? page.drafts : content
}

/** What a page shows; of one that shows nothing its navigation, what it holds for readers without programs, or what it tells search engines. */
function shownOr(content: readonly Draft[], html: string): readonly Draft[] {
  const drafts = content.length > 0 ? content : htmlDrafts(html, { skipNavigation: false }).drafts
  if (wordsIn(drafts) > mostWordsWaiting) return drafts
  // The parser takes what stands in `noframes` for words rather than for elements.
  const framed = html.replace(/<(\/?)noframes\b/gi, '<$1div')
  const instead = htmlDrafts(framed, { skipNavigation: true, instead: true }).drafts
  if (wordsIn(instead) >= fewestWordsInstead) return instead
  const told = structuredDrafts(html)
  if (wordsIn(told) < fewestWordsInstead) return drafts
  const isTold = (text: string): boolean => told.some((draft) => draft.kind === 'heading' && draft.text === text)
  return [...drafts.filter(({ kind, text }) => kind === 'heading' && !isTold(text)), ...told]
}

function wordsIn(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0)
}

function textLength(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, draft) => sum + draft.text.length, 0)
}
