import type { Chunk } from '../../domain/chunk.ts'
import type { Document, Progress } from '../../domain/document.ts'
import type { ErrorCode } from '../../domain/errors.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'

/** One attempt of one worker at one document. Only the current run of a live document may write. */
export interface Run {
  readonly companyId: CompanyId
  readonly documentId: DocumentId
  readonly runId: string
}

export interface CommitInput {
  /** The collection the vectors are written to: it must still be the active one. */
  readonly collectionId: string
  readonly chunks: readonly Chunk[]
  /** Label of each chunk as the original's clients show it, same order. */
  readonly titles: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * What one attempt may do to its document. State changes compare and set.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentRuns {
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
  /**
   * Runs `index` while nobody else indexes or erases this document, then stores chunks and `processed` in the same
   * transaction. False, without calling `index`, when the run no longer owns the document.
   */
  commit(run: Run, input: CommitInput, index: () => Promise<void>): Promise<boolean>
}
