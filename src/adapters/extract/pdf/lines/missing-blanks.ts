import { looseBox, objectOf, printedSize } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import type { RawLine } from './raw-lines.ts'

/** Shorter words are hardly two. */
const fewestLetters = 4
/** Of scripts that part words by blanks, which end and begin a word. */
const twoWords =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}.,;:)][\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u
/** Behind a sign or a single letter a number is its own. */
const wordAndNumber = /\p{Script=Latin}{2}[\d$€£]$/u
/** Letters of a word touch each other with what their font leaves around them; in sizes of the type. */
const [narrowestBlank, widestTouch] = [0.1, 0.03]
const sameSize = 0.05
/** No word of such scripts, but the end of one that was drawn apart. */
const loneConsonant = /^(?![aeiouyàèìòùáéíóú])\p{L}$/iu

/**
 * The characters of a line before which PDFium does not write a blank, because a word was drawn behind another one, as a piece of its
 * own, and a narrow gap is all that parts them: "Residentialmortgage".
 */
export function missingBlanks(access: CharAccess, { raw, at }: RawLine): number[] {
  const words = [...raw.matchAll(/\S+/g)]
  const [first, last] = [words[0], words.at(-1)]
  if (first === undefined || last === undefined) return []
  const drawnWith = (index: number): number => objectOf(access, at + index)
  const end = drawnWith(last.index + last[0].length - 1)
  let own = drawnWith(first.index)
  // Nearly all lines are drawn in one piece, and most words.
  if (own === end) return []
  const found: number[] = []
  for (const [place, { index, 0: word }] of words.entries()) {
    const next = words[place + 1]
    const behind = next === undefined ? end : drawnWith(next.index)
    const mayBeTwo = word.length >= fewestLetters && own !== behind
    if (mayBeTwo && own !== drawnWith(index + word.length - 1))
      found.push(...blanksInWord(access, { raw, at }, index, index + word.length))
    own = behind
  }
  return found
}

function blanksInWord(access: CharAccess, { raw, at }: RawLine, from: number, to: number): number[] {
  const letters = Array.from({ length: to - from }, (_, index) => from + index)
  const boxes = letters.map((index) => looseBox(access, at + index))
  const gapBefore = (index: number): number => (boxes[index - from]?.left ?? 0) - (boxes[index - from - 1]?.right ?? 0)
  const usual =
    letters
      .slice(1)
      .map(gapBefore)
      .toSorted((a, b) => a - b)[Math.floor((letters.length - 1) / 2)] ?? 0
  const found = letters.slice(1).filter((index) => {
    const near = raw.slice(Math.max(0, index - 2), index + 1)
    if (!twoWords.test(near) && !wordAndNumber.test(near)) return false
    const gap = gapBefore(index)
    const { size } = printedSize(access, at + index)
    if (gap < size * narrowestBlank || Math.abs(usual) > size * widestTouch) return false
    const { size: before } = printedSize(access, at + index - 1)
    return (
      Math.abs(size - before) <= size * sameSize && objectOf(access, at + index - 1) !== objectOf(access, at + index)
    )
  })
  return found.filter((index, at) => {
    const [before, behind] = [raw.slice(found[at - 1] ?? from, index), raw.slice(index, found[at + 1] ?? to)]
    return !loneConsonant.test(before) && !loneConsonant.test(behind)
  })
}
