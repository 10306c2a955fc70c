import type { Chunk } from '../domain/chunk.ts'
import type { Document, Progress } from '../domain/document.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { ExtractedText } from '../domain/extracted.ts'
import type { CompanyId, DocumentId } from '../domain/ids.ts'

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

/** One attempt of one worker at one document. Only the current run of a live document may write. */
export interface Run {
  readonly companyId: CompanyId
  readonly documentId: DocumentId
  readonly runId: string
}

export interface CommitInput {
  readonly chunks: readonly Chunk[]
  /** Label of each chunk as the original's clients show it, same order. */
  readonly titles: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * Documents and what belongs to them in PostgreSQL, the truth. State changes compare and set. A job is enqueued inside the
 * transaction that writes its row, so there is no method that only enqueues a document.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentStore {
  /** Null when unknown, another company's, or deleted. */
  find(companyId: CompanyId, documentId: DocumentId): Promise<Document | null>
  /** The same, deleted ones included. */
  findWithDeleted(companyId: CompanyId, documentId: DocumentId): Promise<Document | null>
  /** By last change, newest first; deleted ones left out. */
  list(companyId: CompanyId, limit: number, offset: number): Promise<readonly Document[]>

  /** Inserts the row as `pending`, or says why not. Safe under concurrent uploads of the same bytes or name. */
  accept(document: NewDocument): Promise<Acceptance>
  /** `pending` → `uploaded` with its job, once the original is stored. False when someone else did it already. */
  confirmUpload(companyId: CompanyId, documentId: DocumentId): Promise<boolean>
  /** Says that the upload of a `pending` document is still going on. */
  touchUpload(companyId: CompanyId, documentId: DocumentId): Promise<void>
  /** Removes a `pending` row whose original could not be stored. */
  abandonUpload(companyId: CompanyId, documentId: DocumentId): Promise<void>
  /** `error` → `processing` with a new job. Null when the document is not in `error`. */
  retry(companyId: CompanyId, documentId: DocumentId): Promise<Document | null>

  /** Starts a run; null when there is nothing to do (gone, deleted, already processed, or failed for good). */
  claim(run: Run): Promise<Document | null>
  /** Stores progress; false when the run no longer owns the document and must stop. */
  advance(run: Run, progress: Progress): Promise<boolean>
  /** Ends the run with a terminal `error`. False when the run no longer owned the document. */
  fail(run: Run, code: ErrorCode, message: string): Promise<boolean>
  /** Ends the run and leaves the document waiting for its next attempt; the reason is kept for whoever asks. */
  giveBack(run: Run, code: ErrorCode, message: string): Promise<boolean>
  /** Terminal `error` for a document whose job ran out of attempts without its worker being able to say so. */
  failExhausted(companyId: CompanyId, documentId: DocumentId): Promise<boolean>

  saveText(run: Run, extracted: ExtractedText): Promise<void>
  loadText(companyId: CompanyId, documentId: DocumentId): Promise<ExtractedText | null>
  /** Embeddings of an unfinished attempt by hash of text and fingerprint. */
  saveEmbeddings(
    run: Run,
    rows: readonly { readonly textHash: string; readonly embedding: Float32Array }[],
  ): Promise<void>
  loadEmbeddings(companyId: CompanyId, documentId: DocumentId): Promise<ReadonlyMap<string, Float32Array>>

  /**
   * Runs `index` while nobody else indexes or erases this document, then stores chunks and `processed` in the same
   * transaction. False, without calling `index`, when the run no longer owns the document.
   */
  commit(run: Run, input: CommitInput, index: () => Promise<void>): Promise<boolean>

  /** Hides the document at once and enqueues its removal. Null when there is no such document. */
  markDeleted(companyId: CompanyId, documentId: DocumentId): Promise<Document | null>
  /**
   * Runs `eraseElsewhere` while nobody indexes this document, then deletes its rows. Idempotent; false when there was
   * nothing left. Never waits longer than `waitMs` for a running index step: AppError `removal_pending` (retryable).
   */
  erase(
    companyId: CompanyId,
    documentId: DocumentId,
    waitMs: number,
    eraseElsewhere: (document: Document) => Promise<void>,
  ): Promise<boolean>

  /**
   * House-keeping over all companies: documents that should have a job get one (again) when none is waiting or running,
   * and `pending` uploads nobody finishes are returned. Only rows unchanged for `idleMs`.
   */
  revive(idleMs: number): Promise<{ readonly enqueued: number; readonly abandonedUploads: readonly Document[] }>
}
