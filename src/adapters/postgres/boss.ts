import { fromKysely, PgBoss, type Clock } from 'pg-boss'
import { sayOnce } from '../../flow/said-once.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { Log } from '../../ports/log.ts'
import { connectionOf, type DatabaseUrl } from './connection.ts'
import { guarded, translated, type Tx } from './database.ts'
import {
  backgroundPriority,
  expireInSeconds,
  heartbeatSeconds,
  jobSchema,
  processAttempts,
  processFailedQueue,
  processQueue,
  removeAttempts,
  removeQueue,
  webhookAttempts,
  webhookQueue,
  type DocumentJob,
} from './job-catalog.ts'
import { nextBackgroundTurn, nextTurn } from './job-turns.ts'

/**
 * Between two looks for jobs whose worker has died, whose heartbeats stop ten seconds before. Each look is a dozen statements: once a
 * second, they were a quarter of the processor time of an installation at rest.
 */
const superviseSeconds = 3

/** Loops look every two seconds or less. */
const quietMs = 10_000

interface BossOptions {
  readonly url: DatabaseUrl
  /** Only workers supervise (notice dead workers) and listen; an API only sends. */
  readonly worker: boolean
  readonly log: Log
  /** For tests: pg-boss' own kind of clock. */
  readonly clock?: Clock
}

/** A pg-boss instance; `startBoss` makes it ready. The schema is made by `migrateDatabase`, never here. */
export function createBoss({ url, worker, log, clock }: BossOptions): PgBoss {
  const boss = new PgBoss({
    ...connectionOf(url),
    schema: jobSchema,
    application_name: 'atenex-jobs',
    max: worker ? 4 : 1,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: worker,
    useListenNotify: worker,
    ...(worker ? { superviseIntervalSeconds: superviseSeconds, monitorIntervalSeconds: superviseSeconds } : {}),
    ...(clock === undefined ? {} : { clock }),
  })
  tellFailures(boss, log)
  return boss
}

/**
 * Each of its loops says each time that it failed, some six times a second while PostgreSQL is away, and never that it works: that is
 * asked once nothing has failed for a while.
 */
function tellFailures(boss: PgBoss, log: Log): void {
  const told = sayOnce({ log, clock: systemClock, who: 'the job queue', does: 'goes on after', again: 'works again' })
  let quiet: NodeJS.Timeout | null = null
  boss.on('error', (error) => {
    told.fails(translated(error) ?? error)
    if (quiet === null) quiet = setTimeout(() => void ask(), quietMs).unref()
    else quiet.refresh()
  })
  const ask = async () => {
    try {
      await boss.getDb().executeSql('select 1')
      told.works()
    } catch {
      quiet?.refresh()
    }
  }
  boss.on('stopped', () => clearTimeout(quiet ?? undefined))
}

/** @throws AppError `database_unavailable` (retryable), also while PostgreSQL recovers from a crash. */
export async function startBoss(boss: PgBoss): Promise<void> {
  await guarded(() => boss.start())
}

/** Creates pg-boss' tables and our queues. Idempotent. */
export async function installQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: jobSchema, supervise: false, schedule: false, max: 2 })
  // the caller sees the rejected call; without a listener Node would end the process
  boss.on('error', () => undefined)
  await boss.start()
  try {
    const shared = { policy: 'exclusive', heartbeatSeconds, expireInSeconds, notify: true } as const
    await boss.createQueue(processFailedQueue, { ...shared, retryLimit: 100, retryDelay: 5 })
    await boss.createQueue(processQueue, { ...shared, ...processAttempts, deadLetter: processFailedQueue })
    await boss.createQueue(webhookQueue, { policy: 'standard', expireInSeconds: 60, notify: true, ...webhookAttempts })
    await boss.createQueue(removeQueue, { ...shared, ...removeAttempts })
  } finally {
    await boss.stop({ graceful: false })
  }
}

/**
 * Enqueues inside the caller's transaction, at its company's turn. Returns the job's id, or null when such a job is already
 * there.
 */
export type Enqueue = (tx: Tx, queue: string, job: DocumentJob, options?: EnqueueOptions) => Promise<string | null>

interface EnqueueOptions {
  readonly startAfterSeconds?: number
  /** Behind all jobs that are not. It counts for no company: it takes the place of none of its other jobs. */
  readonly background?: boolean
}

/** @param carried the trace in which a job is put into the queue; undefined outside of one. */
export function createEnqueue(boss: PgBoss, carried: () => string | undefined = () => undefined): Enqueue {
  return async (tx, queue, job, { startAfterSeconds = 0, background = false } = {}) => {
    const traceparent = carried()
    const data: DocumentJob = traceparent === undefined ? job : { ...job, traceparent }
    return boss.send(queue, data, {
      singletonKey: job.documentId,
      ...(background ? {} : { group: { id: job.companyId } }),
      // the highest priority is taken first
      priority: background
        ? backgroundPriority - (await nextBackgroundTurn(tx, queue, job.companyId))
        : -(await nextTurn(tx, queue, job.companyId)),
      ...(startAfterSeconds > 0 ? { startAfter: startAfterSeconds } : {}),
      db: fromKysely(tx),
    })
  }
}
