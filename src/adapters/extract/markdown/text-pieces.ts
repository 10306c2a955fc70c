import { isSpace } from '../../../domain/text/white-space.ts'
import { wholeCharacters } from '../../../domain/text/cut-text.ts'

/** The parser's time grows with the square of the marks in one text; real paragraphs have a few dozen. */
const mostMarks = 200
const marks = '`*_~[]!<&'

/**
 * A text as it is, or in pieces of at most 200 marks that are read one by one. It is cut at white space, and outside of
 * brackets as long as there is such a place, so that little is lost even where somebody wrote so much.
 */
export function textPieces(text: string): readonly string[] {
  const pieces: string[] = []
  let from = 0
  let count = 0
  let depth = 0
  let good = -1
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '[') depth++
    else if (sign === ']') depth = Math.max(0, depth - 1)
    if (marks.includes(sign)) count++
    if (isSpace(text.charCodeAt(at)) && (depth === 0 || count > mostMarks / 2)) good = at
    if (count < mostMarks) continue
    const cut = wholeCharacters(text, good > from ? good : at)
    pieces.push(text.slice(from, cut))
    at = cut - 1
    from = cut
    count = 0
    depth = 0
    good = -1
  }
  pieces.push(text.slice(from))
  return pieces
}
