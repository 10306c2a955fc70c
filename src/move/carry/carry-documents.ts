// `carry/` brings one side of a move up to date: `copy-documents.ts` goes through all documents, `mirror-changes.ts` through the changes
// since, and both end here, in `carry-documents.ts`, under the documents' locks (`hold-documents.ts`).
import type { DocumentScope } from '../../domain/document.ts'
import { AppError } from '../../domain/errors.ts'
import type { DocumentId } from '../../domain/ids.ts'
import type { MoveSide } from '../../domain/move.ts'
import { jobBudget } from '../../domain/time-budgets.ts'
import { timeLimit } from '../../flow/timeout.ts'
import type { DocumentsOfCompany, MovingDocuments } from '../../ports/moves/moving-documents.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { bytesOf } from '../rows/bytes-of.ts'
import type { RowSource } from '../rows/row-source.ts'
import type { Sides } from '../rows/sides.ts'
import { cutByRows } from './cut-slice.ts'
import type { HeldAlready } from './held-already.ts'
import { holdDocuments } from './hold-documents.ts'
import type { SliceLimits } from './slice-limits.ts'

export interface CarryDeps {
  readonly documents: MovingDocuments
  readonly sides: Sides
  readonly rows: RowSource
  readonly heldAlready: HeldAlready
  /** Of a slice; full ones when left out. */
  readonly limits?: SliceLimits
}

/** What was done for one document. */
export interface Carried {
  /** Rows on the side that was written; 0 for a document that must have none. */
  readonly rows: number
  readonly bytes: number
  /** Rows the document should have, and the other side did not have. */
  readonly missing: number
}

/**
 * Makes one side hold what each document must have now: its rows, or nothing when it is gone, deleted or not processed. Works
 * under the documents' locks, so it never meets an index step or a removal half-way, and a copy never brings a deleted document
 * back. What its writer already wrote to this side stays. Documents that are locked by others come afterwards, one by one.
 * Idempotent: whatever order changes are carried in, the last look at PostgreSQL decides.
 */
export async function carryDocuments(
  deps: CarryDeps,
  { companyId, documentIds }: DocumentsOfCompany,
  to: MoveSide,
  signal: AbortSignal,
): Promise<ReadonlyMap<DocumentId, Carried>> {
  const read = await deps.rows.prepare({ companyId, documentIds }, to, signal)
  const done = new Map<DocumentId, Carried>()
  await holdDocuments(deps, { companyId, documentIds }, signal, async (held, either) => {
    using limit = timeLimit({ ms: jobBudget.indexMs, signal: either, late })
    const there = await deps.heldAlready({ companyId, documentIds: held.map(({ documentId }) => documentId) }, to)
    for (const part of cutByRows(held, deps.rows.rowsTogether)) {
      const live = part.flatMap(({ documentId, document }) =>
        document === null || there.has(documentId) ? [] : [documentId],
      )
      const rows = live.length === 0 ? noRows : await read(live, limit.signal)
      const written = live.map((documentId) => ({ documentId, chunks: rows.get(documentId) ?? [] }))
      if (written.length > 0) await deps.sides[to].replaceDocuments(companyId, written, limit.signal)
      for (const { documentId, document } of part) {
        if (document === null) await deps.sides[to].remove({ companyId, documentId }, limit.signal)
        const wanted = there.has(documentId) ? 0 : (document?.chunkCount ?? 0)
        done.set(documentId, carriedOf(wanted, rows.get(documentId) ?? []))
      }
    }
  })
  return done
}

export interface ClearGoneDeps {
  readonly documents: Pick<MovingDocuments, 'locked'>
  readonly sides: { readonly to: Pick<VectorStore, 'remove'> }
}

/** Takes away from the new side only what must not be there. @returns whether that was so. */
export function clearGone(deps: ClearGoneDeps, scope: DocumentScope, signal: AbortSignal): Promise<boolean> {
  return deps.documents.locked(scope, async (document, lost) => {
    if (document !== null) return false
    using limit = timeLimit({ ms: jobBudget.removeMs, signal: AbortSignal.any([signal, lost]), late })
    await deps.sides.to.remove(scope, limit.signal)
    return true
  })
}

type Rows = Awaited<ReturnType<Awaited<ReturnType<RowSource['prepare']>>>>
const noRows: Rows = new Map()

const carriedOf = (chunkCount: number, rows: Parameters<typeof bytesOf>[0]): Carried => ({
  rows: rows.length,
  bytes: bytesOf(rows),
  missing: Math.max(0, chunkCount - rows.length),
})

const late = () =>
  new AppError('vector_store_unavailable', 'Copying documents took longer than a document may take.', {
    retryable: true,
  })
