import { looseBox } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import type { RawLine } from './raw-lines.ts'

/** Where fewer letters stand twice they are spelt so. */
const fewestPairs = 4
/** A letter and its shadow begin no further apart, in widths of the letter. */
const nearShare = 0.45

/**
 * The characters of a line that are the shadow of the one before them: PDFium puts a text that was drawn once more beside itself, letter
 * by letter, between its letters: "NNoorrttee".
 */
export function shadowLetters(access: CharAccess, { raw, at }: RawLine): number[] {
  const first = raw.search(/\S/)
  // No other line comes near.
  if (raw.charAt(first) !== raw.charAt(first + 1)) return []
  const drawn = [...raw.matchAll(/\S/gu)].map(({ index, 0: letter }) => ({ index, letter }))
  if (drawn.length < fewestPairs * 2 || drawn.length % 2 === 1) return []
  const pairs = Array.from({ length: drawn.length / 2 }, (_, pair) => drawn.slice(pair * 2, pair * 2 + 2))
  if (pairs.some(([one, other]) => one?.letter !== other?.letter)) return []
  const near = pairs.every(([one, other]) => {
    const [box, shadow] = [looseBox(access, at + (one?.index ?? 0)), looseBox(access, at + (other?.index ?? 0))]
    return Math.abs(shadow.left - box.left) <= (box.right - box.left) * nearShare
  })
  return near ? pairs.flatMap(([, other]) => (other === undefined ? [] : [other.index])) : []
}
