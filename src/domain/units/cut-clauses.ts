import { wholeCharacters } from '../text/cut-text.ts'
import { fold } from '../text/fold.ts'
import { isNumberWord } from '../text/number-words.ts'
import { longestQuote } from './unit.ts'

interface Span {
  readonly start: number
  readonly end: number
}

/** What stands behind a cut decides as well: so many characters of it are looked at. */
const lookAhead = 50
/** "de setenta euros": the number belongs to what stands before the link. */
const link = /^(?:de|con|y|of|and)$/iu
/** Small words within a name, or before it: "Banco de España", "María de los Ángeles", "don Juan", "the Bank". */
const withinName = /^(?:del?|el|l[ao]s?|da|dos|van|von|der|y|e|don|doña|of|the|and|&)$/iu
const beginsWithNumber = /^[-+]?[€$£]?\s?\d/u
const beginsWithCapital = /^\P{L}*\p{Lu}/u
/** Stand within a number in words: "mil y un", "hundred and two", "un millón de". */
const withinNumber = /^(?:un[oa]?|y|con|de|and|of)$/

/** Whether a number is written with it, such as "ninety-nine": no cut between two such words, nor before what they count. */
function writesNumber(word: string): boolean {
  return fold(word)
    .split('-')
    .every((part) => isNumberWord(part) || withinNumber.test(part))
}

/**
 * A sentence that is too long to quote, in pieces that end where a clause does; without clauses between two words, never inside
 * a number, an amount, a date or a name. Linear.
 */
export function cutClauses(text: string, start: number, end: number): Span[] {
  const pieces: Span[] = []
  let from = start
  while (end - from > longestQuote) {
    const length = cutIn(text.slice(from, Math.min(from + longestQuote + lookAhead, end)), longestQuote)
    pieces.push({ start: from, end: from + length })
    from += length
    while (from < end && /\s/u.test(text.charAt(from))) from += 1
  }
  if (from < end) pieces.push({ start: from, end })
  return pieces
}

/** Where a window is cut: after its last clause if that is not too early, else at the last harmless space, else anywhere. */
function cutIn(window: string, limit: number): number {
  for (let at = limit; at > limit / 3; at -= 1) {
    if (/[,;:]/u.test(window.charAt(at - 1)) && /\s/u.test(window.charAt(at)) && !isBeforeValue(window, at)) return at
  }
  for (let at = limit; at > limit / 3; at -= 1) {
    if (/\s/u.test(window.charAt(at)) && isHarmless(window, at)) return at
  }
  const space = window.slice(0, limit).lastIndexOf(' ')
  return space > 0 ? space : wholeCharacters(window, limit)
}

/** "3, 4", "calle Mayor, 12", "total: 350 €": what a comma or a colon sets before a number is said of it. */
function isBeforeValue(window: string, at: number): boolean {
  return window.charAt(at - 1) !== ';' && beginsWithNumber.test(window.slice(at + 1))
}

/**
 * Not behind a number, whose other half or what it counts may follow, not before one, which says little without what stands before it
 * ("artículo 24", "a las 10:00"), and not between two words of a name.
 */
function isHarmless(window: string, at: number): boolean {
  const before = /[^\s]{1,24}$/u.exec(window.slice(Math.max(0, at - 24), at))?.[0] ?? ''
  const [, after = '', next = ''] =
    /^\s+([^\s]{1,24})(?:\s+([^\s]{1,24}))?/u.exec(window.slice(at, at + lookAhead)) ?? []
  if (link.test(after) && (/\p{N}/u.test(next) || writesNumber(next))) return false
  if (/\p{N}/u.test(before) || writesNumber(before) || /^[€$£%]/u.test(after) || beginsWithNumber.test(after))
    return false
  return !isInName(before, after, next)
}

/** Between two words with capitals, also with small ones between them: "Banco | de España". */
function isInName(before: string, after: string, next: string): boolean {
  const followsCapital = beginsWithCapital.test(before)
  if (beginsWithCapital.test(after)) return followsCapital || withinName.test(before)
  return followsCapital && withinName.test(after) && (beginsWithCapital.test(next) || withinName.test(next))
}
