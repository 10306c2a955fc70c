import type { Document } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import type { ExtractedText } from '../domain/extracted.ts'
import type { Run } from '../ports/documents/document-runs.ts'
import type { DocumentTexts } from '../ports/documents/document-texts.ts'
import type { ExtractRequest, Extractor } from '../ports/extractor.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import { withLocalCopy } from './local-copy.ts'
import { readScans, type OwnText } from './scans/read-scans.ts'

interface ReadDeps {
  readonly documents: Pick<DocumentTexts, 'saveText' | 'loadText' | 'saveScan' | 'loadScans'>
  /** Whether pages without text are recognised. */
  readonly ocr: 'auto' | 'off'
  readonly objects: ObjectStore
  readonly extractor: Extractor
  readonly spoolFolder: string
}

/** The document's text: the stored one of an earlier attempt, or extracted from the original now and stored. */
export async function readDocument(
  deps: ReadDeps,
  run: Run,
  document: Document,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<ExtractedText> {
  const stored = await deps.documents.loadText(run.companyId, run.documentId)
  if (stored !== null) return stored
  const extracted = await extractOriginal(deps, run, document, onProgress, signal)
  await deps.documents.saveText(run, extracted)
  return extracted
}

async function extractOriginal(
  deps: ReadDeps,
  run: Run,
  document: Document,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<ExtractedText> {
  return withLocalCopy(deps, document, signal, async (copy) => {
    const { companyId, fileType, fileName } = document
    const own = await ownText(deps, { companyId, path: copy, fileType, fileName, signal, onProgress })
    if ('text' in own && (own.text.scanned ?? []).length === 0) return own.text
    if (deps.ocr === 'auto') return readScans(deps, { run, document, copy, onProgress, signal }, own)
    if ('refusal' in own) throw own.refusal
    return own.text
  })
}

/** A document without readable letters is refused by its reader, with the number of its pages: that is where OCR begins. */
async function ownText(deps: ReadDeps, request: ExtractRequest): Promise<OwnText> {
  try {
    return { text: await deps.extractor.extract(request) }
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('no_text')) throw error
    const { pages } = error.details
    if (typeof pages !== 'number') throw error
    return { refusal: error, pages }
  }
}
