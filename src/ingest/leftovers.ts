import type { DocumentScope } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { jobBudget } from '../domain/time-budgets.ts'
import { timeLimit } from '../flow/timeout.ts'
import type { DocumentRuns } from '../ports/documents/document-runs.ts'
import type { Log } from '../ports/log.ts'
import type { VectorStore } from '../ports/vector-store.ts'

export interface LeftoverDeps {
  readonly documents: Pick<DocumentRuns, 'eraseStrays'>
  readonly vectors: VectorStore
  readonly log: Log
}

/**
 * A document in `error` has no vectors; call this under its lock. If the store is away now, the next index step or the removal
 * deletes them.
 */
export async function removeLeftovers(
  deps: Pick<LeftoverDeps, 'vectors' | 'log'>,
  { companyId, documentId }: DocumentScope,
  lost: AbortSignal,
): Promise<void> {
  try {
    await removeVectors(deps, { companyId, documentId }, lost)
  } catch (error) {
    deps.log.warn({ companyId, documentId, err: error }, 'left vectors of a failed attempt')
  }
}

/**
 * A run that lost its connection to PostgreSQL while writing may have written after the document was removed and counted.
 * Whoever finds the document gone, that run itself or the job that follows it, checks once more.
 */
export async function eraseStrays(deps: LeftoverDeps, { companyId, documentId }: DocumentScope): Promise<void> {
  const scope = { companyId, documentId }
  await deps.documents.eraseStrays(scope, (lost) => removeVectors(deps, scope, lost))
}

async function removeVectors(
  { vectors }: Pick<LeftoverDeps, 'vectors'>,
  scope: DocumentScope,
  lost: AbortSignal,
): Promise<void> {
  using limit = timeLimit({ ms: jobBudget.leftoversMs, signal: lost, late: storeLate })
  await vectors.remove(scope, limit.signal)
}

const storeLate = () =>
  new AppError('vector_store_unavailable', 'The vector store did not remove the vectors in time.', { retryable: true })
