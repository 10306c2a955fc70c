import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import type { Clock } from '../../../ports/clock.ts'
import { isLockTimeout, type Tx } from '../database.ts'

export interface LockTimes {
  readonly clock: Clock
  /** How long a run waits for another one's step at its document. */
  readonly lockMs: number
}

/** When a run meets another one: a job that was given to a second worker while the first still writes. */
export const heldByAnother = (cause: unknown) =>
  new AppError('busy', 'Another worker is at this document right now. It is tried again.', { retryable: true, cause })

/**
 * Keeps indexing and erasing of one document apart until the transaction ends, so that a removal never meets a half-written
 * index step. An advisory lock, not a row lock: reads and the mark "deleted" must not wait. PostgreSQL drops it the moment
 * its holder's connection dies, also by kill -9.
 * @throws what `busy` makes when it is not free within `waitMs`.
 */
export async function lockDocument(
  tx: Tx,
  documentId: DocumentId,
  waitMs: number,
  busy: (cause: unknown) => AppError,
): Promise<void> {
  const wait = sql.lit(`${Math.max(1, Math.floor(waitMs))}ms`)
  try {
    // in one round trip, which takes no parameters; rows of the same transaction are waited for as long as anywhere else
    await sql`
      set local lock_timeout to ${wait};
      select pg_advisory_xact_lock(hashtextextended(${sql.lit(documentId)}, 0));
      set local lock_timeout to default
    `.execute(tx)
  } catch (error) {
    if (!isLockTimeout(error)) throw error
    throw busy(error)
  }
}

/** Takes the locks of those documents that are free, without waiting for one, and tells which these are. */
export async function lockFreeDocuments(tx: Tx, documentIds: readonly DocumentId[]): Promise<readonly DocumentId[]> {
  const { rows } = await sql<{ id: DocumentId }>`
    select id from unnest(${documentIds}::text[]) as id where pg_try_advisory_xact_lock(hashtextextended(id, 0))
  `.execute(tx)
  return rows.map(({ id }) => id)
}
