import type { ExtractedText, RecognisedPage } from '../../domain/extracted.ts'
import { mostWarnings, warning, type DocumentWarning } from '../../domain/warnings/warning.ts'

/** Below it words are wrong often enough for somebody to look at the page. */
const doubtful = 75

/** The warnings of a document after its scanned pages were read: what was recognised, how surely, and what could not be. */
export function scanWarnings(
  { ocr = [], warnings }: ExtractedText,
  scans: { readonly pages: readonly number[]; readonly unread: number },
): readonly DocumentWarning[] {
  const read = new Set(ocr.map(({ page }) => page))
  const others = warnings.filter(({ code, facts }) => code !== 'page_without_text' || !read.has(facts.page))
  const known = new Set(others.map(({ code, facts }) => (code === 'page_without_text' ? facts.page : 0)))
  const left = scans.pages.filter((page) => !read.has(page) && !known.has(page))
  const told = [
    ...summary(ocr),
    ...doubtfulPages(ocr),
    ...left.map((page) => warning('page_not_recognised', { page })),
    ...(scans.unread > 0 ? [warning('scans_left', { pages: scans.unread })] : []),
  ]
  return [...told, ...others].slice(0, mostWarnings)
}

function summary(ocr: readonly RecognisedPage[]): DocumentWarning[] {
  const [first] = ocr
  if (first === undefined) return []
  const confidence = Math.round(ocr.reduce((sum, each) => sum + each.confidence, 0) / ocr.length)
  return [warning('pages_by_ocr', { pages: ocr.length, page: first.page, confidence })]
}

function doubtfulPages(ocr: readonly RecognisedPage[]): DocumentWarning[] {
  if (ocr.length === 1) return []
  return ocr.filter(({ confidence }) => confidence < doubtful).map((page) => warning('page_doubtful', { ...page }))
}
