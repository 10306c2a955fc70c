import { sql } from 'kysely'
import { guarded, type Database } from './database.ts'
import { pendingMigrations } from './migrate.ts'

/** What an operator wants to know about the database. Reads only. @throws AppError `database_unavailable` (retryable). */
export interface DatabaseHealth {
  /** Version of the server, and documents of all companies. */
  summary(): Promise<{ readonly version: string | null; readonly documents: number }>
  /** Documents that wait or run, and for how long the oldest of them has not changed. */
  backlog(): Promise<{ readonly waiting: number; readonly oldestSeconds: number | null }>
  /** Schema files that are not applied yet. */
  pendingMigrations(): Promise<readonly string[]>
}

export function createDatabaseHealth(db: Database): DatabaseHealth {
  return {
    summary: () =>
      guarded(async () => {
        const { rows } = await sql<{ version: string; documents: string }>`
          select current_setting('server_version') as version,
            (select count(*) from documents where deleted_at is null) as documents
        `.execute(db)
        return { version: rows[0]?.version ?? null, documents: Number(rows[0]?.documents ?? 0) }
      }),
    backlog: () =>
      guarded(async () => {
        const { rows } = await sql<{ waiting: number; oldest: number | null }>`
          select count(*)::int as waiting, extract(epoch from now() - min(updated_at))::int as oldest
          from documents where deleted_at is null and status in ('uploaded', 'processing')
        `.execute(db)
        return { waiting: rows[0]?.waiting ?? 0, oldestSeconds: rows[0]?.oldest ?? null }
      }),
    pendingMigrations: () => guarded(() => pendingMigrations(db)),
  }
}
