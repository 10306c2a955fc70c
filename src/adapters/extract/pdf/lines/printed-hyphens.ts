import { charBox } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import type { RawLine } from './raw-lines.ts'

/** Points. */
const narrowest = 0.1

/**
 * A line with its soft hyphens that are printed as plain ones: Word and others write U+00AD for a minus sign, and for hyphens of
 * words that are always written with one. Those that only tell where a word may be cut have no width, and one at the end of a line
 * cuts one; alone between blanks there is no word to cut. As long as before.
 */
export function withPrintedHyphens(access: ViewedChars, line: RawLine): RawLine {
  if (!line.raw.includes('\u00AD')) return line
  const raw = line.raw.replace(/\u00AD/gu, (mark, at: number) => {
    if (isBlank(line.raw[at - 1]) && isBlank(line.raw[at + 1])) return '-'
    const { left, right } = charBox(access, line.at + at)
    const isAtEnd = line.raw.slice(at + 1).trim() === ''
    return right - left > narrowest && !isAtEnd ? '-' : mark
  })
  return { ...line, raw }
}

const isBlank = (char = ' '): boolean => char.trim() === ''
