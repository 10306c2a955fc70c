import { sql } from 'kysely'
import { AppError } from '../../domain/errors.ts'
import { transactionBudget } from '../../domain/time-budgets.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { DatabaseUrl } from './connection.ts'
import { guarded, isLockTimeout, openDatabase, type Tx } from './database.ts'
import { watched } from './watched-transaction.ts'

/** One thing at a time over all processes that share a database. */
export interface InstallationLock {
  /**
   * Runs `work` while nobody else holds `name`, in whatever process. The lock goes with the connection, so a process that
   * dies keeps nobody waiting.
   * @throws AppError `busy` when others hold the name too long, `database_unavailable`, and whatever `work` throws.
   */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

interface InstallationLockOptions {
  readonly url: DatabaseUrl
  readonly log: Log
  readonly waitMs?: number
  readonly clock?: Clock
}

/** Names that are held or waited for at a time in one process are few; the others queue. */
const maxConnections = 8

/**
 * Has connections of its own: whoever asks for the lock may already hold one of the pool, and would wait for another that
 * only those could give back who wait for the lock. Opens none before the first use.
 */
export function openInstallationLock(options: InstallationLockOptions): InstallationLock {
  const { url, log, waitMs = transactionBudget.installationLockMs, clock = systemClock } = options
  // PostgreSQL's own limit for the waiting statement comes after ours
  const limits = { lockMs: waitMs, statementMs: waitMs + 10_000 }
  const db = openDatabase({ url, log, maxConnections, limits })
  return {
    alone: (name, work) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await lockName(tx, name)
          return watched(tx, clock, work)
        }),
      ),
    close: () => db.destroy(),
  }
}

async function lockName(tx: Tx, name: string): Promise<void> {
  try {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
  } catch (error) {
    if (!isLockTimeout(error)) throw error
    throw new AppError('busy', `Another process is still at "${name}". Try again in a moment.`, {
      retryable: true,
      cause: error,
    })
  }
}
