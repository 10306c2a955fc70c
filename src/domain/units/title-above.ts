import { isTitle } from './line-forms.ts'
import type { Piece } from './pieces.ts'

/** "1. Precios": its number is none of its words. */
export function withoutPartNumber(line: string): string {
  return line.replace(/^\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+/u, '')
}

/** Whether a line of its own is what the next piece is called. One with a number says something, but "Sales of 2025" right above a table. */
export function isTitleAbove(line: string, next: Piece): boolean {
  return isTitle(line) && (next.kind === 'row' || !/\d/u.test(withoutBrackets(withoutPartNumber(line))))
}

/** "COLOR (A4)" is as much of a title as "COLOR". */
function withoutBrackets(line: string): string {
  return line.replace(/\([^()]{0,40}\)/gu, '')
}
