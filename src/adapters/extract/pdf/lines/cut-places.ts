import { charIndex, printedSize } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import type { Turn } from './page-view.ts'
import type { RawLine } from './raw-lines.ts'

/** No printed line has more characters. */
const longestLine = 250
/** Letters of one line stand no further above or below each other, in sizes of the type: less than this are raised ones. */
const farthestShift = 0.6
/** Letters of one field begin no further from each other than this, in sizes of the type. */
const farthestLetter = 3
const hyphenMark = /[\uFFFE\u0002]/u

/**
 * The printed lines in what PDFium gives as one: it finds no ends of lines in text that runs up or down the page, nor between
 * the fields of a form. Other lines, no longer than a line is, are left alone.
 */
export function cutPlaces(access: CharAccess, line: RawLine, isOfFields: boolean): readonly RawLine[] {
  const { raw, at } = line
  const first = raw.search(/\S/)
  const ends = [first, raw.trimEnd().length - 1]
  const isTurned = ends.some((index) => printedSize(access, at + index).turn !== 0)
  if (raw.length <= longestLine && !isTurned && !isOfFields) return [line]
  const lines: RawLine[] = []
  let from = first
  let before: Spot | null = null
  for (let index = first; index < raw.length; index++) {
    if (/\s/u.test(raw.charAt(index))) continue
    const spot = spotOf(access, at + index)
    if (before !== null && !hyphenMark.test(raw.charAt(index - 1)) && !goesOn(before, spot, isOfFields)) {
      lines.push({ raw: raw.slice(from, index), at: at + from })
      from = index
    }
    if (!hyphenMark.test(raw.charAt(index))) before = spot
  }
  return [...lines, { raw: raw.slice(from), at: at + from }]
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

function goesOn(before: Spot, spot: Spot, isOfFields: boolean): boolean {
  const size = Math.max(before.size, spot.size)
  return (
    spot.turn === before.turn &&
    Math.abs(spot.across - before.across) < size * farthestShift &&
    spot.along > before.along - size &&
    (!isOfFields || spot.along < before.along + size * farthestLetter)
  )
}
