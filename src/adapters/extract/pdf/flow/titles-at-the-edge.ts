import type { Bookmark } from '../bookmarks.ts'
import type { PdfLine, PdfPage } from '../lines/pdf-line.ts'
import { bookmarkedLines, lettersOf } from './bookmarked-lines.ts'

/**
 * Running lines without those that are the title of the outline on the page to which it leads: names of exhibits stand in one
 * place of page after page. Where the title stands in the text of its page too, the other one is the running head.
 */
export function withoutTitles(
  running: ReadonlyMap<PdfLine, string>,
  pages: readonly PdfPage[],
  bookmarks: readonly Bookmark[],
): ReadonlyMap<PdfLine, string> {
  const placed = bookmarks.filter(({ page }) => page !== null)
  const lines = pages.flatMap((page) => page.lines)
  const atTheEdge = bookmarkedLines(
    lines.filter((line) => running.has(line)),
    placed,
  )
  if (atTheEdge.size === 0) return running
  const inText = bookmarkedLines(
    lines.filter((line) => !running.has(line)),
    placed,
  )
  const said = new Set([...inText.keys()].map(nameOf))
  return new Map([...running].filter(([line]) => !atTheEdge.has(line) || said.has(nameOf(line))))
}

const nameOf = ({ page, text }: PdfLine): string => `${page} ${lettersOf(text)}`
