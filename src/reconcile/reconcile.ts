import type { DocumentScope } from '../domain/document.ts'
import type { CompanyId, DocumentId } from '../domain/ids.ts'
import type { Reconciliation } from '../domain/reconciliation.ts'
import type { DocumentRemoval } from '../ports/documents/document-removal.ts'
import type { DocumentRuns } from '../ports/documents/document-runs.ts'
import type { Log } from '../ports/log.ts'
import type { MovingDocuments } from '../ports/moves/moving-documents.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import type { ReconciledDocuments } from '../ports/reconciled-documents.ts'
import type { VectorStore } from '../ports/vector-store.ts'
import { collectFindings, type Findings } from './findings.ts'
import { findOrphanedOriginals } from './orphaned-originals.ts'
import { findOrphanedVectors, type VectorCounts } from './orphaned-vectors.ts'
import { compareDocument } from './compare-document.ts'

// Compares rows, vectors and originals with each other, company by company. PostgreSQL is the truth; what a store does not
// say for sure changes nothing.

export interface ReconcileDeps {
  readonly reconciled: ReconciledDocuments
  readonly documents: Pick<DocumentRuns, 'eraseStrays'> & Pick<DocumentRemoval, 'markDeleted'>
  readonly movingDocuments: Pick<MovingDocuments, 'locked'>
  readonly objects: ObjectStore
  /** Of the active collection. */
  readonly vectors: Pick<VectorStore, 'documents' | 'remove'>
  /** Makes the vectors of a processed document anew from its chunks. */
  readonly reindex: (scope: DocumentScope, signal: AbortSignal) => Promise<void>
  readonly log: Log
}

export interface ReconcileOptions {
  /** False: only told. */
  readonly apply: boolean
  /** What is younger may still be on its way. */
  readonly graceMs: number
  /** All that have documents when left out. */
  readonly companyId?: CompanyId
  readonly signal: AbortSignal
}

const pageSize = 200

export async function reconcile(deps: ReconcileDeps, options: ReconcileOptions): Promise<Reconciliation> {
  const findings = collectFindings(deps.log)
  const companies = options.companyId === undefined ? await deps.reconciled.companies() : [options.companyId]
  for (const companyId of companies) {
    options.signal.throwIfAborted()
    await reconcileCompany(deps, options, companyId, findings)
    findings.counted({ companies: 1 })
  }
  return findings.result()
}

async function reconcileCompany(
  deps: ReconcileDeps,
  options: ReconcileOptions,
  companyId: CompanyId,
  findings: Findings,
): Promise<void> {
  // before the rows: whatever has vectors then has had a row before
  const vectors = await countVectors(deps, companyId, findings, options.signal)
  let after: DocumentId | null = null
  do {
    options.signal.throwIfAborted()
    const page = await deps.reconciled.page(companyId, after, pageSize)
    for (const document of page) await compareDocument(deps, options, { document, vectors }, findings)
    findings.counted({ documents: page.length })
    after = page.length < pageSize ? null : (page.at(-1)?.documentId ?? null)
  } while (after !== null)
  if (vectors !== null) await findOrphanedVectors(deps, options, { companyId, vectors }, findings)
  await findOrphanedOriginals(deps, options, companyId, findings)
}

/** Null when the store does not answer. */
async function countVectors(
  { vectors }: ReconcileDeps,
  companyId: CompanyId,
  findings: Findings,
  signal: AbortSignal,
): Promise<VectorCounts | null> {
  const counts = new Map<DocumentId, number>()
  try {
    for await (const some of vectors.documents(companyId, signal)) {
      for (const [documentId, rows] of some) counts.set(documentId, rows)
    }
    return counts
  } catch (error) {
    signal.throwIfAborted()
    findings.unknown('the vectors of a company', error)
    return null
  }
}
