import type { ExtractedText } from '../../src/domain/extracted.ts'
import { compare, type Comparison } from './compare.ts'
import { rowsKept, type Rows } from './printed-rows.ts'
import { isPyMuPdfInstalled, readPdfs, type ReadPdf } from './pymupdf.ts'
import type { CountingReader } from './reader.ts'
import type { Reference } from './references.ts'
import { titlesKept, type Kept } from './titles.ts'
import { shared, wordsOf } from './words.ts'

export interface PdfComparison {
  readonly file: string
  readonly words: Comparison | null
  readonly samePageCount: boolean
  /** Of the words shared with PyMuPDF, those on the same page; null where there are too few words to tell. */
  readonly onPage: number | null
  readonly rows: Rows
  readonly bookmarks: Kept
}

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
    const other = pdftotext?.read(theirs.file)?.join('\n')
    compared.push(comparePdf(extracted, theirs, other === undefined ? [] : [other]))
  }
  return compared
}

function comparePdf(extracted: ExtractedText, theirs: ReadPdf, others: readonly string[]): PdfComparison {
  const pages = theirs.pages ?? []
  const words = compare(extracted.text, [pages.join('\n'), ...others])
  return {
    file: theirs.file,
    words,
    samePageCount: pages.length === extracted.pages.length,
    onPage: words === null ? null : shareOnPage(extracted, pages),
    rows: rowsKept(extracted, theirs.rows),
    bookmarks: titlesKept(extracted, theirs.bookmarks),
  }
}

function shareOnPage({ text, pages }: ExtractedText, theirs: readonly string[]): number {
  const ours = pages.map(({ start, end }) => text.slice(start, end))
  const placed = theirs.reduce((sum, page, index) => sum + shared(wordsOf(page), wordsOf(ours[index] ?? '')), 0)
  const common = shared(wordsOf(theirs.join('\n')), wordsOf(text))
  return Math.min(placed / Math.max(common, 1), 1)
}
