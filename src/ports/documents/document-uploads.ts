import type { Document } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'

export interface NewDocument {
  readonly id: DocumentId
  readonly companyId: CompanyId
  readonly fileName: string
  readonly fileType: string
  readonly objectKey: string
  readonly sizeBytes: number
  readonly contentHash: string
  readonly metadata: Readonly<Record<string, unknown>> | null
}

/**
 * What became of a request to store a document.
 * - `accepted`: a row `pending` exists under `document.id`; when an unfinished upload of the same bytes was found, its row
 *   (and so its id and key) is taken over. `replaced` are failed documents that gave way and are now deleted.
 * - `duplicate`: the same bytes, or the same name, are already there.
 */
export type Acceptance =
  | { readonly kind: 'accepted'; readonly document: Document; readonly replaced: readonly DocumentId[] }
  | { readonly kind: 'duplicate'; readonly document: Document; readonly by: 'content' | 'name' }

/**
 * From the request to a stored document with its job, which is enqueued inside the transaction that writes the row.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentUploads {
  /** Inserts the row as `pending`, or says why not. Safe under concurrent uploads of the same bytes or name. */
  accept(document: NewDocument): Promise<Acceptance>
  /** `pending` → `uploaded` with its job, once the original is stored. False when someone else did it already. */
  confirmUpload(companyId: CompanyId, documentId: DocumentId): Promise<boolean>
  /** Says that the upload of a `pending` document is still going on. */
  touchUpload(companyId: CompanyId, documentId: DocumentId): Promise<void>
  /** Removes a `pending` row whose original could not be stored. */
  abandonUpload(companyId: CompanyId, documentId: DocumentId): Promise<void>
}
