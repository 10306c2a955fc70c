import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Document } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { parseDocumentId, type CompanyId } from '../domain/ids.ts'
import type { DocumentFinder } from '../ports/documents/document-finder.ts'
import type { DocumentUploads } from '../ports/documents/document-uploads.ts'
import type { DetectFileType } from '../ports/extractor.ts'
import type { Log } from '../ports/log.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import { normaliseFileName } from './file-name.ts'
import { spool, type SpooledFile } from './spool.ts'

export interface AcceptDeps {
  readonly documents: DocumentUploads & Pick<DocumentFinder, 'find'>
  readonly objects: ObjectStore
  readonly detectFileType: DetectFileType
  readonly log: Log
  /** Folder for local copies while an upload is looked at. */
  readonly spoolFolder: string
  readonly maxBytes: number
}

/** While an original is being stored its row is touched, so that `revive` can tell a slow upload from a dead one. */
const beatMs = 20_000
/** For taking away an original whose document was deleted meanwhile. */
const orphanTimeoutMs = 10_000

export interface Upload {
  readonly companyId: CompanyId
  readonly fileName: string
  readonly body: AsyncIterable<Uint8Array>
  /** Asked when the body was read to its end. */
  readonly metadata: () => Promise<Readonly<Record<string, unknown>> | null>
  readonly signal: AbortSignal
}

/**
 * Takes a file in: local copy → type by content → row `pending` → original into the object store → row `uploaded` with its
 * job, in one transaction. Memory use does not depend on the file's size. Stopped anywhere in between, the same upload can
 * simply be sent again; what was left half-way is found by `revive`.
 * @throws AppError `duplicate_document` (the same bytes) or `name_taken`, with the id of the document that is
 *   already there, `payload_too_large`,
 *   `unsupported_type`, `empty_file`, `invalid_file_name`, or a retryable store error.
 */
export async function acceptDocument(deps: AcceptDeps, upload: Upload): Promise<Document> {
  const fileName = normaliseFileName(upload.fileName)
  const { spoolFolder: folder, maxBytes } = deps
  await using file = await spool(upload.body, { folder, maxBytes, signal: upload.signal })
  const metadata = await upload.metadata()
  if (file.sizeBytes === 0) throw new AppError('empty_file', `${fileName} is empty. Upload a file with content.`)
  const fileType = await deps.detectFileType(file.path, fileName)

  const id = parseDocumentId(randomUUID())
  const acceptance = await deps.documents.accept({
    id,
    companyId: upload.companyId,
    fileName,
    fileType,
    objectKey: objectKey(upload.companyId, id, fileName),
    sizeBytes: file.sizeBytes,
    contentHash: file.contentHash,
    metadata,
  })
  if (acceptance.kind === 'duplicate') throw duplicate(acceptance.document, acceptance.by)
  const key = await storeOriginal(deps, acceptance.document, file, upload.signal)
  if (!(await deps.documents.confirmUpload(upload.companyId, acceptance.document.id))) {
    throw await overtaken(deps, acceptance.document, key)
  }
  deps.log.info(
    { companyId: upload.companyId, documentId: acceptance.document.id, bytes: file.sizeBytes, fileType },
    'accepted document',
  )
  return { ...acceptance.document, status: 'uploaded' }
}

function objectKey(companyId: CompanyId, documentId: string, fileName: string): string {
  return `${companyId}/${documentId}/${fileName}`
}

async function storeOriginal(
  deps: AcceptDeps,
  document: Document,
  file: SpooledFile,
  signal: AbortSignal,
): Promise<string> {
  // a row taken over from an unfinished upload keeps its own key
  const key = document.objectKey ?? objectKey(document.companyId, document.id, document.fileName)
  const beat = setInterval(() => {
    // a missed beat is made up for by the next one
    deps.documents.touchUpload(document.companyId, document.id).catch(() => undefined)
  }, beatMs)
  try {
    await deps.objects.put(document.companyId, key, createReadStream(file.path), signal)
    return key
  } catch (error) {
    await deps.documents.abandonUpload(document.companyId, document.id)
    throw error
  } finally {
    clearInterval(beat)
  }
}

/** Someone else ended this upload first: the same bytes sent twice at once, or a delete. */
async function overtaken(deps: AcceptDeps, document: Document, key: string): Promise<AppError> {
  const current = await deps.documents.find(document.companyId, document.id)
  if (current !== null) return duplicate(current, 'content')
  // the removal may have looked for the original before it was there, and nobody looks for it again
  await deps.objects.remove(document.companyId, key, AbortSignal.timeout(orphanTimeoutMs))
  return new AppError(
    'conflict',
    'The document was deleted while it was uploaded. Upload it again if that was not meant.',
  )
}

function duplicate(document: Document, by: 'content' | 'name'): AppError {
  const [code, what] =
    by === 'content'
      ? (['duplicate_document', 'The same file is already there'] as const)
      : (['name_taken', 'Another document of this name is already there'] as const)
  return new AppError(
    code,
    `${what}: "${document.fileName}" (${document.id}), status ${document.status}. Delete it first to upload it again.`,
    { details: { document_id: document.id } },
  )
}
