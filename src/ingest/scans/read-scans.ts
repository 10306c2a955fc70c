// `scans/` lets OCR read pages without text, one by one, and merges the result into the document's text (`merge-scans.ts`).
import type { Document } from '../../domain/document.ts'
import { AppError } from '../../domain/errors.ts'
import type { ExtractedText } from '../../domain/extracted.ts'
import { mostWarnings, warning, type DocumentWarning } from '../../domain/warnings/warning.ts'
import type { Run } from '../../ports/documents/document-runs.ts'
import type { DocumentTexts } from '../../ports/documents/document-texts.ts'
import type { Extractor } from '../../ports/extractor.ts'
import { emptyPages, mergeScans, type ScannedText } from './merge-scans.ts'
import { scanWarnings } from './scan-warnings.ts'

/** A page takes some seconds of a core: a thousand are what a worker reads in an hour or two. */
const mostPages = 1_000
/** Codes that say something about one page; the others are about the document, the machine or the run. */
const ofOnePage = new Set(['no_text', 'corrupt_file', 'archive_bomb', 'too_complex', 'too_much_text'])
const tooMuchForOnePage = new Set(['extraction_timeout', 'extraction_memory', 'extraction_crashed'])

interface ScanDeps {
  readonly documents: Pick<DocumentTexts, 'saveScan' | 'loadScans'>
  readonly extractor: Pick<Extractor, 'extract'>
}

export interface ScanJob {
  readonly run: Run
  readonly document: Document
  /** The local copy of the original. */
  readonly copy: string
  readonly onProgress: (done: number, total: number) => void
  readonly signal: AbortSignal
}

/** A document before OCR: its own text, or the refusal for lack of text. */
export type OwnText = { readonly text: ExtractedText } | { readonly refusal: AppError; readonly pages: number }

/**
 * The text of a document, with what OCR reads on its scanned pages. Page by page: each waits for its turn among all files and is
 * stored, so that a later attempt continues with the next one. Without OCR the document stays as it was.
 * @throws AppError `no_text_layer` where there is no other text, and whatever ends the run
 */
export async function readScans(deps: ScanDeps, job: ScanJob, own: OwnText): Promise<ExtractedText> {
  const before = 'text' in own ? own.text : emptyPages(own.pages)
  const scanned = 'text' in own ? (own.text.scanned ?? []) : before.pages.map(({ number }) => number)
  const pages = scanned.slice(0, mostPages)
  if (pages.length === 0) return before
  const scans = new Map(await deps.documents.loadScans(job.run.companyId, job.run.documentId))
  for (const [index, page] of pages.entries()) {
    job.onProgress(index, pages.length)
    if (scans.has(page)) continue
    const scan = await readPage(deps, job, page)
    if (scan === 'unavailable') return withoutOcr(own)
    await deps.documents.saveScan(job.run, page, scan)
    scans.set(page, scan)
  }
  job.onProgress(pages.length, pages.length)
  const { scanned: _, ...merged } = mergeScans(before, scans)
  if (merged.text.trim() === '') throw nothingRead(own)
  const warnings = scanWarnings(merged, { unread: scanned.length - pages.length, pages })
  return { ...merged, warnings: [...fontWarning(own), ...warnings].slice(0, mostWarnings) }
}

function fontWarning(own: OwnText): DocumentWarning[] {
  return 'refusal' in own && own.refusal.details['fonts_unread'] === true ? [warning('fonts_unread', {})] : []
}

async function readPage(deps: ScanDeps, job: ScanJob, page: number): Promise<ScannedText | 'unavailable'> {
  const { companyId, fileType } = job.document
  try {
    return await deps.extractor.extract({ companyId, path: job.copy, fileType, signal: job.signal, page })
  } catch (error) {
    if (!(error instanceof AppError) || error.retryable) throw error
    if (error.code === 'no_text_layer') return 'unavailable'
    if (ofOnePage.has(error.code) || tooMuchForOnePage.has(error.code)) return null
    throw error
  }
}

function withoutOcr(own: OwnText): ExtractedText {
  if ('text' in own) return own.text
  throw own.refusal
}

function nothingRead(own: OwnText): AppError {
  if ('refusal' in own && own.refusal.code !== 'no_text_layer') return own.refusal
  return new AppError(
    'no_text',
    'No text could be recognised on the pages of the document: they may be blank or photographs.',
  )
}
