import type { ReconciledDocument } from '../ports/reconciled-documents.ts'
import type { Findings } from './findings.ts'
import type { VectorCounts } from './orphaned-vectors.ts'
import type { ReconcileDeps, ReconcileOptions } from './reconcile.ts'

interface Compared {
  readonly document: ReconciledDocument
  /** Null when they are not known. */
  readonly vectors: VectorCounts | null
}

/** One live document with its vectors and its original. Whatever was changed within the grace time is left alone. */
export async function compareDocument(
  deps: ReconcileDeps,
  options: ReconcileOptions,
  { document, vectors }: Compared,
  findings: Findings,
): Promise<void> {
  if (document.unchangedMs < options.graceMs) return
  const { companyId, documentId, status } = document
  const scope = { companyId, documentId }
  if (status === 'error' && document.superseded) {
    const detail = 'it failed, and a processed document of the same name is there'
    const remove = options.apply ? () => deps.documents.markDeleted(companyId, documentId) : null
    await findings.found({ ...scope, kind: 'superseded', detail }, remove)
    return
  }
  if (status !== 'processed' && status !== 'error') {
    const detail = `${status} for ${Math.round(document.unchangedMs / 60_000)} minutes; house-keeping ends it`
    await findings.found({ ...scope, kind: 'stuck', detail }, null)
    return
  }
  if (vectors !== null) await compareVectors(deps, options, { document, vectors }, findings)
  if (status === 'processed') await compareOriginal(deps, options, document, findings)
}

async function compareVectors(
  deps: ReconcileDeps,
  { apply, signal }: ReconcileOptions,
  { document, vectors }: { readonly document: ReconciledDocument; readonly vectors: VectorCounts },
  findings: Findings,
): Promise<void> {
  const { companyId, documentId, status, chunks } = document
  const scope = { companyId, documentId }
  if (status === 'processed' && chunks.stored !== chunks.counted) {
    const detail = `${chunks.stored} of ${chunks.counted} chunks are stored; upload the file again`
    await findings.found({ ...scope, kind: 'chunks_missing', detail }, null)
    return
  }
  const expected = status === 'processed' ? chunks.stored : 0
  const rows = vectors.get(documentId) ?? 0
  if (rows === expected) return
  const kind = rows < expected ? 'vectors_missing' : 'vectors_surplus'
  // under the document's lock, where it is looked at once more
  const mend = () =>
    status === 'processed'
      ? deps.reindex(scope, signal)
      : deps.movingDocuments.locked(scope, async (processed, lost) => {
          if (processed === null) await deps.vectors.remove(scope, AbortSignal.any([signal, lost]))
        })
  await findings.found({ ...scope, kind, detail: `${rows} vectors, ${expected} expected` }, apply ? mend : null)
}

async function compareOriginal(
  { objects }: ReconcileDeps,
  { signal }: ReconcileOptions,
  { companyId, documentId, objectKey }: ReconciledDocument,
  findings: Findings,
): Promise<void> {
  const detail = 'it is answered from, but can neither be downloaded nor read anew'
  try {
    if (objectKey !== null && (await objects.size(companyId, objectKey, signal)) !== null) return
  } catch (error) {
    signal.throwIfAborted()
    findings.unknown('the original of a document', error)
    return
  }
  await findings.found({ kind: 'original_missing', companyId, documentId, detail }, null)
}
