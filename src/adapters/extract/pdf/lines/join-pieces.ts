import { raisedText } from '../../layout/raised-text.ts'
import type { PdfLine } from './pdf-line.ts'

/** Letters of another size, nearer than this, belong to the word before them; in sizes of the type. */
const touching = 0.15
const otherSize = 0.15
/** Pieces of one size that are nearer than this are one word, such as what follows an index; letters may overlap. */
const sameWord = 0.14
/** Narrow letters have more room around them, a blank between words is wider. */
const narrowestBlank = 0.28
const besidePoint = 0.4
const raisedShare = 0.12

/**
 * What a piece of a printed line adds to the text of the pieces before it: a blank and its own text, or its text alone where
 * it is an index or an exponent, or where letters were drawn one by one.
 * @param before the piece before it
 */
export function addedText(before: PdfLine, piece: PdfLine): string {
  const size = Math.max(before.size, piece.size)
  const isOther = Math.abs(before.size - piece.size) > size * otherSize
  const gap = piece.left - before.right
  const areLetters = before.text.length === 1 && piece.text.length === 1
  // What ends a sentence stands beside it.
  if (gap < size * besidePoint && /^[.,)\]]+(?:\s|$)/u.test(piece.text)) return piece.text
  if (gap >= size * (isOther ? touching : areLetters ? narrowestBlank : sameWord)) return ` ${piece.text}`
  const isUp = piece.baseline > before.endBaseline + size * raisedShare
  // Some programs scale type in a way that does not show.
  const isRaised = isUp && (piece.size < before.size || (!isOther && /^\d{1,3}(?:\s|$)/.test(piece.text)))
  if (!isRaised) return piece.text
  // Such a piece may go on with the line: "2 + b".
  const [index = ''] = /^\S+/u.exec(piece.text) ?? []
  return raisedText(index, before.text) + piece.text.slice(index.length)
}
