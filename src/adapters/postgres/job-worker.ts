import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { AppError } from '../../domain/errors.ts'
import { parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import type { JobHandler, JobKind, JobWorker, RunningJob } from '../../ports/job-worker.ts'
import { processFailedQueue, processQueue, removeQueue, type DocumentJob } from './job-catalog.ts'

const queues: Readonly<Record<JobKind, string>> = {
  process: processQueue,
  'process-exhausted': processFailedQueue,
  remove: removeQueue,
}

/** Seconds between two looks when nothing wakes the worker; NOTIFY normally does at once. */
const pollingIntervalSeconds = 2

export function createJobWorker(boss: PgBoss): JobWorker {
  const stopping = new AbortController()

  /** One pg-boss worker a slot, so that each can be told to look for its next job the moment it has done one. */
  const register = async (handler: JobHandler): Promise<void> => {
    let workerId = ''
    workerId = await boss.work(
      queues[handler.kind],
      {
        batchSize: 1,
        includeMetadata: true,
        pollingIntervalSeconds,
        notifyPollingIntervalSeconds: pollingIntervalSeconds,
      } as const,
      async (jobs: JobWithMetadata<DocumentJob>[]) => {
        for (const job of jobs) await handler.run(toRunningJob(job, stopping.signal))
        boss.notifyWorker(workerId)
      },
    )
  }

  return {
    start: async (handlers) => {
      for (const handler of handlers) {
        for (let slot = 0; slot < handler.concurrency; slot += 1) await register(handler)
      }
    },
    stop: async (timeoutMs) => {
      const abort = setTimeout(() => {
        stopping.abort(new AppError('cancelled', 'The worker is stopping.', { retryable: true }))
      }, timeoutMs)
      // aborted handlers need a moment to give their documents back
      await boss.stop({ graceful: true, timeout: timeoutMs + 5000 })
      clearTimeout(abort)
    },
  }
}

function toRunningJob(job: JobWithMetadata<DocumentJob>, stopping: AbortSignal): RunningJob {
  return {
    scope: { companyId: parseCompanyId(job.data.companyId), documentId: parseDocumentId(job.data.documentId) },
    attempt: job.retryCount + 1,
    last: job.retryCount >= job.retryLimit,
    signal: AbortSignal.any([job.signal, stopping]),
  }
}
