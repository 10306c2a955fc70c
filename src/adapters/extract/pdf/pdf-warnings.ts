import { mostWarnings, warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import type { PdfPage } from './lines/pdf-line.ts'
import type { ReadPages } from './pdf-pages.ts'

/** Letters that could not be read, as a warning; nothing when all could. */
export function unknownWarning(pages: readonly PdfPage[]): DocumentWarning[] {
  const unknown = pages.reduce((sum, page) => sum + page.unknownLetters, 0)
  if (unknown === 0) return []
  const share =
    unknown /
    Math.max(
      pages.reduce((sum, page) => sum + page.letters, 0),
      1,
    )
  const first = pages.findIndex((page) => page.unknownLetters > 0) + 1
  const percent = share >= 0.01 ? Math.round(share * 100) : 0
  return [warning('letters_unread', { letters: unknown, percent, page: first })]
}

/** Text that is left out because nobody sees it. */
export function hiddenWarning(pages: readonly PdfPage[]): DocumentWarning[] {
  const letters = pages.reduce((sum, page) => sum + page.hiddenLetters, 0)
  return letters === 0 ? [] : [warning('text_hidden', { letters })]
}

export function pageWarnings({ pages, unreadable }: ReadPages): DocumentWarning[] {
  const scanned = pages.flatMap((page, index) => (page.lines.length === 0 && page.hasImage ? [index + 1] : []))
  const all = [
    ...unreadable.map((page) => warning('page_damaged', { page })),
    ...scanned.map((page) => warning('page_without_text', { page })),
  ]
  if (all.length <= mostWarnings) return all
  const pagesMore = all.length - mostWarnings + 1
  return [...all.slice(0, mostWarnings - 1), warning('more_pages_unread', { pages: pagesMore })]
}

/** @param pages where each table without a grid begins */
export function gridWarning(pages: readonly number[]): DocumentWarning[] {
  const [page] = pages
  return page === undefined ? [] : [warning('tables_without_grid', { tables: pages.length, page })]
}
