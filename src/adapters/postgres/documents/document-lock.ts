import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import { isLockTimeout, type Tx } from '../database.ts'

/**
 * Keeps indexing and erasing of one document apart until the transaction ends, so that a removal never meets a half-written
 * index step. An advisory lock, not a row lock: reads and the mark "deleted" must not wait. PostgreSQL drops it the moment
 * its holder's connection dies, also by kill -9.
 * @throws AppError `removal_pending` when it is not free within `waitMs`.
 */
export async function lockDocument(tx: Tx, documentId: DocumentId, waitMs: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${`${Math.max(1, Math.floor(waitMs))}ms`}, true)`.execute(tx)
  try {
    await sql`select pg_advisory_xact_lock(hashtextextended(${documentId}, 0))`.execute(tx)
  } catch (error) {
    if (!isLockTimeout(error)) throw error
    throw new AppError('removal_pending', 'The document is being indexed right now; its removal goes on by itself.', {
      retryable: true,
      cause: error,
    })
  }
}
