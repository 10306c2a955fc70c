import type { PdfLine, PdfPage } from './lines/pdf-line.ts'
import { patternsOf } from './running-patterns.ts'

/** Running heads and feet stand in the outer part of a page: TeX's widest margins put page numbers at 17 %. */
const marginShare = 0.18
const linesPerMargin = 3
/** Heads of letters and feet are blocks of more lines, each close to the next one. */
const linesPerBlock = 10
/** Lines of one block, or of one table, are not further apart, in sizes of the type. */
const near = 0.6
/** A title right above a running line is larger, and none. */
const largestInBlock = 1.3
/** Of the lines of a document, where its pages are copies of each other. */
const copiedShare = 0.6
/** A slot is a head or foot when it is filled on this share of the pages that have text. */
const slotShare = 0.6
/** Two pages may hold a table each, with the same names over its columns; on so many a row is printed on all of them. */
const pagesOfRows = 3
/** Below a head of two pages that stands in cells nothing follows for so many sizes of its type, as rows follow their names. */
const apartFromRows = 2
/** A page's number is no larger, in sizes of the text, and not so far from its place in the file. */
const largestNumber = 1.5
const mostAhead = 20
const mostBehind = 40
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
  /** No line of the page stands further out. */
  readonly isOuter: boolean
  /** The line before it, if it is so far inside that it only runs as a part of a block; null for most. */
  readonly outerOfBlock: PdfLine | null
  /** The next line inwards, and points to it, or Infinity. */
  readonly inner: PdfLine | null
  readonly gap: number
  /** Other text stands level with it. */
  readonly isBeside: boolean
  /** The line outside of it, of which it is the next one of a sentence; null for most. */
  readonly goesOnFrom: PdfLine | null
}

/**
 * Lines that are printed on every page rather than part of the text: the same words (digits aside) at the same height of
 * most pages, and page numbers. A line at that height whose words change from page to page is body text and stays, and so
 * is one that follows the next line of the text as closely as a table's repeated head does. Each with what it says on all
 * pages where it says the same, whatever their numbers.
 */
export function findRunningLines(pages: readonly PdfPage[]): Map<PdfLine, string> {
  const largest = usualSize(pages) * largestNumber
  const candidates = pages.flatMap((page) => marginLines(page, largest))
  const pagesWithText = pages.filter((page) => page.lines.length > 0).length
  const slots = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const slot = slots.get(candidate.slot)
    if (slot === undefined) slots.set(candidate.slot, [candidate])
    else slot.push(candidate)
  }
  const numbers = pages.length < 2 ? namedNumbers(candidates) : pageNumbers(candidates, largest)
  const running = new Map(numbers.map((line) => [line, line.text]))
  const repeats = [...slots.values()]
    .map((slot) => ({ slot, said: runningInSlot(slot, pagesWithText) }))
    .filter(({ said }) => said.length > 0)
  const isFew = pagesWithText < pagesOfRows
  addRepeats(running, repeats, {
    inBlocks: !areCopies(pages, new Set(candidates.map(({ line }) => line))),
    mayRun: (line, inside) => !isFew || line.slot.every((one) => isNoTable(one, inside)),
  })
  for (const { line, outerOfBlock } of candidates)
    if (outerOfBlock !== null && !running.has(outerOfBlock)) running.delete(line)
  // forms end every page's sentence in the same words, which are no foot
  for (const { line, goesOnFrom } of candidates)
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

/** A line and what it says. */
type Said = readonly [PdfLine, string]

interface Repeat {
  readonly slot: readonly Candidate[]
  readonly said: readonly Said[]
}

interface RepeatRules {
  /** Lines that are close to a running one run too. */
  readonly inBlocks: boolean
  readonly mayRun: (repeat: Repeat, running: ReadonlyMap<PdfLine, string>) => boolean
}

/** From the inside to the outside: of a block each line runs that is close to one that does. */
function addRepeats(
  running: Map<PdfLine, string>,
  repeats: readonly Repeat[],
  { inBlocks, mayRun }: RepeatRules,
): void {
  const alone: ReadonlyMap<PdfLine, string> = new Map()
  let waiting = repeats
  let tried: number
  do {
    tried = waiting.length
    waiting = waiting.filter(({ slot, said }) => {
      if (!mayRun({ slot, said }, running) || !standsApart(slot, inBlocks ? running : alone)) return true
      for (const [line, words] of said) running.set(line, words)
      return false
    })
  } while (waiting.length < tried)
}

/** Between their heads and feet copies of one form say the same, or nothing: what is close together there is their text. */
function areCopies(pages: readonly PdfPage[], margins: ReadonlySet<PdfLine>): boolean {
  const pagesOf = new Map<string, Set<number>>()
  const lines = pages.flatMap((page) => page.lines).filter((line) => !margins.has(line))
  for (const { text, page } of lines) pagesOf.set(text, (pagesOf.get(text) ?? new Set()).add(page))
  return lines.filter(({ text }) => (pagesOf.get(text)?.size ?? 0) < 2).length <= lines.length * (1 - copiedShare)
}

/** Most of its lines are far from the text. */
function standsApart(slot: readonly Candidate[], running: ReadonlyMap<PdfLine, string>): boolean {
  const gaps = slot.map(({ line, inner, gap, isBeside }) => {
    if (inner === null || !running.has(inner)) return gap
    // The name of a company with "FACTURA" at the other edge is no title.
    return line.size <= inner.size * largestInBlock || isBeside ? Infinity : gap
  })
  const median = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  return median >= (slot[0]?.line.size ?? 0) * near
}

function runningInSlot(slot: readonly Candidate[], pagesWithText: number): readonly Said[] {
  const pagesInSlot = new Set(slot.map(({ line }) => line.page)).size
  if (pagesInSlot < 2 || pagesInSlot < pagesWithText * slotShare) return []
  return repeatedLines(slot)
}

/** Of two pages with the same line: what counts the pages, and what stands in no cells, or far from all rows, is no name over columns. */
function isNoTable({ line, inner, gap }: Candidate, running: ReadonlyMap<PdfLine, string>): boolean {
  const { cells, table, size } = line
  if (table !== undefined) return false
  if (cells.length === 1 || cells.some(({ text }) => isPageLabel(text) && /\p{L}/u.test(text))) return true
  return gap >= size * apartFromRows || (inner !== null && running.has(inner))
}

/** All lines of the slot when most of them repeat (one section's head may stand on a single page), else none. */
function repeatedLines(slot: readonly Candidate[]): readonly Said[] {
  const counts = new Map<string, number>()
  for (const { patterns } of slot) {
    for (const pattern of new Set(patterns)) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  const commonest = slot.map(({ patterns }) =>
    patterns.reduce((a, b) => ((counts.get(b) ?? 0) > (counts.get(a) ?? 0) ? b : a)),
  )
  const distinct = new Set(commonest).size
  return distinct > Math.max(1, slot.length * 0.5)
    ? []
    : slot.map(({ line }, index): Said => [line, commonest[index] ?? line.text])
}

const isNumber = (one: Candidate): boolean => pageWords.test(one.line.text) && (!isClose(one) || countsFromFirst(one))

/** As close to the text as its lines: there only the outermost one is the number of a page, and the very one of its place in the file. */
const isClose = ({ line, gap }: Candidate): boolean => gap <= line.size * 0.5
const countsFromFirst = ({ line, isOuter }: Candidate): boolean => isOuter && aheadOf(line) === 1

/** "Página 3". */
function namedNumbers(candidates: readonly Candidate[]): PdfLine[] {
  return candidates.filter((one) => isNumber(one) && /\p{L}/u.test(one.line.text)).map(({ line }) => line)
}

/**
 * Those with a name, and bare ones: such a number may be a figure of the text. That of a page is no larger than most of the text, and
 * counts with others, or is where its page stands (front matter shifts the count).
 */
function pageNumbers(candidates: readonly Candidate[], largest: number): PdfLine[] {
  const bare = candidates.filter((one) => {
    return isNumber(one) && !/\p{L}/u.test(one.line.text) && one.line.size <= largest && canBePage(one.line)
  })
  const pagesOf = Map.groupBy(bare, ({ line }) => aheadOf(line))
  const counted = bare.filter((one) => {
    const counting = new Set((pagesOf.get(aheadOf(one.line)) ?? []).map((other) => other.line.page))
    return counting.size > 1 || (!isClose(one) && countsFromFirst(one))
  })
  return [...namedNumbers(candidates), ...counted.map(({ line }) => line)]
}

/** How far a number is ahead of the place of its page, which counts from 0. */
const aheadOf = ({ text, page }: PdfLine): number => Number(/\d+/.exec(text)?.[0]) - page

function canBePage(line: PdfLine): boolean {
  return aheadOf(line) <= 1 + mostAhead && aheadOf(line) >= -mostBehind
}

function usualSize(pages: readonly PdfPage[]): number {
  const sizes = pages.flatMap(({ lines }) => lines.map(({ size }) => size)).toSorted((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

function marginLines(page: PdfPage, largest: number): Candidate[] {
  const upright = page.lines.filter((line) => line.upright)
  const down = upright.toSorted((a, b) => b.baseline - a.baseline)
  const top = outer(down, (line) => line.baseline > page.height * (1 - marginShare), { side: 't', largest })
  const bottom = outer(down.toReversed(), (line) => line.baseline < page.height * marginShare, { side: 'b', largest })
  return [...top, ...bottom, ...page.lines.filter(isTurned).map((line) => turnedCandidate(line, largest))]
}

/** Words up the margin or across the page, and no table. */
function isTurned({ upright, table, cells }: PdfLine): boolean {
  return !upright && table === undefined && cells.length === 1
}

function turnedCandidate(line: PdfLine, largest: number): Candidate {
  const slot = `${Math.round(line.left / 3)} ${Math.round(line.baseline / 3)}`
  const alone = { isOuter: false, outerOfBlock: null, inner: null, gap: Infinity, isBeside: false, goesOnFrom: null }
  return { line, slot, patterns: patternsOf(line, line.size <= largest), ...alone }
}

const isLevel = (other: PdfLine, line: PdfLine): boolean => Math.abs(other.baseline - line.baseline) <= line.size * 0.3

interface Side {
  readonly side: 't' | 'b'
  /** Of type in which the number of a page is printed. */
  readonly largest: number
}

function outer(
  ordered: readonly PdfLine[],
  inMargin: (line: PdfLine) => boolean,
  { side, largest }: Side,
): Candidate[] {
  const found: Candidate[] = []
  for (const [index, line] of ordered.slice(0, linesPerBlock).entries()) {
    const last = found.at(-1)
    const isDeep = index >= linesPerMargin && last !== undefined && last.gap >= last.line.size * near
    if (isDeep || !inMargin(line)) break
    const inner = ordered.find((other, at) => at > index && !isLevel(other, line))
    const distance = inner === undefined ? Infinity : Math.abs(line.baseline - inner.baseline)
    found.push({
      line,
      slot: `${side}${Math.round(line.baseline / 3)}`,
      patterns: patternsOf(line, line.size <= largest),
      isOuter: index === 0,
      outerOfBlock: index < linesPerMargin ? null : (last?.line ?? null),
      inner: inner ?? null,
      gap: distance - Math.max(line.size, inner?.size ?? 0),
      isBeside: line.cells.length > 1 || ordered.some((other) => other !== line && isLevel(other, line)),
      goesOnFrom: ordered.find((other) => isNextOf(line, other)) ?? null,
    })
  }
  return found
}
