import { randomUUID } from 'node:crypto'
import type { Document } from '../domain/document.ts'
import type { DocumentId } from '../domain/ids.ts'
import type { DocumentRevival } from '../ports/documents/document-revival.ts'
import type { DocumentUploads, Upload } from '../ports/documents/document-uploads.ts'
import type { Log } from '../ports/log.ts'
import type { ObjectStore } from '../ports/object-store.ts'

export interface ReviveDeps {
  readonly documents: DocumentRevival & Pick<DocumentUploads, 'confirmUpload' | 'abandonUpload' | 'failUpload'>
  readonly objects: ObjectStore
  readonly log: Log
}

/**
 * The safety net: documents without a job get one, and uploads whose server died before it could answer are completed: finished
 * when the original is there (stores keep whole originals or none), forgotten when it is not, or ended in `error` when the
 * original system had begun them. Goes through all of them; one that cannot be helped now does not hide the others.
 */
export async function reviveDocuments(deps: ReviveDeps, idleMs: number, signal: AbortSignal): Promise<void> {
  await reviveJobs(deps, idleMs, signal)
  await endInterruptedUploads(deps, idleMs, signal)
}

async function reviveJobs({ documents, log }: ReviveDeps, idleMs: number, signal: AbortSignal): Promise<void> {
  let revived = 0
  let after: DocumentId | null = null
  do {
    signal.throwIfAborted()
    const page = await documents.reviveJobs(idleMs, after)
    revived += page.enqueued
    after = page.next
  } while (after !== null)
  if (revived > 0) log.warn({ documents: revived }, 'gave documents without a job a new one')
}

/**
 * A taken upload counts as touched, so the next query finds another one, and one whose store is away returns only after its
 * time.
 */
async function endInterruptedUploads(deps: ReviveDeps, idleMs: number, signal: AbortSignal): Promise<void> {
  const seen = new Set<DocumentId>()
  for (;;) {
    signal.throwIfAborted()
    const token = randomUUID()
    const document = await deps.documents.takeInterruptedUpload(idleMs, token)
    if (document === null || seen.has(document.id)) return
    seen.add(document.id)
    const { companyId, id: documentId, objectKey } = document
    const upload = { companyId, documentId, token }
    const stored = objectKey !== null && (await deps.objects.size(companyId, objectKey, signal)) !== null
    const ended = stored ? await deps.documents.confirmUpload(upload) : await giveUp(deps, document, upload)
    if (ended) deps.log.warn({ companyId, documentId, stored }, 'brought an interrupted upload to an end')
  }
}

/** Its sender was told that it failed; for an upload that the original system took, nobody knows. */
function giveUp({ documents }: ReviveDeps, { contentHash }: Document, upload: Upload): Promise<boolean> {
  return contentHash === null ? documents.failUpload(upload, neverStored) : documents.abandonUpload(upload)
}

const neverStored = {
  code: 'original_missing',
  message: 'The original was never stored. Upload the file again.',
} as const
