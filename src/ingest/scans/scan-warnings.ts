import type { ExtractedText } from '../../domain/extracted.ts'

/** As many as are kept of a document. */
const mostWarnings = 20
/** Below it words are wrong often enough for somebody to look at the page. */
const doubtful = 75
const noTextLayer = /^page (\d+) has no text layer$/

/** The warnings of a document after its scanned pages were read: what was recognised, how surely, and what could not be. */
export function scanWarnings(
  { ocr = [], warnings }: ExtractedText,
  scans: { readonly pages: readonly number[]; readonly unread: number },
): readonly string[] {
  const read = new Set(ocr.map(({ page }) => page))
  const others = warnings.filter((warning) => {
    const page = noTextLayer.exec(warning)?.[1]
    return page === undefined || !read.has(Number(page))
  })
  const told = [
    ...summary(ocr),
    ...doubtfulPages(ocr),
    ...withoutText(
      scans.pages.filter((page) => !read.has(page)),
      others,
    ),
  ]
  if (scans.unread > 0) told.push(`${scans.unread} more scanned pages were not read: split the document`)
  return [...told, ...others].slice(0, mostWarnings)
}

function summary(ocr: NonNullable<ExtractedText['ocr']>): string[] {
  if (ocr.length === 0) return []
  const mean = Math.round(ocr.reduce((sum, { confidence }) => sum + confidence, 0) / ocr.length)
  const what = ocr.length === 1 ? `page ${ocr[0]?.page} was` : `${ocr.length} pages were`
  return [`${what} read by OCR with a mean confidence of ${mean} %`]
}

function doubtfulPages(ocr: NonNullable<ExtractedText['ocr']>): string[] {
  if (ocr.length === 1) return []
  return ocr
    .filter(({ confidence }) => confidence < doubtful)
    .map(({ page, confidence }) => `page ${page} was read by OCR with a confidence of ${confidence} % only`)
}

function withoutText(pages: readonly number[], told: readonly string[]): string[] {
  return pages
    .map((page) => `page ${page} has no text layer`)
    .filter((warning) => !told.includes(warning))
    .map((warning) => `${warning} and no text could be recognised on it`)
}
