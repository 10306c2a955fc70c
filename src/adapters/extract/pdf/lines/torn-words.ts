import type { CharBox } from './char-access.ts'

/** A word without its last letter, a blank, and this letter alone. */
const torn = /(?<=\p{L}{2}|\d{2}) (?=[\p{L}\d](?:\s|$))/gu
/** Fewer are words of one letter that the text has. */
const fewest = 2
const share = 0.3
/** How much wider than its letters stand apart a blank inside of a word may be, and how much wider one behind it is. */
const [sameGap, wordGap] = [1.6, 1.5]

/**
 * A line with the words whole from which a blank parts the last letter: letters set apart that PDFium joins but for the last
 * one. Told by the gaps: before that letter it is that of the other letters, behind it one between words.
 * @param boxOf the place of a character by its index
 */
export function withoutTornWords(line: string, boxOf: (index: number) => CharBox): string {
  const blanks = [...line.matchAll(torn)].map(({ index }) => index)
  if (blanks.length < fewest || blanks.length < line.split(' ').length * share) return line
  const gap = (before: number, behind: number): number => boxOf(behind).left - boxOf(before).right
  const inWord = blanks.filter((at) => {
    const [own, usual] = [gap(at - 1, at + 1), gap(at - 2, at - 1)]
    const next = at + 3 < line.length ? gap(at + 1, at + 3) : Infinity
    return own <= Math.max(usual, 0.1) * sameGap + 1 && next >= own * wordGap
  })
  const removed = new Set(inWord.length < fewest ? [] : inWord)
  return Array.from({ length: line.length }, (_, at) => (removed.has(at) ? '' : line.charAt(at))).join('')
}
