import { charIndex, printedSize } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import type { Turn } from './page-view.ts'
import type { RawLine } from './raw-lines.ts'

/** No printed line has more characters. */
const longestLine = 250
/** Letters of one line stand no further above or below each other, in sizes of the type: less than this are raised ones. */
const farthestShift = 0.6
const nearestLine = 0.75
/** Behind a wide gap begins another cell, which may stand half a line higher or lower. */
const nearestCell = 0.5
/** Letters of one field begin no further from each other than this, in sizes of the type. */
const farthestLetter = 3
/** How near lines stand to each other: where the next one begins far to the left, and where behind a gap. In sizes of the type. */
interface Nearest {
  readonly back: number
  readonly ahead: number
}
const ofLines: Nearest = { back: farthestShift, ahead: nearestCell }
/** Rows of numbers that stand beside each other, a little higher or lower: there PDFium goes back to where another one stands. */
const ofRows: Nearest = { back: 0.3, ahead: nearestCell }
const manyNumbers = /(?:\d[\d.,]* +){5}/
const hyphenMark = /[\uFFFE\u0002]/u

/**
 * The printed lines in what PDFium gives as one: it finds no ends of lines in text that runs up or down the page, nor between
 * the fields of a form, nor between some rows of numbers. Other lines, no longer than a line is, are left alone.
 */
export function cutPlaces(access: CharAccess, line: RawLine, isOfFields: boolean): readonly RawLine[] {
  const { raw, at } = line
  const first = raw.search(/\S/)
  const [start, end] = [spotOf(access, at + first), spotOf(access, at + raw.trimEnd().length - 1)]
  const isTurned = start.turn !== 0 || end.turn !== 0
  const isSlanted = raw.length <= longestLine && !isTurned && !isOfFields
  const nearest = isSlanted && holdsRows(access, line) ? ofRows : ofLines
  if (isSlanted && nearest === ofLines && !isFarFrom(start, end, nearest)) return [line]
  const lines: RawLine[] = []
  let from = first
  const letters = lettersOf(access, line)
  for (const [index, { spot, at: place, isBehindHyphen }] of letters.entries()) {
    const before = letters[index - 1]?.spot
    if (before === undefined || isBehindHyphen) continue
    const isCut = isSlanted
      ? isFarFrom(before, spot, nearest) && isOnLine(letters, index - 1, -1) && isOnLine(letters, index, 1)
      : !goesOn(before, spot, isOfFields)
    if (!isCut) continue
    lines.push({ raw: raw.slice(from, place), at: at + from })
    from = place
  }
  return [...lines, { raw: raw.slice(from), at: at + from }]
}

/** Whether a line of numbers goes back to where another row stands; told by the first letters of its words. */
function holdsRows(access: CharAccess, { raw, at }: RawLine): boolean {
  if (!manyNumbers.test(raw)) return false
  const words = [...raw.matchAll(/(?<!\S)\S/g)].map(({ index }) => spotOf(access, at + index))
  return words.some((spot, index) => {
    const before = words[index - 1]
    return before !== undefined && spot.along < before.along && isFarFrom(before, spot, ofRows)
  })
}

interface Letter {
  /** In its line. */
  readonly at: number
  readonly spot: Spot
  readonly isBehindHyphen: boolean
}

function lettersOf(access: CharAccess, { raw, at }: RawLine): Letter[] {
  return [...raw.matchAll(/\S/g)]
    .filter(({ 0: letter }) => !hyphenMark.test(letter))
    .map(({ index }) => ({
      at: index,
      spot: spotOf(access, at + index),
      isBehindHyphen: hyphenMark.test(raw.charAt(index - 1)),
    }))
}

/** Letters that climb, or stand over each other, are one line: only what stands level with its neighbour is of a line. */
function isOnLine(letters: readonly Letter[], index: number, step: 1 | -1): boolean {
  const [one, other] = [letters[index], letters[index + step]]
  return one === undefined || other === undefined || isLevel(one.spot, other.spot)
}

/** Where a character begins, along and across the direction in which it is written. */
interface Spot {
  readonly turn: Turn
  readonly size: number
  readonly along: number
  readonly across: number
}

function spotOf(access: CharAccess, textIndex: number): Spot {
  const { pdfium, textPage, scratch } = access
  const { size, turn } = printedSize(access, textIndex)
  pdfium.direct.FPDFText_GetCharOrigin(textPage, charIndex(access, textIndex), scratch, scratch + 8)
  const [x, y] = [pdfium.float64(scratch), pdfium.float64(scratch + 8)]
  const [along, across] = turn === 1 ? [y, -x] : turn === 2 ? [-x, -y] : turn === 3 ? [-y, x] : [x, y]
  return { turn, size, along, across }
}

function isLevel(one: Spot, other: Spot): boolean {
  return Math.abs(one.across - other.across) < Math.max(one.size, other.size) * farthestShift
}

/** Lines are no nearer to each other, but where the next one begins far to the left; letters of one that runs aslant are. */
function isFarFrom(one: Spot, other: Spot, { back, ahead }: Nearest): boolean {
  const size = Math.max(one.size, other.size)
  const gap = (other.along - one.along) / size
  const nearest = gap < -farthestLetter ? back : gap > farthestLetter ? ahead : nearestLine
  return Math.abs(one.across - other.across) > size * nearest
}

function goesOn(before: Spot, spot: Spot, isOfFields: boolean): boolean {
  const size = Math.max(before.size, spot.size)
  return (
    spot.turn === before.turn &&
    isLevel(before, spot) &&
    spot.along > before.along - size &&
    (!isOfFields || spot.along < before.along + size * farthestLetter)
  )
}
