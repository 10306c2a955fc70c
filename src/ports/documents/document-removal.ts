import type { Document } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'

/**
 * Hidden at once, rows last.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentRemoval {
  /**
   * Hides the document at once and enqueues its removal; the same of what came with it, unless another mail has that too. All that
   * are hidden by it, the document last. Null when there is no such document.
   */
  markDeleted(companyId: CompanyId, documentId: DocumentId): Promise<readonly DocumentId[] | null>
  /**
   * Runs `eraseElsewhere` while nobody indexes this document, then deletes its rows. Idempotent; false when there was
   * nothing left. Never waits longer than `waitMs` for a running index step: AppError `removal_pending` (retryable). `lost`
   * fires when PostgreSQL is gone and the lock with it.
   */
  erase(
    companyId: CompanyId,
    documentId: DocumentId,
    waitMs: number,
    eraseElsewhere: (document: Document, lost: AbortSignal) => Promise<void>,
  ): Promise<boolean>
}
