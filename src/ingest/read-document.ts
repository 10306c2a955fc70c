import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Document } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import type { ExtractedText } from '../domain/extracted.ts'
import type { Run } from '../ports/documents/document-runs.ts'
import type { DocumentTexts } from '../ports/documents/document-texts.ts'
import type { Extractor } from '../ports/extractor.ts'
import type { ObjectStore } from '../ports/object-store.ts'

interface ReadDeps {
  readonly documents: Pick<DocumentTexts, 'saveText' | 'loadText'>
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
  const extracted = await extractOriginal(deps, document, onProgress, signal)
  await deps.documents.saveText(run, extracted)
  return extracted
}

async function extractOriginal(
  deps: ReadDeps,
  document: Document,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<ExtractedText> {
  if (document.objectKey === null) {
    throw new AppError('original_missing', 'The original was never stored. Upload the file again.')
  }
  await mkdir(deps.spoolFolder, { recursive: true })
  const copy = path.join(deps.spoolFolder, `${process.pid}-${randomUUID()}`)
  try {
    const original = await deps.objects.get(document.companyId, document.objectKey, signal)
    await pipeline(original, createWriteStream(copy, { flags: 'wx', mode: 0o600 }), { signal })
    const { companyId, fileType, fileName } = document
    return await deps.extractor.extract({ companyId, path: copy, fileType, fileName, signal, onProgress })
  } finally {
    await rm(copy, { force: true })
  }
}
