import type { Bookmark } from '../bookmarks.ts'
import type { FlowLine } from '../page-runs.ts'

/** A title that stands on the page: one for all of its lines. */
export interface StandingTitle {
  readonly level: number
}

/** A title wraps over so many lines. */
const mostLines = 3
const fewestLetters = 2
const numbering = /^(?:§\s*)?(?:\d{1,3}(?:[.-]\d{1,3})*[.)]?|[IVX]{1,5}[.)]|\p{L}[.)])\s+/u

/** Lines that are the title of a bookmark that leads to their page, with or without the number before it. */
export function bookmarkedLines(
  lines: readonly FlowLine[],
  bookmarks: readonly Bookmark[],
): ReadonlyMap<FlowLine, StandingTitle> {
  const found = new Map<FlowLine, StandingTitle>()
  if (bookmarks.length === 0) return found
  const wanted = new Map<string, number>()
  for (const { title, page, depth } of bookmarks) {
    for (const key of keysOf(title)) if (!wanted.has(`${page} ${key}`)) wanted.set(`${page} ${key}`, depth)
  }
  for (let at = 0; at < lines.length;) {
    const { count, level } = titleAt(lines, at, wanted)
    const title = { level }
    for (const line of lines.slice(at, at + count)) found.set(line, title)
    at += Math.max(count, 1)
  }
  return found
}

/** How many lines from here on are one title, none when none begins here. */
function titleAt(
  lines: readonly FlowLine[],
  at: number,
  wanted: ReadonlyMap<string, number>,
): { readonly count: number; readonly level: number } {
  const first = lines[at]
  let text = ''
  for (let count = 1; count <= mostLines; count++) {
    const line = lines[at + count - 1]
    if (first === undefined || line === undefined || line.page !== first.page || line.table !== undefined) break
    text = `${text} ${line.text}`.trimStart()
    for (const key of keysOf(text)) {
      const level = wanted.get(`${line.page} ${key}`)
      if (level !== undefined) return { count, level }
    }
  }
  return { count: 0, level: 1 }
}

/** The letters and digits of a title, with its number and without. */
function keysOf(title: string): string[] {
  const letters = (text: string): string =>
    text
      .normalize('NFKC')
      .replace(/[^\p{L}\p{N}]+/gu, '')
      .toLowerCase()
  const keys = [letters(title), letters(title.trim().replace(numbering, ''))]
  return [...new Set(keys)].filter((key) => key.length >= fewestLetters && /\p{L}/u.test(key))
}
