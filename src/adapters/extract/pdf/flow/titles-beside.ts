import type { Bookmark } from '../bookmarks.ts'
import { joinLines } from '../lines/join-lines.ts'
import { plainNumber } from '../lines/line-marks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { bookmarkedLines, isTitleOf, keysOf, type StandingTitle } from './bookmarked-lines.ts'

/** What stands level is no further up or down, in sizes of the larger type. */
const levelShare = 0.5
/** A number above a title stands as near as a line of text, and begins where it does; in sizes of the type. */
const [farthestAbove, sameEdge] = [1.6, 0.4]
const numberOrDate = /^(?:\d{1,3}(?:[.-]\d{1,3})*\.?|\([\d./-]+\))$/u
/** Type of one size, by the larger. */
const sameSize = 0.12
/** No page of print has more; each title is compared with the lines of its page. */
const [mostLines, mostTitles] = [2_000, 200]

/**
 * Titles of the outline that were drawn as lines of their own, level with something else, are no piece of one row with it, and
 * what stands beside them does not come between their lines: names in the margin of a text, the name of a song beside its tempo.
 * The number and the date right above such a title are part of it.
 */
export function withTitlesApart(
  pages: readonly (readonly PdfLine[])[],
  bookmarks: readonly Bookmark[],
): readonly (readonly PdfLine[])[] {
  const titles = bookmarkedLines(pages.flat(), bookmarks)
  if (titles.size === 0) return pages
  return pages.map((page) => (page.length > mostLines ? page : ofPage(page, titles)))
}

function ofPage(page: readonly PdfLine[], titles: ReadonlyMap<PdfLine, StandingTitle>): PdfLine[] {
  const own = Map.groupBy(page, (line) => titles.get(line))
  const places = new Map(page.map((line, at) => [line, at] as const))
  const apart = new Map<PdfLine, PdfLine | null>()
  for (const [title, lines] of own) {
    const first = lines[0]
    if (title === undefined || first === undefined || first.table !== undefined || own.size > mostTitles) continue
    const numbered = [...numbersAbove(first, page, places.get(first) ?? 0), ...lines]
    const whole = isTitleOf(keysOf(asOne(lines).text), asOne(numbered).text) ? numbered : lines
    const beside = besideOf(whole, page)
    if (!beside.some((other) => titles.has(other) || isSetOtherwise(first, other))) continue
    if (besideOf(lines, page).some(isAmount)) continue
    for (const line of whole) apart.set(line, null)
    apart.set(whole[0] ?? first, asOne(whole))
  }
  return page.flatMap((line) => apart.get(line) ?? (apart.has(line) ? [] : [line]))
}

/** What is set like the title and stands beside it is taken for a part of its row: "Shade     See volume two". */
function isSetOtherwise({ size, bold }: PdfLine, other: PdfLine): boolean {
  return other.bold !== bold || Math.abs(other.size - size) > size * sameSize
}

/** "2.3.59.1" over "(12-12-2022)" over the title, drawn one after the other. */
function numbersAbove(title: PdfLine, page: readonly PdfLine[], at: number): PdfLine[] {
  const found: PdfLine[] = []
  let below = title
  for (let above = page[at - 1]; above !== undefined; above = page[at - 1 - found.length]) {
    const distance = above.baseline - below.baseline
    if (!numberOrDate.test(above.text) || distance <= 0 || distance > title.size * farthestAbove) break
    if (Math.abs(above.left - title.left) > title.size * sameEdge) break
    found.unshift(above)
    below = above
  }
  return found
}

/** A number beside a title is what a table says of it; "(2)" is that of a paragraph. */
function isAmount({ cells }: PdfLine): boolean {
  return cells.some(({ text }) => plainNumber.test(text) && !/^\(\d{1,2}\)$/u.test(text))
}

/** What stands level with one of the lines of a title. */
function besideOf(title: readonly PdfLine[], page: readonly PdfLine[]): readonly PdfLine[] {
  return page.filter((other) => !title.includes(other) && title.some((line) => isLevel(line, other)))
}

function isLevel(line: PdfLine, other: PdfLine): boolean {
  return other.upright && Math.abs(other.baseline - line.baseline) < Math.max(other.size, line.size) * levelShare
}

function asOne(lines: readonly PdfLine[]): PdfLine {
  const [first, last] = [lines[0] as PdfLine, lines.at(-1) as PdfLine]
  const text = joinLines(lines.map((line) => line.text))
  const left = Math.min(...lines.map((line) => line.left))
  const right = Math.max(...lines.map((line) => line.right))
  const bold = lines.every((line) => line.bold)
  return {
    ...first,
    text,
    left,
    right,
    bold,
    endBaseline: last.endBaseline,
    cells: [{ text, left, right }],
    alone: true,
  }
}
