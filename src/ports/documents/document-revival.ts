import type { Document } from '../../domain/document.ts'
import type { DocumentId } from '../../domain/ids.ts'

/**
 * House-keeping over all companies, in small steps.
 * @throws AppError `database_unavailable` or `busy` (retryable).
 */
export interface DocumentRevival {
  /**
   * Gives documents that should have a job a new one when none is waiting or running: one page of those unchanged for
   * `idleMs`, after the id `after`. `next` is where the next page begins, null when everything was looked at.
   */
  reviveJobs(idleMs: number, after: DocumentId | null): Promise<RevivedPage>
  /**
   * Takes the oldest `pending` document that nobody gave a sign of for `idleMs`, so that its sender can do nothing to it any
   * more. Null when there is none.
   */
  takeInterruptedUpload(idleMs: number, token: string): Promise<Document | null>
}

export interface RevivedPage {
  readonly enqueued: number
  readonly next: DocumentId | null
}
