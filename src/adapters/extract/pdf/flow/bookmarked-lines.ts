import type { Bookmark } from '../bookmarks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'

/** A title that stands on the page: one for all of its lines. */
export interface StandingTitle {
  readonly level: number
}

/** A title wraps over so many lines, and over more of them only where they are short, as in large type. */
const usualLines = 3
const mostLines = 6
const longestInMore = 150
const fewestLetters = 2
/** A number, and a date that may stand between it and the name: "2.3.59.1 (12-12-2022) Background". */
const numbering = /^(?:§\s*)?(?:\d{1,3}(?:[.-]\d{1,3})*[.)]?|[IVX]{1,5}[.)]|\p{L}[.)])\s+(?:\([\d./-]+\)\s+)?/u

/**
 * Lines that are the title of a bookmark that leads to their page, with or without the number before it. A title that leads
 * to no page has to stand in one place only.
 */
export function bookmarkedLines<L extends PdfLine>(
  lines: readonly L[],
  bookmarks: readonly Bookmark[],
): ReadonlyMap<L, StandingTitle> {
  const found = new Map<L, StandingTitle>()
  if (bookmarks.length === 0) return found
  const wanted = wantedTitles(bookmarks)
  const beginnings = new Set(bookmarks.flatMap(({ title }) => keysOf(title).map(beginningOf)))
  const placeless = new Map<string, Standing<L>[]>()
  for (let at = 0; at < lines.length;) {
    const mayBegin = keysOf(lines[at]?.text ?? '').some((key) => beginnings.has(beginningOf(key)))
    const standing = mayBegin ? titleAt(lines, at, wanted) : null
    if (standing === null) at++
    else {
      at += standing.lines.length
      if (standing.hasPage) mark(found, standing)
      else placeless.set(standing.key, [...(placeless.get(standing.key) ?? []).slice(0, 1), standing])
    }
  }
  for (const places of placeless.values()) if (places.length === 1) for (const place of places) mark(found, place)
  return found
}

interface Standing<L> {
  readonly lines: readonly L[]
  readonly level: number
  readonly key: string
  readonly hasPage: boolean
}

function mark<L>(found: Map<L, StandingTitle>, { lines, level }: Standing<L>): void {
  const title = { level }
  for (const line of lines) found.set(line, title)
}

/** Levels of titles by the page and their letters. */
function wantedTitles(bookmarks: readonly Bookmark[]): Map<string, number> {
  const wanted = new Map<string, number>()
  for (const { title, page, depth } of bookmarks) {
    for (const key of keysOf(title)) {
      const place = `${page ?? ''} ${key}`
      if (!wanted.has(place)) wanted.set(place, depth)
    }
  }
  return wanted
}

/** The title that begins in a line, if any does. */
function titleAt<L extends PdfLine>(
  lines: readonly L[],
  at: number,
  wanted: ReadonlyMap<string, number>,
): Standing<L> | null {
  const first = lines[at]
  let text = ''
  for (let count = 1; count <= mostLines; count++) {
    const line = lines[at + count - 1]
    if (first === undefined || line === undefined || line.page !== first.page || !mayBeOf(line, count)) return null
    text = `${text} ${line.text}`.trimStart()
    if (count > usualLines && text.length > longestInMore) return null
    for (const key of keysOf(text)) {
      const [there, anywhere] = [wanted.get(`${line.page} ${key}`), wanted.get(` ${key}`)]
      const level = there ?? anywhere
      if (level !== undefined) return { lines: lines.slice(at, at + count), level, key, hasPage: there !== undefined }
    }
  }
  return null
}

/** No line of a table is; a table of a single row is a title in a frame, or with words of it in frames. */
function mayBeOf({ table }: PdfLine, count: number): boolean {
  return table === undefined || (table.length === 1 && count === 1)
}

/** Most lines are told from all titles by it. */
const beginningOf = (key: string): string => key.slice(0, fewestLetters)

/** The letters and digits of a title, with its number and without. */
export function keysOf(title: string): string[] {
  const keys = [lettersOf(title), lettersOf(title.trim().replace(numbering, ''))]
  return [...new Set(keys)].filter((key) => key.length >= fewestLetters && /\p{L}/u.test(key))
}

/** Whether a text is the title that has these keys. */
export function isTitleOf(keys: readonly string[], text: string): boolean {
  return keys.length > 0 && keysOf(text).some((key) => keys.includes(key))
}

/** The letters and digits of a text, as titles are compared. */
export function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()
}
