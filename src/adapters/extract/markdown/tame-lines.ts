import { withoutData } from '../layout/embedded-data.ts'
import { splitLines } from '../text/split-lines.ts'

/** Marks of quotes and lists one inside the other at the beginning of a line; mails answered eight times have as many. */
const mostMarks = 8
/** Lines that go on with the text of a quote or item without its mark, as old mail programs wrap them. */
const mostLazyLines = 200
/** Empty lines in a row; more say no more, in code neither. */
const mostEmptyLines = 10

const mark = /[ \t]{0,3}(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]?/y
const otherBlock = /^ {0,3}(?:`{3}|~{3}|#{1,6}[ \t])/

/**
 * The text without what nobody writes and a parser spends most on: more than eight marks of quotes and lists in front of one
 * line, hundreds of lines that belong to a quote or an item without showing it (its time grows with the square of these
 * two), long runs of empty lines, and files as base64.
 * Throws AppError `too_complex` past two million lines.
 */
export function tameLines(text: string): string {
  const lines: string[] = []
  let lazy = -1
  let empty = 0
  for (const line of splitLines(withoutData(text))) {
    empty = line.trim() === '' ? empty + 1 : 0
    if (empty > mostEmptyLines) continue
    const marksEnd = endOfMarks(line)
    if (empty > 0 || otherBlock.test(line)) lazy = -1
    else if (marksEnd.count > 0) lazy = 0
    else if (lazy >= 0) lazy++
    if (lazy > mostLazyLines) {
      lines.push('')
      lazy = -1
    }
    lines.push(marksEnd.count < mostMarks ? line : flattened(line, marksEnd.at))
  }
  return lines.join('\n')
}

function endOfMarks(line: string): { readonly count: number; readonly at: number } {
  let at = 0
  let count = 0
  while (count < mostMarks) {
    mark.lastIndex = at
    if (!mark.test(line)) break
    at = mark.lastIndex
    count++
  }
  return { count, at }
}

/** A row of the same sign is a rule across the page, however long. */
function flattened(line: string, at: number): string {
  const [, sign] = /^[ \t]*([-*])(?:[ \t]|\1)*$/.exec(line) ?? []
  if (sign !== undefined) return sign.repeat(3)
  let end = at
  for (let next = at; next < line.length; end = next) {
    mark.lastIndex = next
    if (!mark.test(line)) break
    next = mark.lastIndex
  }
  return line.slice(0, at) + line.slice(end)
}
