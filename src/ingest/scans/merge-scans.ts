import type { ExtractedText, Page } from '../../domain/extracted.ts'

/** What OCR read on a page; null when there is nothing to read on it. */
export type ScannedText = ExtractedText | null

const gap = '\n\n'

/** A document of so many pages without any text yet. */
export function emptyPages(count: number): ExtractedText {
  const pages = Array.from({ length: count }, (_, index) => ({ number: index + 1, start: 0, end: 0 }))
  return { text: '', blocks: [], pages, pagesApproximate: false, tables: [], title: null, warnings: [] }
}

interface Insertion {
  readonly page: number
  readonly scan: ExtractedText
  /** The end of a block of the text before, or its beginning. */
  readonly at: number
  /** What is put there, and where in it the recognised text begins. */
  readonly text: string
  readonly offset: number
}

/**
 * A text with what was recognised on some of its pages: behind the last block of its own page, or in the place of that page.
 * All positions move along. Linear in the number of blocks and pages.
 */
export function mergeScans(extracted: ExtractedText, scans: ReadonlyMap<number, ScannedText>): ExtractedText {
  const insertions = findInsertions(extracted, scans)
  const starts = startsOf(insertions)
  const move = (position: number): number => position + movedBy(insertions, position)
  const blocks = extracted.blocks.map((block) => ({ ...block, start: move(block.start), end: move(block.end) }))
  const recognised = insertions.flatMap(({ scan }, index) => {
    const start = starts[index] ?? 0
    return scan.blocks.map((block) => ({ ...block, start: block.start + start, end: block.end + start }))
  })
  return {
    ...extracted,
    text: textWith(extracted.text, insertions),
    blocks: [...blocks, ...recognised].toSorted((a, b) => a.start - b.start),
    pages: pagesWith(extracted, { insertions, starts, move }),
    tables: extracted.tables.map((table) => ({
      ...table,
      start: move(table.start),
      end: move(table.end),
      ...(table.body === undefined ? {} : { body: move(table.body) }),
    })),
    ocr: insertions.map(({ page, scan }) => ({ page, confidence: scan.ocr?.[0]?.confidence ?? 0 })),
    title: extracted.title ?? insertions.find(({ scan }) => scan.title !== null)?.scan.title ?? null,
  }
}

function findInsertions(extracted: ExtractedText, scans: ReadonlyMap<number, ScannedText>): readonly Insertion[] {
  const { blocks, pages, text: whole } = extracted
  const insertions: Insertion[] = []
  let before = 0
  for (const page of pages) {
    while ((blocks[before]?.start ?? Infinity) < page.end) before++
    const scan = scans.get(page.number) ?? null
    if (scan === null) continue
    const at = blocks[before - 1]?.end ?? 0
    const isFirst = at === 0 && (whole !== '' || insertions.length === 0)
    const behind = at === 0 && whole !== '' ? gap : ''
    const text = (isFirst ? '' : gap) + scan.text + behind
    insertions.push({ page: page.number, scan, at, text, offset: isFirst ? 0 : gap.length })
  }
  return insertions
}

/** Where each recognised text begins in the new text. */
function startsOf(insertions: readonly Insertion[]): readonly number[] {
  let added = 0
  return insertions.map(({ at, text, offset }) => {
    const start = at + added + offset
    added += text.length
    return start
  })
}

/** Found by halving: the insertions are in order. What is put before everything moves everything. */
function movedBy(insertions: readonly Insertion[], position: number): number {
  let [low, high] = [0, insertions.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = insertions[middle]?.at ?? 0
    if (at === 0 || at < position) low = middle + 1
    else high = middle
  }
  return sumOfFirst(insertions, low)
}

const sums = new WeakMap<readonly Insertion[], readonly number[]>()

function sumOfFirst(insertions: readonly Insertion[], count: number): number {
  let known = sums.get(insertions)
  if (known === undefined) {
    let sum = 0
    known = [0, ...insertions.map(({ text }) => (sum += text.length))]
    sums.set(insertions, known)
  }
  return known[count] ?? 0
}

function textWith(text: string, insertions: readonly Insertion[]): string {
  const parts: string[] = []
  let copied = 0
  for (const { at, text: added } of insertions) {
    parts.push(text.slice(copied, at), added)
    copied = at
  }
  return [...parts, text.slice(copied)].join('')
}

function pagesWith(
  { pages }: ExtractedText,
  at: {
    readonly insertions: readonly Insertion[]
    readonly starts: readonly number[]
    readonly move: (position: number) => number
  },
): Page[] {
  const added = new Map(at.insertions.map(({ page, scan }, index) => [page, { scan, start: at.starts[index] ?? 0 }]))
  let end = 0
  return pages.map((page) => {
    const scan = added.get(page.number)
    const own = page.end > page.start
    const begins = scan !== undefined && !own ? scan.start : at.move(page.start)
    // An empty page gives its place to the one before.
    const start = Math.max(own || scan !== undefined ? begins : end, end)
    end = Math.max(scan === undefined ? (own ? at.move(page.end) : start) : scan.start + scan.scan.text.length, start)
    return { number: page.number, start, end }
  })
}
