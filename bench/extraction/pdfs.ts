import type { ExtractedText } from '../../src/domain/extracted.ts'
import { compare, type Comparison } from './compare.ts'
import { rowsKept, type Rows } from './printed-rows.ts'
import { isPyMuPdfInstalled, readPdfs, type ReadPdf } from './pymupdf.ts'
import type { CountingReader } from './reader.ts'
import type { Reference } from './references.ts'
import { titlesKept, type Kept } from './titles.ts'
import { withoutRunning } from './running.ts'
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
  const ours = withoutComments(extracted)
  const printed = (all: readonly string[]): string[] => withoutRunning(all, ours)
  const pages = printed(theirs.pages ?? [])
  const words = compare(
    ours,
    [pages, ...others.map(printed)].map((all) => all.join('\n')),
  )
  return {
    file: theirs.file,
    words,
    nearerOrder: words === null ? null : nearerOrder(ours, pages, printed(theirs.sorted)),
    samePageCount: pages.length === extracted.pages.length,
    onPage: words === null ? null : shareOnPage(extracted, pages),
    rows: rowsKept(extracted, theirs.rows),
    bookmarks: titlesKept(extracted, theirs.bookmarks),
  }
}

/** Comments are part of our text, and of no other program's. */
function withoutComments({ text, blocks }: ExtractedText): string {
  const said = blocks.map(({ start, end }) => text.slice(start, end))
  return said.filter((block) => !block.startsWith('[💬')).join('\n')
}

function nearerOrder(ours: string, drawn: readonly string[], sorted: readonly string[]): number {
  const own = fiveGrams(wordsOf(ours))
  let [all, kept] = [0, 0]
  for (const [at, page] of drawn.entries()) {
    const orders = [page, sorted[at] ?? ''].map((text) => fiveGrams(wordsOf(text)))
    all += orders[0]?.length ?? 0
    kept += Math.max(...orders.map((grams) => shared(grams, own)))
  }
  return Math.min(1, kept / Math.max(all, 1))
}

function shareOnPage({ text, pages }: ExtractedText, theirs: readonly string[]): number {
  const ours = pages.map(({ start, end }) => text.slice(start, end))
  const placed = theirs.reduce((sum, page, index) => sum + shared(wordsOf(page), wordsOf(ours[index] ?? '')), 0)
  const common = shared(wordsOf(theirs.join('\n')), wordsOf(text))
  return Math.min(placed / Math.max(common, 1), 1)
}
