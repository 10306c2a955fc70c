import type { Document, DocumentScope } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import type { MailPart } from './document-attachments.ts'
import type { Failure } from './document-runs.ts'

export interface NewDocument {
  readonly id: DocumentId
  readonly companyId: CompanyId
  readonly fileName: string
  readonly fileType: string
  readonly objectKey: string
  readonly sizeBytes: number
  readonly contentHash: string
  readonly metadata: Readonly<Record<string, unknown>> | null
  /** The mail it came with. Left out: it was uploaded. */
  readonly parent?: MailPart
}

/**
 * One sender's hold on a `pending` document. Each upload has a document, and so a key in the object store, of its own; the
 * token tells its sender from whoever brings it to an end when the sender seems dead. Without the token nobody may change
 * the row.
 */
export interface Upload extends DocumentScope {
  readonly token: string
}

/**
 * What became of a request to store a document.
 * - `accepted`: a row `pending` exists under `document.id`. `replaced` are failed documents and interrupted uploads of the
 *   same bytes or name that gave way: they are deleted now, and removed by their own jobs.
 * - `duplicate`: the same bytes, or the same name, are already there.
 *   Also a failed one when it is a file of a mail: that takes no document's place.
 * - `being_uploaded`: somebody who is alive stores the same bytes or name right now; what becomes of it is not known yet.
 */
export type Acceptance =
  | { readonly kind: 'accepted'; readonly document: Document; readonly replaced: readonly DocumentId[] }
  | { readonly kind: 'duplicate'; readonly document: Document; readonly by: 'content' | 'name' }
  | { readonly kind: 'being_uploaded'; readonly document: Document }

/**
 * From the request to a stored document with its job, which is enqueued inside the transaction that writes the row.
 * @throws AppError `database_unavailable` or `busy` (retryable).
 */
export interface DocumentUploads {
  /**
   * Inserts the row as `pending` under this token, or says why not. Safe under concurrent uploads of the same bytes or name.
   * @throws AppError `conflict` when the mail it came with is gone, `quota_exceeded`
   */
  accept(document: NewDocument, token: string): Promise<Acceptance>
  /** Says that the owner is alive. False when the upload is not its own any more: it must stop. */
  touchUpload(upload: Upload): Promise<boolean>
  /** `pending` → `uploaded` with its job, once the original is stored. False when the upload is not this owner's any more. */
  confirmUpload(upload: Upload): Promise<boolean>
  /** Ends in `error` a document of the original system whose file it never stored: its row stays for whoever looks for it. */
  failUpload(upload: Upload, failure: Failure): Promise<boolean>
  /** Removes the `pending` row of an original that could not be stored. False when it is not this owner's any more. */
  abandonUpload(upload: Upload): Promise<boolean>
}
