import type { JobWithMetadata, PgBoss, WorkOptions } from 'pg-boss'
import { AppError } from '../../domain/errors.ts'
import { parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import type { JobHandler, JobKind, JobWorker, RunningJob } from '../../ports/job-worker.ts'
import { backgroundPriority, processFailedQueue, processQueue, removeQueue, type DocumentJob } from './job-catalog.ts'

const queues: Readonly<Record<JobKind, string>> = {
  process: processQueue,
  reprocess: processQueue,
  'process-exhausted': processFailedQueue,
  remove: removeQueue,
}

/** Which jobs of its queue a kind takes: those in the background are no ordinary ones. */
const priorities: Readonly<Partial<Record<JobKind, Pick<WorkOptions, 'minPriority' | 'maxPriority'>>>> = {
  process: { minPriority: backgroundPriority + 1 },
  reprocess: { maxPriority: backgroundPriority },
}

/** Seconds between two looks when nothing wakes the worker; NOTIFY normally does at once. */
const pollingIntervalSeconds = 2

export function createJobWorker(boss: PgBoss): JobWorker {
  const stopping = new AbortController()

  const register = async (handler: JobHandler): Promise<void> => {
    const queue = queues[handler.kind]
    await boss.work(
      queue,
      {
        batchSize: 1,
        includeMetadata: true,
        localConcurrency: handler.slots,
        // a job's group is its company; jobs of the version before have none and count for nobody
        ...(handler.perCompany === null ? {} : { localGroupConcurrency: handler.perCompany }),
        pollingIntervalSeconds,
        notifyPollingIntervalSeconds: pollingIntervalSeconds,
        ...priorities[handler.kind],
      } as const,
      async (jobs: JobWithMetadata<DocumentJob>[]) => {
        for (const job of jobs) await handler.run(toRunningJob(job, stopping.signal))
        lookForMore(boss, queue)
      },
    )
  }

  return {
    start: async (handlers) => {
      for (const handler of handlers) await register(handler)
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

/** Slots that have something in hand, the one that has just done its job among them, look for the next without a pause. */
function lookForMore(boss: PgBoss, queue: string): void {
  for (const slot of boss.getWipData()) if (slot.name === queue && slot.count > 0) boss.notifyWorker(slot.id)
}

function toRunningJob(job: JobWithMetadata<DocumentJob>, stopping: AbortSignal): RunningJob {
  return {
    scope: { companyId: parseCompanyId(job.data.companyId), documentId: parseDocumentId(job.data.documentId) },
    attempt: job.retryCount + 1,
    trace: job.data.traceparent ?? null,
    last: job.retryCount >= job.retryLimit,
    signal: AbortSignal.any([job.signal, stopping]),
  }
}
