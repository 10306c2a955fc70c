import type { JobHandler } from '../ports/job-worker.ts'
import type { Tracer } from '../ports/tracer.ts'

/** The same handlers; each job is a step of the trace in which it was put into the queue. */
export function traceJobs(tracer: Tracer, handlers: readonly JobHandler[]): readonly JobHandler[] {
  if (!tracer.on) return handlers
  return handlers.map((handler) => ({
    ...handler,
    run: (job) => {
      const { companyId, documentId } = job.scope
      const fields = {
        'atenex.company_id': companyId,
        'atenex.document_id': documentId,
        'atenex.attempt': job.attempt,
      }
      return tracer.step({ name: `job ${handler.kind}`, kind: 'job', fields, from: job.trace }, () => handler.run(job))
    },
  }))
}
