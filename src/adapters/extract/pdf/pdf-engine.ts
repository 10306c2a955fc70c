import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { EngineJob } from '../engine/engine.ts'
import { buildText } from '../layout/text-builder.ts'
import { openPdf } from './pdf-document.ts'
import type { PdfDocument } from './pdf-document.ts'
import { toDrafts } from './pdf-drafts.ts'
import type { PdfLine, PdfPage } from './pdf-line.ts'
import { firstBookmark, metadataTitle } from './pdf-title.ts'
import { loadPdfium } from './pdfium.ts'
import type { Pdfium } from './pdfium.ts'
import { createPageReader } from './read-page.ts'
import { findRunningLines } from './running-lines.ts'

/**
 * Text of a PDF in the order it was written, page by page, without running heads and feet.
 * @throws AppError `password_protected`, `corrupt_file`, `no_text_layer`, `no_text`, `too_much_text`, `extraction_memory`
 */
export async function extractPdf(job: EngineJob): Promise<ExtractedText> {
  const pdfium = await loadPdfium()
  try {
    return extractFrom(pdfium, job)
  } catch (error) {
    // PDFium ends with a trap when an allocation fails; only the size of its memory tells that from a crash.
    if (error instanceof Error && error.name === 'RuntimeError' && pdfium.exhausted()) {
      throw new AppError(
        'extraction_memory',
        'Reading the PDF takes more memory than is allowed. Split it or simplify it.',
        {
          cause: error,
        },
      )
    }
    throw error
  }
}

function extractFrom(pdfium: Pdfium, job: EngineJob): ExtractedText {
  const document = openPdf(pdfium, job.path)
  let healthy = true
  try {
    const { pages, unreadable } = readPages(pdfium, document, job)
    const title = metadataTitle(pdfium, document.pointer)
    const bookmark = firstBookmark(pdfium, document.pointer)
    return composeText(pages, { job, title, bookmark, unreadable })
  } catch (error) {
    healthy = error instanceof AppError
    throw error
  } finally {
    // After a trap PDFium must not be called again.
    if (healthy) document.close()
  }
}

interface ReadPages {
  readonly pages: readonly PdfPage[]
  readonly unreadable: readonly number[]
}

function readPages(pdfium: Pdfium, document: PdfDocument, job: EngineJob): ReadPages {
  const { pageCount } = document
  if (pageCount > job.limits.maxPages) {
    throw new AppError(
      'too_much_text',
      `The PDF has ${pageCount} pages; at most ${job.limits.maxPages} are read. Split it.`,
      {
        details: { pages: pageCount, maxPages: job.limits.maxPages },
      },
    )
  }
  const reader = createPageReader(pdfium, document.pointer)
  const pages: PdfPage[] = []
  const unreadable: number[] = []
  let chars = 0
  for (let index = 0; index < pageCount; index++) {
    const page = reader.read(index)
    if (page === null) unreadable.push(index + 1)
    pages.push(page ?? { height: 0, lines: [], hasImage: false })
    for (const line of page?.lines ?? []) chars += line.text.length
    if (chars > job.limits.maxTextChars) {
      throw new AppError(
        'too_much_text',
        `The PDF holds more than ${job.limits.maxTextChars} characters of text. Split it.`,
      )
    }
    job.onProgress(index + 1, pageCount)
  }
  reader.close()
  return { pages, unreadable }
}

interface Compose {
  readonly job: EngineJob
  readonly title: string | null
  readonly bookmark: string | null
  readonly unreadable: readonly number[]
}

function composeText(pages: readonly PdfPage[], { job, title, bookmark, unreadable }: Compose): ExtractedText {
  if (pages.every((page) => page.lines.length === 0)) throw withoutText(pages, unreadable)
  const running = findRunningLines(pages)
  const kept = pages.flatMap((page) => page.lines.filter((line) => !running.has(line)))
  // A document that is nothing but repeated lines (slides of one form) keeps them: they are its text.
  const lines: readonly PdfLine[] = kept.length === 0 ? pages.flatMap((page) => page.lines) : kept
  const { drafts, largest } = toDrafts(lines, pages.length)
  return buildText(drafts, {
    maxTextChars: job.limits.maxTextChars,
    paged: true,
    title: title ?? largest ?? bookmark,
    warnings: pageWarnings(pages, unreadable),
  })
}

function withoutText(pages: readonly PdfPage[], unreadable: readonly number[]): AppError {
  if (pages.length === 0 || unreadable.length === pages.length) {
    return new AppError('corrupt_file', 'No page of the PDF can be read: it is damaged. Save it again from its source.')
  }
  if (pages.some((page) => page.hasImage)) {
    return new AppError(
      'no_text_layer',
      'The PDF holds only images and no text layer: it needs OCR. Run it through an OCR program and upload the result.',
      { details: { pages: pages.length } },
    )
  }
  return new AppError('no_text', 'The PDF contains no text: its pages are empty or only drawings.')
}

function pageWarnings(pages: readonly PdfPage[], unreadable: readonly number[]): string[] {
  const scanned = pages.flatMap((page, index) => (page.lines.length === 0 && page.hasImage ? [index + 1] : []))
  const all = [
    ...unreadable.map((page) => `page ${page} is damaged and was left out`),
    ...scanned.map((page) => `page ${page} has no text layer`),
  ]
  if (all.length <= 20) return all
  return [...all.slice(0, 19), `${all.length - 19} more pages have no text layer or are damaged`]
}
