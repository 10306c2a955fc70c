import { sql } from 'kysely'
import type { Log } from '../../ports/log.ts'
import { guarded, openDatabase } from './database.ts'

/** One thing at a time over all processes that share a database. */
export interface InstallationLock {
  /**
   * Runs `work` while nobody else holds `name`, in whatever process. Waits for the others as long as a statement may take.
   * The lock goes with the connection, so a process that dies keeps nobody waiting.
   * @throws AppError `database_unavailable`, and whatever `work` throws.
   */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

/** Names that are held or waited for at a time in one process are few; the others queue. */
const maxConnections = 8

/**
 * Has connections of its own: whoever asks for the lock may already hold one of the pool, and would wait for another that
 * only those could give back who wait for the lock. Opens none before the first use.
 */
export function openInstallationLock(options: { readonly url: string; readonly log: Log }): InstallationLock {
  const db = openDatabase({ ...options, maxConnections })
  return {
    alone: (name, work) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
          return work()
        }),
      ),
    close: () => db.destroy(),
  }
}
