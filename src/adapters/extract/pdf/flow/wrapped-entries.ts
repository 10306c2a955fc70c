import { joinLines } from '../lines/join-lines.ts'
import { plainNumber } from '../lines/line-marks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { beginsAt, isPlain, pitch } from './rows-of-cells.ts'

/** How an entry begins: "3.1 ", "4. ", "b) ". */
const mark = /^(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|\p{L}[.)])\s+(?=[\p{L}«“"¿])/u
/** How its other lines begin: signs and boxes begin items. */
const goesOn = /^[\p{L}\p{N}«“"'‘(&]/u
/** An entry has no more lines before the one with its amounts. */
const mostLines = 2
/** Entries of one list are so near, in lines. */
const nearLines = 12
/** Where its lines begin behind the mark, in sizes of the type. */
const [leastIndent, mostIndent] = [0.8, 5]
const edgeShare = 0.3
const sameSize = 0.12
/** What wraps fills so much of the width before the amounts; a title over its entries may be shorter. */
const filledShare = 0.45

/**
 * Numbered entries with amounts or pages at the right edge, where the words of one wrap: its page stands in the last of its lines, behind
 * words that begin below those of the first line, not below its number. Such an entry is one line; all others stay as they are.
 */
export function withWrappedEntries(lines: readonly PdfLine[]): readonly PdfLine[] {
  const out: PdfLine[] = []
  for (const [at, line] of lines.entries()) {
    const start = endsEntry(line) ? startOf(out, line) : -1
    const begin = out[start]
    const isOne = begin !== undefined && !begins(lines[at + 1], line) && isOfList(lines, at, begin, line)
    if (isOne) out.push(joined(out.splice(start), line))
    else out.push(line)
  }
  return out
}

/** Words without a mark of their own, and amounts. */
function endsEntry(line: PdfLine): boolean {
  const [first, ...amounts] = line.cells
  if (first === undefined || amounts.length === 0 || !isPlain(line)) return false
  return isWords(first.text) && /\p{L}{2}/u.test(first.text) && amounts.every(({ text }) => plainNumber.test(text))
}

const isWords = (text: string): boolean => goesOn.test(text) && !mark.test(text)

/** Where the line stands that begins an entry which another one ends; -1 where none does. */
function startOf(before: readonly PdfLine[], end: PdfLine): number {
  let next = end
  for (let at = before.length - 1; at >= Math.max(0, before.length - mostLines); at--) {
    const line = before[at]
    if (line === undefined || !goesOnIn(line, next, end)) return -1
    const indent = end.left - line.left
    if (mark.test(line.text)) return indent >= end.size * leastIndent && indent <= end.size * mostIndent ? at : -1
    if (!beginsAt(line, end) || !isWords(line.text)) return -1
    next = line
  }
  return -1
}

/** Whether a line of words and the one below it may be those of one entry: alike, near, and before its amounts. */
function goesOnIn(line: PdfLine, next: PdfLine, end: PdfLine): boolean {
  if (!isPlain(line) || line.page !== end.page || line.cells.length > 1 || line.bold !== end.bold) return false
  const distance = line.baseline - next.baseline
  if (distance <= 0 || distance > end.size * pitch || Math.abs(line.size - end.size) > end.size * sameSize) return false
  const edge = end.cells[1]?.left ?? end.right
  return line.right < edge && line.right - line.left >= (edge - line.left) * filledShare
}

/** Whether the next line is another entry that begins where this one does: then both stand under a title. */
function begins(next: PdfLine | undefined, line: PdfLine): boolean {
  return next !== undefined && next.cells.length > 1 && beginsAt(next, line)
}

/** Whether an entry stands near in one line: it begins with a mark too, where marks begin or end, and its last amount ends at their edge. */
function isOfList(lines: readonly PdfLine[], at: number, begin: PdfLine, end: PdfLine): boolean {
  const near = lines.slice(Math.max(0, at - nearLines), at + nearLines + 1)
  return near.some(
    (other) =>
      other.page === end.page &&
      other.cells.length === end.cells.length &&
      mark.test(other.text) &&
      Math.abs(other.left - begin.left) <= end.size * leastIndent &&
      Math.abs(other.right - end.right) <= end.size * edgeShare &&
      plainNumber.test(other.cells.at(-1)?.text ?? ''),
  )
}

function joined(lines: readonly PdfLine[], end: PdfLine): PdfLine {
  const [begin = end] = lines
  const words = lines.map(({ text }) => text)
  const [own, ...amounts] = end.cells
  const right = Math.max(own?.right ?? 0, ...lines.map((line) => line.right))
  const cell = { text: joinLines([...words, own?.text ?? '']), left: begin.left, right }
  const text = joinLines([...words, end.text])
  return { ...begin, text, right: end.right, endBaseline: end.endBaseline, cells: [cell, ...amounts] }
}
