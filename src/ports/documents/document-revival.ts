import type { Document } from '../../domain/document.ts'

/**
 * House-keeping over all companies.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentRevival {
  /**
   * Documents that should have a job get one (again) when none is waiting or running, and `pending` uploads nobody
   * finishes are returned. Only rows unchanged for `idleMs`.
   */
  revive(idleMs: number): Promise<{ readonly enqueued: number; readonly abandonedUploads: readonly Document[] }>
}
