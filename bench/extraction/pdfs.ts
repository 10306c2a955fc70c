import type { ExtractedText } from '../../src/domain/extracted.ts'
import { compare, type Comparison } from './compare.ts'
import { rowsKept, type Rows } from './printed-rows.ts'
import { isPyMuPdfInstalled, readPdfs, type ReadPdf } from './pymupdf.ts'
import type { CountingReader } from './reader.ts'
import type { Reference } from './references.ts'
import { titlesKept, type Kept } from './titles.ts'
import { withoutHidden } from './hidden.ts'
import { withoutRunning } from './running.ts'
import { saidOnce } from './said-again.ts'
import { fiveGrams, shared, wordsOf } from './words.ts'

export interface PdfComparison {
  readonly file: string
  readonly words: Comparison | null
  /** Of PyMuPDF's runs of five words those that we have, page by page in whichever of its two orders is nearer to ours. */
  readonly nearerOrder: number | null
  readonly samePageCount: boolean
  /** Of the words shared with PyMuPDF, those on the same page; null where there are too few words to tell. */
  readonly onPage: number | null
  readonly rows: Rows
  readonly bookmarks: Kept
}

/** Per cent of letters that could not be read. */
const mostUnread = 10

/** All PDFs are read; compared are those that PyMuPDF reads too, where it is installed. */
export async function measurePdfs(
  files: readonly string[],
  reader: CountingReader,
  references: readonly Reference[],
): Promise<PdfComparison[]> {
  if (!isPyMuPdfInstalled()) {
    for (const file of files) await reader.read(file)
    return []
  }
  const pdftotext = references.find(({ endings }) => endings.includes('pdf'))
  const compared: PdfComparison[] = []
  for await (const theirs of readPdfs(files)) {
    const extracted = await reader.read(theirs.file)
    if (extracted === null || theirs.pages === null) continue
    if (isUnread(extracted)) continue
    const other = pdftotext?.read(theirs.file)
    compared.push(comparePdf(extracted, theirs, other === undefined || other === null ? [] : [other]))
  }
  return compared
}

/** Codes of letters that no font explains are no words: there is nothing in such a file that programs could agree on. */
function isUnread({ warnings }: ExtractedText): boolean {
  return warnings.some((one) => one.code === 'letters_unread' && one.facts.percent >= mostUnread)
}

function comparePdf(extracted: ExtractedText, theirs: ReadPdf, others: readonly (readonly string[])[]): PdfComparison {
  const all = withoutComments(extracted)
  const ours = all.blocks.map(({ start, end }) => all.text.slice(start, end)).join('\n')
  const printed = (pages: readonly string[]): string[] =>
    withoutRunning(withoutHidden(pages, theirs.hidden, ours), ours)
  const pages = printed(theirs.pages ?? [])
  const texts = [pages, ...others.map(printed)].map((one) => one.join('\n'))
  const words = compare(ours, texts)
  const once = compare(saidOnce(all), texts)
  return {
    file: theirs.file,
    // Of merged cells that say the same in several rows, each counts as often as is nearer to the others.
    words: words === null || once === null ? words : nearerOf(words, once),
    nearerOrder: words === null ? null : nearerOrder([ours, saidOnce(all)], pages, printed(theirs.sorted)),
    samePageCount: pages.length === extracted.pages.length,
    onPage: words === null ? null : shareOnPage(extracted, pages),
    rows: rowsKept(extracted, theirs.rows),
    bookmarks: titlesKept(extracted, theirs.bookmarks),
  }
}

function nearerOf(all: Comparison, once: Comparison): Comparison {
  return {
    recall: all.recall,
    precision: Math.max(all.precision, once.precision),
    order: Math.max(all.order, once.order),
  }
}

/** Comments are part of our text, and of no other program's. */
function withoutComments(extracted: ExtractedText): ExtractedText {
  const { text, blocks } = extracted
  return { ...extracted, blocks: blocks.filter(({ start, end }) => !text.slice(start, end).startsWith('[💬')) }
}

function nearerOrder(ours: readonly string[], drawn: readonly string[], sorted: readonly string[]): number {
  const own = ours.map((text) => fiveGrams(wordsOf(text)))
  let all = 0
  const kept = own.map(() => 0)
  for (const [at, page] of drawn.entries()) {
    const orders = [page, sorted[at] ?? ''].map((text) => fiveGrams(wordsOf(text)))
    all += orders[0]?.length ?? 0
    for (const [index, grams] of own.entries())
      kept[index] = (kept[index] ?? 0) + Math.max(...orders.map((order) => shared(order, grams)))
  }
  return Math.min(1, Math.max(...kept) / Math.max(all, 1))
}

function shareOnPage({ text, pages }: ExtractedText, theirs: readonly string[]): number {
  const ours = pages.map(({ start, end }) => text.slice(start, end))
  const placed = theirs.reduce((sum, page, index) => sum + shared(wordsOf(page), wordsOf(ours[index] ?? '')), 0)
  const common = shared(wordsOf(theirs.join('\n')), wordsOf(text))
  return Math.min(placed / Math.max(common, 1), 1)
}
