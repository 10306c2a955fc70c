import { AppError } from '../domain/errors.ts'
import { jobBudget } from '../domain/time-budgets.ts'
import { timeLimit } from '../flow/timeout.ts'
import { giveWay, type GiveWayDeps } from '../ingest/give-way.ts'
import { removeLeftovers } from '../ingest/leftovers.ts'
import { processDocument, type ProcessDeps } from '../ingest/process.ts'
import { eraseDocument, type RemoveDeps } from '../ingest/remove.ts'
import type { JobHandler } from '../ports/job-worker.ts'

/**
 * Every background job and the use case that does it. `concurrency` is what one company may have in hand; there is one more
 * slot than that, so that another company's document is processed at once, whatever the first one has sent.
 */
export function jobHandlers(deps: ProcessDeps & RemoveDeps & GiveWayDeps, concurrency: number): readonly JobHandler[] {
  return [
    {
      kind: 'process',
      slots: concurrency + 1,
      perCompany: concurrency,
      run: async ({ scope, signal, last }) => {
        await processDocument(deps, scope, { signal, last })
      },
    },
    {
      kind: 'reprocess',
      // beside the others, never in their place
      slots: 1,
      perCompany: null,
      run: async ({ scope, signal, last }) => {
        await giveWay(deps, signal)
        await processDocument(deps, scope, { signal, last })
      },
    },
    {
      kind: 'process-exhausted',
      slots: 2,
      perCompany: 1,
      run: async ({ scope }) => {
        const failed = await deps.documents.failExhausted(scope, (lost) =>
          deps.collections.use(scope.companyId, ({ vectors }) => removeLeftovers({ ...deps, vectors }, scope, lost)),
        )
        if (failed) deps.log.error({ ...scope }, 'document ended in error after its last attempt was lost')
      },
    },
    {
      kind: 'remove',
      slots: 3,
      perCompany: 2,
      run: async ({ scope, signal }) => {
        using limit = timeLimit({ ms: jobBudget.removeMs, signal, late: storesLate })
        await eraseDocument(deps, scope, jobBudget.lockMs, limit.signal)
      },
    },
  ]
}

const storesLate = () =>
  new AppError('removal_pending', 'The stores did not remove everything in time.', { retryable: true })
