import { statSync } from 'node:fs'
import type { DocumentWarning } from '../../../domain/warnings/warning.ts'
import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import { EngineLost } from '../engine/engine.ts'
import type { EngineJob } from '../engine/engine.ts'
import { amplified, createTextBudget } from '../engine/text-budget.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { buildText } from '../layout/text-builder.ts'
import { attachmentWarning } from './attachments.ts'
import { readBookmarks, type Bookmark } from './bookmarks.ts'
import { refuseShell } from './form-shell.ts'
import { openPdf } from './pdfium/pdf-document.ts'
import { toDrafts } from './pdf-drafts.ts'
import { firstBookmark, metadataTitle } from './pdf-title.ts'
import { gridWarning, hiddenWarning, pageWarnings, unknownWarning } from './pdf-warnings.ts'
import { loadPdfium } from './pdfium/pdfium.ts'
import type { Pdfium } from './pdfium/pdfium.ts'
import { isUnreadable, readPages, unreadableFonts, withoutText } from './pdf-pages.ts'
import type { ReadPages } from './pdf-pages.ts'
import { splitMargins } from './flow/running-text.ts'
import { withoutTitles } from './flow/titles-at-the-edge.ts'
import { findRunningLines } from './running-lines.ts'

/** Below this a file that fills PDFium's 512 MB holds itself many times over. */
const smallBytes = 5_000_000

/**
 * Text of a PDF in the order it was written, page by page; running heads and feet once.
 * @throws AppError `password_protected`, `corrupt_file`, `no_text_layer`, `no_text`, `too_much_text`, `archive_bomb`,
 * `extraction_memory`
 */
export async function extractPdf(job: EngineJob): Promise<ExtractedText> {
  const pdfium = await loadPdfium()
  try {
    return extractFrom(pdfium, job)
  } catch (error) {
    if (error instanceof Error && error.name === 'RuntimeError' && pdfium.exhausted()) throw outOfMemory(job, error)
    throw error
  }
}

/** PDFium ends with a trap when an allocation fails; only the size of its memory tells that from a crash. */
function outOfMemory(job: EngineJob, cause: Error): EngineLost {
  if (statSync(job.path).size < smallBytes) return new EngineLost(amplified('memory', cause))
  const message = 'Reading the PDF takes more memory than is allowed. Split it or simplify it.'
  return new EngineLost(new AppError('extraction_memory', message, { cause }))
}

function extractFrom(pdfium: Pdfium, job: EngineJob): ExtractedText {
  const document = openPdf(pdfium, job.path)
  const budget = createTextBudget({ fileBytes: document.fileBytes, maxTextChars: job.limits.maxTextChars })
  budget.allow(document.fileBytes)
  let healthy = true
  try {
    const read = readPages(pdfium, document, job, budget)
    refuseShell(pdfium, document.pointer, read)
    const title = metadataTitle(pdfium, document.pointer)
    const bookmarks = readBookmarks(pdfium, document.pointer)
    const first = firstBookmark(pdfium, document.pointer)
    // A page that is listed many times pins its files once.
    const pinned = [...new Set(read.pages.map(({ files }) => files))].flat()
    const attached = attachmentWarning(pdfium, document.pointer, pinned)
    return composeText(read, { job, budget, title, first, bookmarks, attached })
  } catch (error) {
    healthy = error instanceof AppError
    throw error
  } finally {
    // After a trap PDFium must not be called again.
    if (healthy) document.close()
  }
}

interface Compose {
  readonly job: EngineJob
  readonly budget: TextBudget
  readonly title: string | null
  /** The title of the first bookmark. */
  readonly first: string | null
  readonly bookmarks: readonly Bookmark[]
  /** Warnings about attachments. */
  readonly attached: readonly DocumentWarning[]
}

function composeText(read: ReadPages, { job, budget, title, first, bookmarks, attached }: Compose): ExtractedText {
  const { pages } = read
  if (pages.every((page) => page.lines.length === 0)) throw withoutText(read)
  if (isUnreadable(pages)) throw unreadableFonts(pages.length)
  const margins = splitMargins(pages, withoutTitles(findRunningLines(pages), pages, bookmarks))
  // A document that is nothing but repeated lines (slides of one form) keeps them: they are its text.
  const isAllMargin = margins.body.every((lines) => lines.length === 0)
  const { drafts, largest, gridless } = toDrafts(
    isAllMargin ? { ...margins, body: pages.map(({ lines }) => lines), once: [] } : margins,
    bookmarks,
  )
  const scanned = pages.flatMap(({ isScan }, index) => (isScan ? [index + 1] : []))
  const extracted = buildText(drafts, {
    maxTextChars: job.limits.maxTextChars,
    check: budget.check,
    pageCount: pages.length,
    title: title ?? largest ?? first,
    warnings: [
      ...attached,
      ...unknownWarning(pages),
      ...hiddenWarning(pages),
      ...gridWarning(gridless),
      ...pageWarnings(read),
    ],
  })
  return scanned.length === 0 ? extracted : { ...extracted, scanned }
}
