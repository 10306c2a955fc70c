import { looseBox, objectOf, originOf, printedSize } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import type { RawLine } from './raw-lines.ts'

const betweenLetters = /(?<=[\p{L}\p{N}]) (?=[\p{L}\p{N}])/gu
const twoLetters = /^[\p{L}\p{N}]{2}$/u
/** Letters of a word are nearer to each other than words are; in sizes of the type, as below. */
const widestTouch = 0.1
/** Letters that are set apart stand further from each other, all those of a word equally far. */
const narrowestSetApart = 0.05
const equally = 0.02
const [sameSize, sameHeight] = [0.05, 0.05]
/** Letters that programs set nearer to others; distillers write that as a blank and the way back over it. */
const kerned = /(?<=\p{L}) (?=[ATVWY]\p{L}*)|(?<=[AFLPTVWY]) (?=\p{L})/gu
/** How near the letters beside such a blank stand, and how far apart words do. */
const [widestKerned, narrowestWord] = [0.03, 0.12]
/** Letters that stand so far over each other are as wide as another font than their own has them, when so many of a line do. */
const [widestOver, overShare] = [0.06, 0.4]
const neighbours = /\p{L}(?=\p{L})/gu

/**
 * The blanks of a line inside of words: a blank that was drawn over what stands before or behind, between two pieces of a word that touch
 * each other, and what PDFium takes for one where a piece of a word stands as far behind its letters as these from each other.
 */
export function strayBlanks(access: CharAccess, { raw, at }: RawLine): number[] {
  const blanks = [...raw.matchAll(betweenLetters)].map(({ index }) => index)
  const [first, last] = [raw.search(/\S/), raw.trimEnd().length - 1]
  const taken = kernedBlanks(access, { raw, at })
  // Nearly all lines are drawn in one piece.
  if (blanks.length === 0 || objectOf(access, at + first) === objectOf(access, at + last)) return taken
  return blanks.filter((blank) => {
    if (taken.includes(blank)) return true
    const [before, behind] = [at + blank - 1, at + blank + 1]
    const pieces = [objectOf(access, before), objectOf(access, behind)]
    if (pieces[0] === pieces[1] || !areAlike(access, before, behind)) return false
    const gap = gapBetween(access, before, behind)
    const { size } = printedSize(access, before)
    const drawn = objectOf(access, at + blank)
    if (drawn !== 0 && !pieces.includes(drawn))
      return Math.abs(gap) <= size * widestTouch && isElsewhere(access, at + blank)
    if (gap < size * narrowestSetApart || !twoLetters.test(raw.slice(Math.max(0, blank - 2), blank))) return false
    return (
      objectOf(access, before - 1) === pieces[0] &&
      Math.abs(gap - gapBetween(access, before - 1, before)) <= size * equally
    )
  })
}

/** "VA T": blanks over which the pen goes back. Where fonts do not say how wide they are, words seem to stand as near to each other. */
function kernedBlanks(access: CharAccess, { raw, at }: RawLine): number[] {
  const isNear = (blank: number, share: number): boolean => {
    const [before, behind] = [at + blank - 1, at + blank + 1]
    const { size } = printedSize(access, before)
    return areAlike(access, before, behind) && gapBetween(access, before, behind) <= size * share
  }
  const near = [...raw.matchAll(kerned)]
    .map(({ index }) => index)
    .filter((blank) => isNear(blank, widestKerned) && goesBackOver(access, at + blank))
  if (near.length === 0) return near
  const words = [...raw.matchAll(/(?<=\S) (?=\S)/gu)].filter(({ index }) => !isNear(index, narrowestWord)).length
  return words >= near.length && !standOverEachOther(access, { raw, at }) ? near : []
}

function standOverEachOther(access: CharAccess, { raw, at }: RawLine): boolean {
  const letters = [...raw.matchAll(neighbours)].map(({ index }) => at + index)
  const over = letters.filter(
    (letter) => gapBetween(access, letter, letter + 1) < -widestOver * printedSize(access, letter).size,
  )
  return over.length > letters.length * overShare
}

/** Whether two letters are set in one size on one line. */
function areAlike(access: CharAccess, one: number, other: number): boolean {
  const [size, next] = [printedSize(access, one).size, printedSize(access, other).size]
  if (Math.abs(size - next) > size * sameSize) return false
  return Math.abs(originOf(access, one).y - originOf(access, other).y) <= size * sameHeight
}

function gapBetween(access: CharAccess, one: number, other: number): number {
  return looseBox(access, other).left - looseBox(access, one).right
}

/** Whether a blank does not stand between its neighbours. */
function isElsewhere(access: CharAccess, blank: number): boolean {
  const { x } = originOf(access, blank)
  return x <= originOf(access, blank - 1).x || x >= looseBox(access, blank + 1).right
}

/** Whether the letter behind a blank is drawn over most of it, in the same piece. */
function goesBackOver(access: CharAccess, blank: number): boolean {
  const { left, right } = looseBox(access, blank)
  const isOnePiece = [blank - 1, blank + 1].every((other) => objectOf(access, other) === objectOf(access, blank))
  return isOnePiece && looseBox(access, blank + 1).left < (left + right) / 2
}
