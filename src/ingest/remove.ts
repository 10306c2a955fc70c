import type { Document, DocumentScope } from '../domain/document.ts'
import { AppError, toAppError } from '../domain/errors.ts'
import type { DocumentId } from '../domain/ids.ts'
import { requestBudget } from '../domain/time-budgets.ts'
import { noSuchDocument } from '../domain/no-such-document.ts'
import { systemClock } from '../flow/system-clock.ts'
import { withTimeout } from '../flow/timeout.ts'
import type { ActiveCollections } from '../ports/active-collection.ts'
import type { Clock } from '../ports/clock.ts'
import type { DocumentRemoval } from '../ports/documents/document-removal.ts'
import type { Log } from '../ports/log.ts'
import type { ObjectStore } from '../ports/object-store.ts'

export interface RemoveDeps {
  readonly documents: DocumentRemoval
  readonly objects: ObjectStore
  readonly collections: ActiveCollections
  readonly log: Log
  readonly clock?: Clock
}

/**
 * Deletes a document with what came with it: hidden from every answer at once, then vectors, original and rows are removed and
 * counted. Resolves when all counts are zero, with the ids of all that are gone.
 * @throws AppError `not_found`, or `removal_pending` (503) when a store is away: the document stays hidden and its job
 *   goes on until everything is gone. Calling again is harmless.
 */
export async function removeDocument(deps: RemoveDeps, scope: DocumentScope): Promise<readonly DocumentId[]> {
  const { companyId } = scope
  const hidden = await deps.documents.markDeleted(companyId, scope.documentId)
  if (hidden === null) throw noSuchDocument()
  try {
    // the reply does not wait for a store that is told to stop and still takes its time; the lock does
    const { removeMs: ms, removeLockMs } = requestBudget
    const limit = { ms, signal: new AbortController().signal, late: removalLate, clock: deps.clock ?? systemClock }
    await withTimeout(limit, async (signal) => {
      // what came with it first: as long as it is there, asking again tells whether all is gone
      for (const documentId of hidden) await eraseDocument(deps, { companyId, documentId }, removeLockMs, signal)
    })
    return hidden
  } catch (error) {
    const cause = toAppError(error)
    deps.log.warn({ ...scope, code: cause.code, err: cause }, 'left the removal of a document to its job')
    throw new AppError(
      'removal_pending',
      'The document is hidden, but not everything could be removed yet. The removal goes on by itself.',
      { retryable: true, cause },
    )
  }
}

const removalLate = () =>
  new AppError('removal_pending', 'The stores did not remove everything in time.', { retryable: true })

/** Removes what is left of a document marked as deleted. Idempotent; run by the request and, until done, by its job. */
export async function eraseDocument(
  deps: RemoveDeps,
  scope: DocumentScope,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  const erased = await deps.documents.erase(scope.companyId, scope.documentId, waitMs, (document, lost) =>
    eraseFromStores(deps, scope, document, AbortSignal.any([signal, lost])),
  )
  if (erased) deps.log.info({ ...scope }, 'removed document')
}

async function eraseFromStores(
  deps: RemoveDeps,
  scope: DocumentScope,
  document: Document,
  signal: AbortSignal,
): Promise<void> {
  const vectors = await deps.collections.use(scope.companyId, async (active) => {
    await active.vectors.remove(scope, signal)
    return active.vectors.count(scope.companyId, scope.documentId, signal)
  })
  if (document.objectKey !== null) await deps.objects.remove(scope.companyId, document.objectKey, signal)
  const objects = await deps.objects.list(scope.companyId, scope.documentId, signal)
  for (const key of objects) await deps.objects.remove(scope.companyId, key, signal)
  const left = objects.length === 0 ? 0 : (await deps.objects.list(scope.companyId, scope.documentId, signal)).length
  if (vectors > 0 || left > 0) {
    throw new AppError('removal_pending', `${vectors} vectors and ${left} objects are still there.`, {
      retryable: true,
    })
  }
}
