import type { Chunk } from '../../domain/chunk.ts'
import type { Document, DocumentScope, Progress } from '../../domain/document.ts'
import type { ErrorCode } from '../../domain/errors.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import type { DocumentWarning } from '../../domain/warnings/warning.ts'

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
  /** What the document calls itself; null when it does not say. */
  readonly documentTitle: string | null
  /** Analysed terms of each chunk, joined by one space, same order: what the company's words weigh comes from them. */
  readonly terms: readonly string[]
  /** Packed vectors of each chunk's pieces, same order; null where there are none. */
  readonly pieceVectors: readonly (Uint8Array | null)[]
  readonly warnings: readonly DocumentWarning[]
}

/** Why a run ended; kept for whoever asks about the document. */
export interface Failure {
  readonly code: ErrorCode
  readonly message: string
}

/** Takes away what is left of a document in other stores. `lost` fires when the document's lock is lost on the way. */
export type Erase = (lost: AbortSignal) => Promise<void>

/**
 * What one attempt may do to its document. State changes compare and set.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentRuns {
  /**
   * Starts a run; null when there is nothing to do (gone, deleted, already processed, or failed for good). A processed document
   * that was asked to be read again stays processed.
   */
  claim(run: Run): Promise<Document | null>
  /** Stores progress; false when the run no longer owns the document and must stop. */
  advance(run: Run, progress: Progress): Promise<boolean>
  /**
   * Ends the run with a terminal `error`, after `eraseLeftovers` took away what it left elsewhere; both under the document's
   * lock, and only when the run still owns the document then. False when it does not.
   * @throws AppError `busy` (retryable) when another step at the document takes too long.
   */
  fail(run: Run, failure: Failure, eraseLeftovers: Erase): Promise<boolean>
  /**
   * Ends the run of a document that was to be read again: it stays as it is, with a warning that names the failure. False when
   * the run does not own it any more.
   */
  keepOld(run: Run, failure: Failure): Promise<boolean>
  /** Ends the run and leaves the document waiting for its next attempt; the reason is kept for whoever asks. */
  giveBack(run: Run, failure: Failure): Promise<boolean>
  /**
   * The same for a document whose job ran out of attempts without its worker being able to say so: `error` unless a run
   * ended it meanwhile.
   */
  failExhausted(scope: DocumentScope, eraseLeftovers: Erase): Promise<boolean>
  /**
   * Runs `erase` under the document's lock when there is no such document any more: a run that lost its lock while it wrote
   * may have gone on after the removal had counted zero. True when it ran.
   */
  eraseStrays(scope: DocumentScope, erase: Erase): Promise<boolean>
  /**
   * Runs `index` while nobody else indexes or erases this document, then stores chunks and `processed` in the same
   * transaction. False, without calling `index`, when the run no longer owns the document. `lost` fires when others may be
   * at the document again, because PostgreSQL is gone: the step has to stop.
   * @throws AppError `busy` (retryable) when another step at the document takes too long.
   */
  commit(run: Run, input: CommitInput, index: (lost: AbortSignal) => Promise<void>): Promise<boolean>
}
