import { processDocument, type ProcessDeps } from '../ingest/process.ts'
import { eraseDocument, type RemoveDeps } from '../ingest/remove.ts'
import type { JobHandler } from '../ports/job-worker.ts'

/** A removal job may wait for the longest index step. */
const removeWaitMs = 120_000
const removeTimeoutMs = 300_000

/** Every background job and the use case that does it. */
export function jobHandlers(deps: ProcessDeps & RemoveDeps, concurrency: number): readonly JobHandler[] {
  return [
    {
      kind: 'process',
      concurrency,
      run: async ({ scope, signal, last }) => {
        await processDocument(deps, scope, { signal, last })
      },
    },
    {
      kind: 'process-exhausted',
      concurrency: 1,
      run: async ({ scope }) => {
        const failed = await deps.documents.failExhausted(scope.companyId, scope.documentId)
        if (failed) deps.log.error({ ...scope }, 'document ended in error after its last attempt was lost')
      },
    },
    {
      kind: 'remove',
      concurrency: 2,
      run: async ({ scope, signal }) => {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(removeTimeoutMs)])
        await eraseDocument(deps, scope, removeWaitMs, limit)
      },
    },
  ]
}
