import { headingLevel } from '../layout/heading-rule.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'

/** Running heads and feet stand in the outer part of a page: TeX's widest margins put page numbers at 17 %. */
const marginShare = 0.18
const linesPerMargin = 3
/** Lines of one head are no larger than others of it. */
const largest = 1.3
/** A slot is a head or foot when it is filled on this share of the pages that have text. */
const slotShare = 0.6
/** Two pages may hold a table each, with the same names over its columns; on so many a row is printed on all of them. */
const pagesOfRows = 3
/** A head with the page's number in it is short; a long line is not searched for one. */
const longestWithNumber = 300
const pageWords =
  /^(?:[-–—|\s]*)(?:p[áa]g(?:ina|\.)?|page|seite|hoja|folio)?\s*\d{1,5}(?:\s*(?:de|of|\/|von|-)\s*\d{1,5})?[-–—|\s]*$/i

/** "Página 3 de 9": it says nothing about the text. */
export function isPageLabel(text: string): boolean {
  return pageWords.test(text)
}

interface Candidate {
  readonly line: PdfLine
  readonly slot: string
  /** Spellings under which another page's line counts as the same. */
  readonly patterns: readonly string[]
  /** The lines of its page that stand further inwards, from the margin on. */
  readonly inwards: readonly PdfLine[]
  /** The line outside of it, of which it is the next one of a sentence; null for most. */
  readonly goesOnFrom: PdfLine | null
}

/**
 * Lines that are printed on every page rather than part of the text: the same words (digits aside) at the same height of
 * most pages, and page numbers. A line at that height whose words change from page to page is body text and stays, and so
 * is one that follows the next line as closely as a table's repeated head does.
 */
export function findRunningLines(pages: readonly PdfPage[]): Set<PdfLine> {
  const perPage = pages.map(marginLines)
  const pagesWithText = pages.filter((page) => page.lines.length > 0).length
  const slots = new Map<string, Candidate[]>()
  for (const candidate of perPage.flat()) {
    const slot = slots.get(candidate.slot)
    if (slot === undefined) slots.set(candidate.slot, [candidate])
    else slot.push(candidate)
  }
  const running = new Set<PdfLine>()
  // What stands close to a running line on its outer side is one as well.
  for (let before = -1, turn = 0; running.size > before && turn < linesPerMargin; turn++) {
    before = running.size
    const found = [...slots.values()].flatMap((slot) => runningInSlot(slot, pagesWithText, running))
    for (const line of found) running.add(line)
  }
  // forms end every page's sentence in the same words, which are no foot
  for (const { line, goesOnFrom } of perPage.flat())
    if (goesOnFrom !== null && !running.has(goesOnFrom)) running.delete(line)
  return running
}

/** Whether a line is the next one of the sentence that the other begins. */
function isNextOf(line: PdfLine, outer: PdfLine): boolean {
  if (Math.abs(outer.size - line.size) > 0.5) return false
  const apart = outer.baseline - line.baseline
  return (
    apart > 0 && apart < line.size * 1.6 && /^\p{Ll}+ .*[.!?]$/u.test(line.text) && /[\p{L}\p{N},]$/u.test(outer.text)
  )
}

function runningInSlot(
  slot: readonly Candidate[],
  pagesWithText: number,
  running: ReadonlySet<PdfLine>,
): readonly PdfLine[] {
  const gaps = slot.map((one) => gapOf(one, running))
  const numbers = slot.filter(({ line }, at) => isPageNumber(line, pagesWithText) && (gaps[at] ?? 0) > line.size * 0.5)
  const found = numbers.map(({ line }) => line)
  const pagesInSlot = new Set(slot.map(({ line }) => line.page)).size
  if (pagesInSlot < 2 || pagesInSlot < pagesWithText * slotShare) return found
  const medianGap = gaps.toSorted((a, b) => a - b)[Math.floor(slot.length / 2)] ?? 0
  if (medianGap < (slot[0]?.line.size ?? 0) * 0.6) return found
  const repeated = repeatedLines(slot)
  return [...found, ...(pagesWithText < pagesOfRows ? repeated.filter((line) => !isRow(line)) : repeated)]
}

/** Points to the next line inwards that is none of those known to repeat, or Infinity. Titles, which are larger, stand above such. */
function gapOf({ line, inwards }: Candidate, running: ReadonlySet<PdfLine>): number {
  const isPartOfHead = (other: PdfLine): boolean => running.has(other) && line.size <= other.size * largest
  const inner = inwards.find(
    (other) => !isPartOfHead(other) && Math.abs(other.baseline - line.baseline) > line.size * 0.3,
  )
  if (inner === undefined) return Infinity
  return Math.abs(line.baseline - inner.baseline) - Math.max(line.size, inner.size)
}

function isRow({ cells, table }: PdfLine): boolean {
  return cells.length > 1 || table !== undefined
}

/** All lines of the slot when most of them repeat (one section's head may stand on a single page), else none. */
function repeatedLines(slot: readonly Candidate[]): PdfLine[] {
  const counts = new Map<string, number>()
  for (const { patterns } of slot) {
    for (const pattern of new Set(patterns)) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  const commonest = slot.map(({ patterns }) =>
    patterns.reduce((a, b) => ((counts.get(b) ?? 0) > (counts.get(a) ?? 0) ? b : a)),
  )
  const distinct = new Set(commonest).size
  return distinct > Math.max(1, slot.length * 0.5) ? [] : slot.map(({ line }) => line)
}

/**
 * The words as they are, and with the first or last number, or the one before "of 9", counted from the page's. Headings that number themselves
 * ("Capítulo 3" at the top of every page) may only repeat literally: one new chapter a page is not a running head.
 */
function patternsOf(line: PdfLine): string[] {
  const literal = line.text.toLowerCase()
  if (literal.length > longestWithNumber || headingLevel(line.text) !== null) return [literal]
  const relative = (digits: string): string => `#${Number(digits) - line.page}`
  return [
    literal,
    literal.replace(/\d+/, relative),
    literal.replace(/\d+(?=\D*$)/, relative),
    literal.replace(/\d+(?=\s*(?:de|of|von|\/)\s*\d+\D*$)/, relative),
  ]
}

/** "Página 3" always; a bare number only where it can be this page's (front matter shifts the count). */
function isPageNumber(line: PdfLine, pages: number): boolean {
  if (!pageWords.test(line.text)) return false
  if (/\p{L}/u.test(line.text)) return true
  const value = Number(/\d+/.exec(line.text)?.[0])
  return value <= line.page + 1 + 20 && (pages > 1 || value === line.page + 1) && value + 40 >= line.page
}

function marginLines(page: PdfPage): Candidate[] {
  const upright = page.lines.filter((line) => line.upright)
  const down = upright.toSorted((a, b) => b.baseline - a.baseline)
  const top = outer(down, (line) => line.baseline > page.height * (1 - marginShare), 't')
  const bottom = outer(down.toReversed(), (line) => line.baseline < page.height * marginShare, 'b')
  return [...top, ...bottom]
}

function outer(ordered: readonly PdfLine[], inMargin: (line: PdfLine) => boolean, side: string): Candidate[] {
  const found: Candidate[] = []
  for (const [index, line] of ordered.slice(0, linesPerMargin).entries()) {
    if (!inMargin(line)) break
    found.push({
      line,
      slot: `${side}${Math.round(line.baseline / 3)}`,
      patterns: patternsOf(line),
      inwards: ordered.slice(index + 1),
      goesOnFrom: ordered.find((other) => isNextOf(line, other)) ?? null,
    })
  }
  return found
}
