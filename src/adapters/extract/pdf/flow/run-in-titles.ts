import type { Bookmark } from '../bookmarks.ts'
import type { FlowLine } from '../page-runs.ts'
import { isTitleOf, keysOf, lettersOf } from './bookmarked-lines.ts'

/** A shorter title may be the first word of a sentence. */
const fewestLetters = 4
const longestTitle = 120
/** A bookmark that says its whole paragraph begins with the title of it. */
const ownTitle = /^.{4,100}?[.:](?=\s+[\p{Lu}¿¡«"“])/u
/** What parts a title from the text that goes on in its line, which begins a sentence. */
const parting = /^\s?[.:–—-]{1,2}\s*(?=[\p{Lu}\p{N}¿¡«"“(])/u
const numbering = /^(?:§\s*)?(?:\d{1,3}(?:[.-]\d{1,3})*[.)]?|[IVX]{1,5}[.)]|\p{L}[.)])\s+/u

/**
 * Lines that begin with the title of a bookmark that leads to their page, and go on with the text under it, are cut behind the
 * title: "Duración. El plazo será de cinco años".
 */
export function withRunInTitles(lines: readonly FlowLine[], bookmarks: readonly Bookmark[]): readonly FlowLine[] {
  const titles = titlesByPage(bookmarks)
  if (titles.size === 0) return lines
  return lines.flatMap((line) => {
    const keys = titles.get(line.page) ?? []
    // "Isabela" may be one title, and "Isabela - The Last Three Years" another one
    if (line.cells.length > 1 || line.table !== undefined || isTitleOf(keys, line.text)) return [line]
    const end = titleEnd(line.text, keys)
    return end === 0 ? [line] : cutAt(line, end)
  })
}

function titlesByPage(bookmarks: readonly Bookmark[]): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>()
  for (const { title: said, page } of bookmarks) {
    const title = said.length > longestTitle ? (ownTitle.exec(said)?.[0] ?? '') : said
    if (page === null || title === '') continue
    const keys = keysOf(title).filter((key) => key.length >= fewestLetters)
    const own = found.get(page)
    if (own === undefined) found.set(page, keys)
    else own.push(...keys)
  }
  return found
}

/** Behind the title with which a text begins, and what parts it from the rest; 0 where it begins with none. */
function titleEnd(text: string, keys: readonly string[]): number {
  const behindNumber = numbering.exec(text)?.[0].length ?? 0
  for (const begin of new Set([0, behindNumber])) {
    for (const key of keys) {
      const end = endOfLetters(text, begin, key)
      const between = end === 0 ? null : parting.exec(text.slice(end))
      if (between !== null) return end + between[0].length
    }
  }
  return 0
}

/** Where the letters of a key end that a text has one after the other from a place on; 0 where it has not. */
function endOfLetters(text: string, begin: number, key: string): number {
  let matched = ''
  const most = Math.min(text.length, begin + longestTitle * 2)
  for (let at = begin; at < most; at++) {
    const own = lettersOf(text.charAt(at))
    if (own === '') continue
    matched += own
    if (!key.startsWith(matched)) return 0
    if (matched === key) return at + 1
  }
  return 0
}

function cutAt(line: FlowLine, end: number): FlowLine[] {
  const { text, left, right } = line
  const edge = left + ((right - left) * end) / text.length
  const title = text.slice(0, end).replace(/[\s.:–—-]+$/u, '')
  const rest = text.slice(end)
  return [
    { ...line, text: title, right: edge, cells: [{ text: title, left, right: edge }] },
    { ...line, text: rest, bold: false, cells: [{ text: rest, left, right }] },
  ]
}
