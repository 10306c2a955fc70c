// Documents, from upload to deletion. `accept.ts` takes a file in; `process.ts`, one job per document, reads, chunks, embeds and indexes it
// and `commit-run.ts` makes the result visible; `remove.ts` deletes. `retry.ts`, `reprocess.ts` and the safety net `revive.ts` start
// processing again, and `events/` streams what happens.
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Document } from '../domain/document.ts'
import { AppError, toAppError } from '../domain/errors.ts'
import { parseDocumentId, type CompanyId } from '../domain/ids.ts'
import { uploadBudget } from '../domain/time-budgets.ts'
import { systemClock } from '../flow/system-clock.ts'
import type { Clock } from '../ports/clock.ts'
import type { MailPart } from '../ports/documents/document-attachments.ts'
import type { DocumentFinder } from '../ports/documents/document-finder.ts'
import type { DocumentUploads, NewDocument, Upload } from '../ports/documents/document-uploads.ts'
import type { DetectFileType } from '../ports/extractor.ts'
import type { Log } from '../ports/log.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import { normaliseFileName } from './file-name.ts'
import { spool, type SpooledFile } from './spool.ts'
import { asOwner } from './upload-owner.ts'
import { duplicate, inProgress } from './upload-refusals.ts'

export interface AcceptDeps {
  readonly documents: DocumentUploads & Pick<DocumentFinder, 'find'>
  readonly objects: ObjectStore
  readonly detectFileType: DetectFileType
  readonly log: Log
  /** Folder for local copies while an upload is looked at. */
  readonly spoolFolder: string
  readonly maxBytes: number
  readonly clock?: Clock
}

/** Between two looks at what becomes of somebody else's upload. */
const pauseMs = 250

export interface IncomingFile {
  readonly companyId: CompanyId
  readonly fileName: string
  readonly body: AsyncIterable<Uint8Array>
  /** Asked when the body was read to its end. */
  readonly metadata: () => Promise<Readonly<Record<string, unknown>> | null>
  /** The mail it came with. Left out: somebody uploads it. */
  readonly parent?: MailPart
  readonly signal: AbortSignal
}

/**
 * Takes a file in: local copy → type by content → row `pending` → original into the object store → row `uploaded` with its job,
 * in one transaction. Memory use does not depend on the file's size. If it is interrupted anywhere, the same upload can simply
 * be sent again; `revive` finds what was left unfinished.
 * @throws AppError `duplicate_document` (the same bytes) or `name_taken`, with the id of the document that is already there;
 *   `upload_in_progress` (retryable) when another sender is storing it and takes longer than a reply may; `conflict` when it, or
 *   the mail it came with, was deleted meanwhile; `payload_too_large`, `unsupported_type`, `empty_file`, `invalid_file_name`; or
 *   a retryable store error.
 */
export async function acceptDocument(deps: AcceptDeps, incoming: IncomingFile): Promise<Document> {
  const fileName = normaliseFileName(incoming.fileName)
  const { spoolFolder: folder, maxBytes } = deps
  await using file = await spool(incoming.body, { folder, maxBytes, signal: incoming.signal }).catch(
    (error: unknown) => {
      // whoever uploads is asked to come again; somebody has to make room meanwhile
      if (toAppError(error).code === 'object_store_unavailable') {
        deps.log.error({ companyId: incoming.companyId, err: error }, 'had no room for an upload')
      }
      throw error
    },
  )
  const metadata = await incoming.metadata()
  if (file.sizeBytes === 0) throw new AppError('empty_file', `${fileName} is empty. Upload a file with content.`)
  const fileType = await deps.detectFileType(file.path, fileName)

  const { companyId, parent, signal } = incoming
  const id = parseDocumentId(randomUUID())
  const { sizeBytes, contentHash } = file
  const objectKey = `${companyId}/${id}/${fileName}`
  const upload: Upload = { companyId, documentId: id, token: randomUUID() }
  const accepted = await acceptInTurn(
    deps,
    { id, companyId, fileName, fileType, objectKey, sizeBytes, contentHash, metadata, ...(parent && { parent }) },
    upload.token,
    signal,
  )
  await storeOriginal(deps, upload, objectKey, file, signal)
  if (!(await deps.documents.confirmUpload(upload))) await requireConfirmed(deps, upload, objectKey, signal)
  deps.log.info({ companyId, documentId: id, bytes: sizeBytes, fileType }, 'accepted document')
  return { ...accepted, status: 'uploaded' }
}

/**
 * While somebody else is storing the same bytes or name, it is not known yet whether this one is a duplicate: it waits for the
 * outcome of the other, and takes its place if that one gave up or died.
 */
async function acceptInTurn(
  deps: AcceptDeps,
  document: NewDocument,
  token: string,
  signal: AbortSignal,
): Promise<Document> {
  const clock = deps.clock ?? systemClock
  const until = clock.monotonicMs() + uploadBudget.turnMs
  for (;;) {
    const acceptance = await deps.documents.accept(document, token)
    if (acceptance.kind === 'accepted') return acceptance.document
    if (acceptance.kind === 'duplicate') throw duplicate(acceptance.document, acceptance.by)
    if (clock.monotonicMs() >= until) throw inProgress(acceptance.document)
    await clock.sleep(pauseMs, signal)
  }
}

async function storeOriginal(
  deps: AcceptDeps,
  upload: Upload,
  key: string,
  file: SpooledFile,
  signal: AbortSignal,
): Promise<void> {
  try {
    await asOwner(deps.documents, upload, { clock: deps.clock ?? systemClock, signal }, (owned) =>
      deps.objects.put(upload.companyId, key, createReadStream(file.path), owned),
    )
  } catch (error) {
    // what it failed with is what counts; a row that cannot be removed now is found by `revive`
    await deps.documents.abandonUpload(upload).catch((cause: unknown) => {
      deps.log.warn({ companyId: upload.companyId, documentId: upload.documentId, err: cause }, 'left a failed upload')
    })
    throw error
  }
}

/**
 * The original is stored, but the document no longer belongs to this sender: `revive` took it for interrupted and finishes or
 * forgets it, another sender took its place, or it was deleted. If it was deleted, its original has to go too: the removal may
 * have looked for it before it was there, and no other document has its key.
 */
async function requireConfirmed(deps: AcceptDeps, upload: Upload, key: string, signal: AbortSignal): Promise<void> {
  const { companyId, documentId } = upload
  const clock = deps.clock ?? systemClock
  const until = clock.monotonicMs() + uploadBudget.orphanMs
  for (;;) {
    const current = await deps.documents.find(companyId, documentId)
    if (current === null) break
    if (current.status !== 'pending') return
    if (clock.monotonicMs() >= until) throw inProgress(current)
    await clock.sleep(pauseMs, signal)
  }
  await deps.objects.remove(companyId, key, AbortSignal.timeout(uploadBudget.orphanMs))
  throw new AppError(
    'conflict',
    'The document was deleted, or sent again by somebody else, while it was uploaded. Upload it again if it is missing.',
    {
      spanish:
        'El documento se eliminó, o lo envió de nuevo otra persona, mientras se subía. Súbelo otra vez si no está.',
    },
  )
}
