import type { CompanyId, DocumentId } from '../domain/ids.ts'
import type { Findings } from './findings.ts'
import type { ReconcileDeps, ReconcileOptions } from './reconcile.ts'

/** Vectors of each document of a company that has any. */
export type VectorCounts = ReadonlyMap<DocumentId, number>

/** Ids PostgreSQL is asked for at once. */
const atATime = 1_000

/** Vectors of documents that have no row. They are taken away under the document's lock, when it has none then either. */
export async function findOrphanedVectors(
  deps: ReconcileDeps,
  { apply, signal }: ReconcileOptions,
  { companyId, vectors }: { readonly companyId: CompanyId; readonly vectors: VectorCounts },
  findings: Findings,
): Promise<void> {
  const ids = [...vectors.keys()]
  for (let from = 0; from < ids.length; from += atATime) {
    const some = ids.slice(from, from + atATime)
    const known = await deps.reconciled.known(companyId, some)
    for (const documentId of some.filter((id) => !known.has(id))) {
      const scope = { companyId, documentId }
      const erase = () =>
        deps.documents.eraseStrays(scope, (lost) => deps.vectors.remove(scope, AbortSignal.any([signal, lost])))
      const detail = `${vectors.get(documentId) ?? 0} vectors of no document`
      await findings.found({ ...scope, kind: 'vectors_orphaned', detail }, apply ? erase : null)
    }
  }
}
