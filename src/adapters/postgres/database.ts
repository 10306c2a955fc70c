import { Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely'
import pg from 'pg'
import { AppError } from '../../domain/errors.ts'
import { jobBudget, requestBudget, transactionBudget } from '../../domain/time-budgets.ts'
import { sayOnce } from '../../flow/said-once.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { Log } from '../../ports/log.ts'
import type { PoolState } from '../../ports/work-observers.ts'
import { connectionOf, isRefused, type DatabaseUrl } from './connection.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>
export type Tx = Transaction<Tables>

/** What PostgreSQL itself ends in a session, in milliseconds. */
export interface SessionLimits {
  readonly statementMs: number
  /** Waiting for a row or a table. Below `statementMs`, so that it is told as what it is. */
  readonly lockMs: number
  readonly idleTransactionMs: number
}

/** For whoever answers requests. */
export const requestSession: SessionLimits = {
  statementMs: requestBudget.statementMs,
  lockMs: requestBudget.lockMs,
  idleTransactionMs: transactionBudget.idleMs,
}

const jobSession: SessionLimits = {
  statementMs: jobBudget.statementMs,
  lockMs: jobBudget.lockMs,
  idleTransactionMs: transactionBudget.idleMs,
}

export interface DatabaseOptions {
  readonly url: DatabaseUrl
  /** Connections this process may hold. */
  readonly maxConnections: number
  /** Those of background work when left out. */
  readonly limits?: Partial<SessionLimits>
  /** Hears of the pool, to show how full it is. */
  readonly watch?: (pool: PoolState) => void
  readonly log: Log
}

/** Opens a pool that reconnects by itself; a lost idle connection is logged, not thrown. Time zone of every session: UTC. */
export function openDatabase(options: DatabaseOptions): Database {
  const limits = { ...jobSession, ...options.limits }
  const pool = new pg.Pool({
    ...connectionOf(options.url),
    max: options.maxConnections,
    connectionTimeoutMillis: requestBudget.connectMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'atenex',
    options: [
      '-c timezone=UTC',
      `-c statement_timeout=${limits.statementMs}`,
      `-c lock_timeout=${limits.lockMs}`,
      `-c idle_in_transaction_session_timeout=${limits.idleTransactionMs}`,
    ].join(' '),
  })
  options.watch?.(pool)
  const told = sayOnce({
    log: options.log,
    clock: systemClock,
    who: 'PostgreSQL',
    does: 'closed an idle connection',
    again: 'takes connections again',
  })
  pool.on('error', (error) => {
    // a pool that ends says so before its connections are closed: what PostgreSQL does to them then is no loss
    if (!pool.ending) told.fails(translated(error) ?? error)
  })
  pool.on('connect', (client) => {
    told.works()
    // a checked-out client whose server dies emits here as well; the query that is running gets its own rejection
    client.on('error', (error) => {
      options.log.debug({ err: error }, 'database connection failed')
    })
  })
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: twice(pool) }) })
}

/** A password that was changed while the server was asking for it is refused once. */
function twice(pool: pg.Pool): PostgresPool {
  return {
    Client: pg.Client,
    options: pool.options,
    connect: async () => {
      try {
        return await pool.connect()
      } catch (error) {
        if (!isRefused(error)) throw error
        return await pool.connect()
      }
    },
    end: () => pool.end(),
  }
}

/** SQLSTATE classes and codes after which the same statement may succeed: connection, resources, shutdown. */
const RETRYABLE_STATE = /^(08|53|57P0|58|25P03)/
/**
 * What is refused to whoever asks, until a person mends it: the password, a right, the database, or all writes, as a server does that became
 * a stand-by or is made read-only. Nothing is wrong with the statement.
 */
const REFUSED_STATE = /^(28|3D000|42501|25006)/
/** Somebody else was at the same rows: serialisation, deadlock, a lock that did not get free. */
const BUSY_STATE = /^(40001|40P01|55P03)$/
const STATEMENT_TIMEOUT = '57014'
const DISK_FULL = '53100'
const RETRYABLE_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
])

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505'
}

export function isLockTimeout(error: unknown): boolean {
  return codeOf(error) === '55P03'
}

function isConnectionLoss(error: unknown): boolean {
  const message = error instanceof Error ? error.message : ''
  return /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i.test(message)
}

/** Every statement of this folder runs inside; vendor errors become AppErrors here and nowhere else. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw translated(error) ?? error
  }
}

/** Null for what does not pass by itself. */
export function translated(error: unknown): AppError | null {
  const passes = { retryable: true, cause: error } as const
  const code = codeOf(error)
  if (BUSY_STATE.test(code)) {
    return new AppError(
      'busy',
      'Something else is being done with the same rows right now. Try again in a moment.',
      passes,
    )
  }
  if (code === STATEMENT_TIMEOUT) {
    return new AppError('database_unavailable', 'A statement took longer than it may. Try again in a moment.', {
      ...passes,
      details: { statement: 'too long' },
    })
  }
  if (REFUSED_STATE.test(code)) {
    return new AppError('database_unavailable', refusedSentence(code), passes)
  }
  if (code === DISK_FULL) {
    return new AppError(
      'database_unavailable',
      'The disk of PostgreSQL is full. Make room on it, then try again.',
      passes,
    )
  }
  if (!mayPass(error)) return null
  return new AppError('database_unavailable', 'PostgreSQL did not answer. Try again in a moment.', passes)
}

function refusedSentence(code: string): string {
  if (code === '25006')
    return 'PostgreSQL takes no writes: it is a stand-by or was made read-only. It goes on by itself.'
  const what =
    code === '42501' ? 'a right that Atenex needs' : code === '3D000' ? 'the database' : 'the user or password'
  return `PostgreSQL refused ${what}. Mend that on the server or in DATABASE_URL; it goes on by itself.`
}

/** True when the same statement may succeed later. */
function mayPass(error: unknown): boolean {
  const code = codeOf(error)
  return RETRYABLE_STATE.test(code) || RETRYABLE_SYSTEM.has(code) || isConnectionLoss(error)
}

/** What is wrong with an address nobody has used yet, for the person who set it. Null when it is none of these. */
export function connectionFailure(error: unknown, url: string): AppError | null {
  const where = URL.canParse(url) ? new URL(url).host || 'the local socket' : 'the given address'
  const code = codeOf(error)
  const cause = { cause: error }
  if (code.startsWith('28')) {
    return new AppError(
      'configuration',
      `PostgreSQL at ${where} refused the user or the password of DATABASE_URL.`,
      cause,
    )
  }
  if (code === '3D000') {
    return new AppError('configuration', `PostgreSQL at ${where} has no database of the name in DATABASE_URL.`, cause)
  }
  if (!mayPass(error)) return null
  const text = `PostgreSQL at ${where} did not answer. Is it running, and is DATABASE_URL right?`
  return new AppError('database_unavailable', text, { ...cause, retryable: true })
}
