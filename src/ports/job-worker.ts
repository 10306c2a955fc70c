export type JobKind = 'process' | 'reprocess' | 'process-exhausted' | 'remove'

export interface RunningJob {
  readonly scope: DocumentScope
  /** From 1. */
  readonly attempt: number
  /** The trace it was put into the queue in; null when there was none. */
  readonly trace: string | null
  /** No attempt comes after this one. */
  readonly last: boolean
  /** Aborted when the worker stops and the time to finish is over, or when the job was lost. */
  readonly signal: AbortSignal
}

export interface JobHandler {
  readonly kind: JobKind
  /** Jobs of this kind at the same time in this process. */
  readonly slots: number
  /** Of these, what one company may have in hand: fewer, so that another one always finds a slot. Null where jobs count for no company. */
  readonly perCompany: number | null
  /** A rejected promise means: try again later. */
  run(job: RunningJob): Promise<void>
}

/**
 * Takes jobs out of the queue, companies by turns. A job is delivered at least once; a worker that dies is noticed within seconds by its missing
 * heartbeat, and its job is run again.
 */
export interface JobWorker {
  /** Resolves when jobs are being taken. */
  start(handlers: readonly JobHandler[]): Promise<void>
  /** Takes no more jobs, lets running ones finish for `timeoutMs`, then aborts them; they are run again elsewhere. */
  stop(timeoutMs: number): Promise<void>
}
import type { DocumentScope } from '../domain/document.ts'
