import type { DocumentRevival } from '../ports/documents/document-revival.ts'
import type { DocumentUploads } from '../ports/documents/document-uploads.ts'
import type { Log } from '../ports/log.ts'
import type { ObjectStore } from '../ports/object-store.ts'

interface ReviveDeps {
  readonly documents: DocumentRevival & Pick<DocumentUploads, 'confirmUpload' | 'abandonUpload'>
  readonly objects: ObjectStore
  readonly log: Log
}

/** An unchanged document is looked at after this time. Longer than storing one original may take. */
export const reviveIdleMs = 90_000

/**
 * The safety net: documents without a job get one, and uploads whose server died before it could answer are brought to an
 * end: finished when the original is there (stores keep whole originals or none), forgotten when it is not.
 */
export async function reviveDocuments(deps: ReviveDeps, idleMs: number, signal: AbortSignal): Promise<void> {
  const { enqueued, abandonedUploads } = await deps.documents.revive(idleMs)
  if (enqueued > 0) deps.log.warn({ documents: enqueued }, 'gave documents without a job a new one')
  for (const document of abandonedUploads) {
    const { companyId, id: documentId, objectKey } = document
    const stored = objectKey !== null && (await deps.objects.exists(companyId, objectKey, signal))
    if (stored) await deps.documents.confirmUpload(companyId, documentId)
    else await deps.documents.abandonUpload(companyId, documentId)
    deps.log.warn({ companyId, documentId, stored }, 'brought an interrupted upload to an end')
  }
}
