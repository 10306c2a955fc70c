import { contentsEntry } from '../table-rows.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { isPlain, pitch } from './rows-of-cells.ts'

/** Where the words of an entry leave no room for more dots: "Chapter 1 ...100". */
const shortLeader = /^(.*[^\s.])\s?(?:\.{2,4}|…)\s?(\d{1,4})$/u
const dots = /\.\.|…/u
/** Nor for any on their line: the dots stand below it, with the page. */
const leaderAlone = /^… (\d{1,4})$/u
/** What is left of the dots behind the words; a single one behind a letter is that of "S.A.". */
const lastDots = /\s\.$|\s?\.{2,4}$/u
/** Pages end at one edge, in sizes of the type; a digit is about so wide. */
const edgeShare = 0.3
const digitShare = 0.5

/**
 * The entries of a table of contents whose dots are few, or stand with the page in a line of their own, as those beside them: what they
 * name, and its page. Elsewhere "1 ...100" is a range.
 */
export function withShortLeaders(lines: readonly PdfLine[]): readonly PdfLine[] {
  if (!lines.some(({ text }) => contentsEntry.test(text) || leaderAlone.test(text))) return lines
  const whole = withLeadersBelow(lines)
  // Entries beside each other tell each other, from above and from below.
  return toldBy(toldBy(whole, -1), 1)
}

function withLeadersBelow(lines: readonly PdfLine[]): PdfLine[] {
  const out: PdfLine[] = []
  for (const line of lines) {
    const above = out.at(-1)
    const [, page] = leaderAlone.exec(line.text) ?? []
    if (page !== undefined && above !== undefined && standsOver(above, line) && above.cells.length === 1)
      out.splice(-1, 1, {
        ...entryOf(above.text.replace(lastDots, ''), page, { ...above, right: line.right }),
        endBaseline: line.baseline,
      })
    else out.push(line)
  }
  return out
}

/** @param step to the neighbour that tells: the line before or behind */
function toldBy(lines: readonly PdfLine[], step: -1 | 1): readonly PdfLine[] {
  const out = [...lines]
  for (let count = 0; count < out.length; count++) {
    const at = step === -1 ? count : out.length - 1 - count
    const [line, beside] = [out[at], out[at + step]]
    if (line?.cells.length !== 1 || beside === undefined || !dots.test(line.text)) continue
    const [, words, page] = shortLeader.exec(line.text) ?? []
    if (words === undefined || page === undefined) continue
    if (!contentsEntry.test(beside.text) || Math.abs(beside.right - line.right) > line.size * edgeShare) continue
    if (step === -1 ? standsOver(beside, line) : standsOver(line, beside)) out[at] = entryOf(words, page, line)
  }
  return out
}

function standsOver(above: PdfLine, line: PdfLine): boolean {
  if (!isPlain(above) || !isPlain(line) || above.page !== line.page) return false
  const distance = above.endBaseline - line.baseline
  return distance > 0 && distance <= line.size * pitch && above.left < line.right && line.left < above.right
}

function entryOf(words: string, page: string, line: PdfLine): PdfLine {
  const left = line.right - page.length * line.size * digitShare
  const cells = [
    { text: words, left: line.left, right: Math.min(left, line.right) },
    { text: page, left, right: line.right },
  ]
  return { ...line, text: `${words} … ${page}`, cells }
}
