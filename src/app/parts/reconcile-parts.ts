import { AppError } from '../../domain/errors.ts'
import type { Reconciliation } from '../../domain/reconciliation.ts'
import { carryDocuments } from '../../move/carry/carry-documents.ts'
import { rebuiltRows } from '../../move/rows/rebuilt-rows.ts'
import type { ActiveCollection } from '../../ports/active-collection.ts'
import { reconcile, type ReconcileDeps, type ReconcileOptions } from '../../reconcile/reconcile.ts'
import { openNow } from '../collections/current.ts'
import type { Parts } from './parts.ts'

/** Compares what the parts of this process hold, with the collection that is active now; over all processes one at a time. */
export async function reconcileParts(parts: Parts, options: ReconcileOptions): Promise<Reconciliation> {
  const open = await openNow(parts.current)
  if (open === null)
    throw new AppError('vector_store_unavailable', 'No collection has been chosen yet.', { retryable: true })
  return parts.lock.alone('reconcile', () =>
    open.use('ingest', async (active) => {
      const found = await reconcile({ ...parts, vectors: active.vectors, reindex: reindexer(parts, active) }, options)
      parts.metrics.reconciled(found)
      return found
    }),
  )
}

/** From the chunks in PostgreSQL, so that the document stays found by its words meanwhile. */
function reindexer(parts: Parts, { vectors, embedder }: ActiveCollection): ReconcileDeps['reindex'] {
  const { storedChunks: stored, movingDocuments: documents, analyser } = parts
  const sides = { from: vectors, to: vectors }
  const rows = rebuiltRows({
    stored,
    sides,
    embedders: { from: embedder, to: embedder },
    analyser,
  })
  return async ({ companyId, documentId }, signal) => {
    // none is believed to be there: that is what was found out
    const heldAlready = async () => new Set<never>()
    await carryDocuments(
      { documents, sides, rows, heldAlready },
      { companyId, documentIds: [documentId] },
      'to',
      signal,
    )
  }
}
