import { jobBudget } from '../../domain/time-budgets.ts'

/**
 * Every background job, in one place. pg-boss fixes a queue's policy when it is created, so names carry no version and
 * payload fields may only be added, as optional ones: payloads outlive deployments.
 *
 * `exclusive` with the document id as key: at most one job of a kind for a document is waiting, running or about to be
 * retried.
 */
export interface DocumentJob {
  readonly companyId: string
  readonly documentId: string
  /** The trace it belongs to, as W3C `traceparent`. */
  readonly traceparent?: string
}

/** Where pg-boss has its tables. */
export const jobSchema = 'jobs'
/** Which ones, as its package counts; a test compares both. */
export const jobSchemaVersion = 46

export const processQueue = 'document.process'
/**
 * Jobs of documents that are read again stand behind all others: so far below them that no turn reaches them. Two jobs of one
 * document, a new and such a one, cannot be there at once.
 */
export const backgroundPriority = -1_000_000_000

export const processFailedQueue = 'document.process.failed'
export const removeQueue = 'document.remove'
export const webhookQueue = 'webhook.deliver'
export const queues = [processQueue, processFailedQueue, removeQueue, webhookQueue] as const

/** 5 s, 10 s, … an hour: about a day in all before an event is given up. */
export const webhookAttempts = { retryLimit: 32, retryDelay: 5, retryBackoff: true, retryDelayMax: 3_600 } as const

/** 2 s, 4 s, … 60 s: about 12 minutes in all before a document ends in `error`. */
export const processAttempts = { retryLimit: 15, retryDelay: 2, retryBackoff: true, retryDelayMax: 60 } as const

/** Removal is promised, so it is tried until it is done: once a minute for years. */
export const removeAttempts = { retryLimit: 1_000_000, retryDelay: 2, retryBackoff: true, retryDelayMax: 60 } as const

/** A worker that died is noticed after at most this long. */
export const heartbeatSeconds = jobBudget.heartbeatMs / 1_000
/** Longest a job may run; a heartbeat notices dead workers long before. */
export const expireInSeconds = jobBudget.totalMs / 1_000
