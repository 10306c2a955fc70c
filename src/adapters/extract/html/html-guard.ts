import { Parser } from 'htmlparser2'
import { AppError } from '../../../domain/errors.ts'

/** Every DOM library hangs or overflows on deep nesting; 600 levels are far past any page people write. */
const maxDepth = 600
const maxElements = 500_000
export const maxHtmlChars = 10 * 1024 * 1024

const pieceChars = 64 * 1024
const escaped = /[&<>\u00A0]/g

export interface HtmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text(text: string): void
}

/** What a page is made of; says what a tree of it would cost. */
export interface PageShape {
  readonly elements: number
  /** Sum of the depths of all elements. */
  readonly depths: number
  /** Pieces a parser gives the text in, then and when it is written as HTML again: one more for every sign that is escaped. */
  readonly pieces: number
}

/**
 * Streams a page through a handler without building a tree, and counts what it opens.
 * @throws AppError `too_complex` past 600 levels or 500,000 elements, before any tree is built from the page
 */
export function walkHtml(html: string, handler: HtmlHandler): PageShape {
  let depth = 0
  let depths = 0
  let pieces = 0
  let elements = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth++
        elements++
        depths += depth
        if (depth > maxDepth) throw tooComplex(`nests more than ${maxDepth} elements`)
        if (elements > maxElements) throw tooComplex(`has more than ${maxElements} elements`)
        handler.open(name, attributes)
      },
      onclosetag(name) {
        depth--
        handler.close(name)
      },
      ontext(text) {
        pieces += 1 + (text.match(escaped)?.length ?? 0)
        handler.text(text)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  // In pieces, so that a page past the limits is refused before all of it was tokenised.
  for (let at = 0; at < html.length; at += pieceChars) parser.write(html.slice(at, at + pieceChars))
  parser.end()
  return { elements, depths, pieces }
}

function tooComplex(what: string): AppError {
  return new AppError('too_complex', `The HTML page ${what}, which no real page does.`)
}
