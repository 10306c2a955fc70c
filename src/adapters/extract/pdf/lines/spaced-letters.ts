import type { CharBox } from './char-access.ts'

/** Words set as "P R E C I O" have at least so many letters, and nearly nothing between their blanks is longer. */
const fewestLetters = 5
const singleShare = 0.8
/** The blank between two such words is wider than the one between two letters. */
const wordBlank = 1.35

/**
 * The words of a line whose letters stand apart, by the widths of its blanks; null for every other line.
 * @param boxOf the place of a character by its index
 */
export function wordsOfSpacedLetters(line: string, boxOf: (index: number) => CharBox): string | null {
  const pieces = [...line.matchAll(/\S+/g)]
  if (pieces.length < fewestLetters) return null
  const single = pieces.filter(({ 0: piece }) => piece.length === 1 && /\p{L}/u.test(piece)).length
  if (single < pieces.length * singleShare || single < fewestLetters) return null
  const gaps = pieces.slice(1).map(({ index }, at) => {
    const before = pieces[at]
    const end = before === undefined ? index : before.index + before[0].length - 1
    return boxOf(index).left - boxOf(end).right
  })
  const isLetter = (at: number): boolean => pieces[at]?.[0].length === 1
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  return pieces
    .map(({ 0: piece }, at) => {
      const joins = at === 0 || (isLetter(at) && isLetter(at - 1) && (gaps[at - 1] ?? 0) <= usual * wordBlank)
      return joins ? piece : ` ${piece}`
    })
    .join('')
}
