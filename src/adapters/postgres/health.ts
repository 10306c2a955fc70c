import { sql } from 'kysely'
import { guarded, type Database } from './database.ts'
import { heartbeatSeconds, jobSchema, processFailedQueue, processQueue, removeQueue } from './job-catalog.ts'
import { pendingMigrations } from './migrate.ts'

/** What an operator wants to know about the database. Reads only. @throws AppError `database_unavailable` (retryable). */
export interface DatabaseHealth {
  summary(): Promise<DatabaseSummary>
  backlog(): Promise<Backlog>
  /** Documents of all companies by status, and how old the oldest unfinished one is. */
  documents(): Promise<{
    readonly byStatus: Readonly<Record<string, number>>
    readonly oldestUnfinishedSeconds: number | null
  }>
  /** Jobs that are due, by kind, and how long the oldest of them has been due. */
  queues(): Promise<readonly QueueFigures[]>
  /** Documents of all companies whose originals were stored by us. */
  storedOriginals(): Promise<number>
  /** Schema files that are not applied yet. */
  pendingMigrations(): Promise<readonly string[]>
}

export interface DatabaseSummary {
  /** Of the server. */
  readonly version: string | null
  /** Of all companies. */
  readonly documents: number
  /** False of a stand-by, and of a server that was made read-only. */
  readonly takesWrites: boolean
}

export interface Backlog {
  /** Documents that wait or run. */
  readonly waiting: number
  /** For how long the oldest of them has not changed. */
  readonly oldestSeconds: number | null
  /** Those a worker gives signs of being at. */
  readonly running: number
  /** What failed, for those that are tried again after a pause, by code, most first. */
  readonly failures: readonly { readonly code: string; readonly documents: number }[]
}

export interface QueueFigures {
  readonly queue: string
  readonly waiting: number
  readonly oldestSeconds: number | null
}

/** Three heartbeats: a busy worker may miss one. */
const signOfLifeSeconds = 3 * heartbeatSeconds

const unfinished: readonly string[] = ['pending', 'uploaded', 'processing']

/** Queues by the kind of their jobs, as `ports/job-worker.ts` names them. */
const queueNames = new Map([
  [processQueue, 'process'],
  [processFailedQueue, 'process-exhausted'],
  [removeQueue, 'remove'],
])

export function createDatabaseHealth(db: Database): DatabaseHealth {
  return {
    summary: () =>
      guarded(async () => {
        const { rows } = await sql<{ version: string; documents: string; read_only: string }>`
          select current_setting('server_version') as version, current_setting('transaction_read_only') as read_only,
            (select count(*) from documents where deleted_at is null) as documents
        `.execute(db)
        const [{ version, documents, read_only: readOnly } = { version: null, documents: 0, read_only: 'off' }] = rows
        return { version, documents: Number(documents), takesWrites: readOnly !== 'on' }
      }),
    backlog: () =>
      guarded(async () => {
        const { rows } = await sql<{ waiting: number; oldest: number | null; running: number }>`
          select count(*)::int as waiting, extract(epoch from now() - min(updated_at))::int as oldest,
            (select count(*)::int from ${sql.table(`${jobSchema}.job`)}
              where name = ${processQueue} and state = 'active'
                and coalesce(heartbeat_on, started_on) > now() - interval '1 second' * ${signOfLifeSeconds}) as running
          from documents where deleted_at is null and status in ('uploaded', 'processing')
        `.execute(db)
        const failures = await sql<{ code: string; documents: number }>`
          select error_code as code, count(*)::int as documents from documents
          where deleted_at is null and status = 'uploaded' and error_code is not null
          group by error_code order by documents desc, code limit 3
        `.execute(db)
        const { waiting = 0, oldest = null, running = 0 } = rows[0] ?? {}
        return { waiting, oldestSeconds: oldest, running, failures: failures.rows }
      }),
    documents: () =>
      guarded(async () => {
        const { rows } = await sql<{ status: string; documents: number; oldest: number | null }>`
          select status, count(*)::int as documents, extract(epoch from now() - min(uploaded_at))::int as oldest
          from documents where deleted_at is null group by status
        `.execute(db)
        const ages = rows.flatMap(({ status, oldest }) =>
          unfinished.includes(status) && oldest !== null ? [oldest] : [],
        )
        return {
          byStatus: Object.fromEntries(rows.map(({ status, documents }) => [status, documents])),
          oldestUnfinishedSeconds: ages.length === 0 ? null : Math.max(...ages),
        }
      }),
    queues: () =>
      guarded(async () => {
        const { rows } = await sql<{ name: string; waiting: number; oldest: number | null }>`
          select queue.name, count(job.id)::int as waiting, extract(epoch from now() - min(job.start_after))::int as oldest
          from ${sql.table(`${jobSchema}.queue`)} as queue
          left join ${sql.table(`${jobSchema}.job`)} as job
            on job.name = queue.name and job.state in ('created', 'retry') and job.start_after <= now()
          group by queue.name
        `.execute(db)
        return rows.flatMap(({ name, waiting, oldest }) => {
          const queue = queueNames.get(name)
          return queue === undefined ? [] : [{ queue, waiting, oldestSeconds: oldest }]
        })
      }),
    storedOriginals: () =>
      guarded(async () => {
        // rows of the original have no hash, and their originals may be elsewhere
        const { rows } = await sql<{ documents: number }>`
          select count(*)::int as documents from documents
          where content_hash is not null and file_path is not null and status <> 'pending' and deleted_at is null
        `.execute(db)
        return rows[0]?.documents ?? 0
      }),
    pendingMigrations: () => guarded(() => pendingMigrations(db)),
  }
}
