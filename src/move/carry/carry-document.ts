import type { DocumentScope } from '../../domain/document.ts'
import type { MoveSide } from '../../domain/move.ts'
import { jobBudget } from '../../domain/time-budgets.ts'
import { timeLimit } from '../../flow/timeout.ts'
import { AppError } from '../../domain/errors.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'
import { bytesOf } from '../rows/bytes-of.ts'
import type { RowSource } from '../rows/row-source.ts'
import type { Sides } from '../rows/sides.ts'

export interface CarryDeps {
  readonly documents: MovingDocuments
  readonly sides: Sides
  readonly rows: RowSource
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
 * Makes one side hold what a document must have now: its rows, or nothing when it is gone, deleted or not processed. Under the document's lock, so it never meets an index step or a removal half-way, and a copy never brings a
 * deleted document back. Idempotent: whatever order changes are carried in, the last look at the truth decides.
 */
export async function carryDocument(
  deps: CarryDeps,
  scope: DocumentScope,
  to: MoveSide,
  signal: AbortSignal,
): Promise<Carried> {
  const target = deps.sides[to]
  const read = await deps.rows.prepare(scope, to, signal)
  return deps.documents.locked(scope, async (document, lost) => {
    using limit = timeLimit({ ms: jobBudget.indexMs, signal: AbortSignal.any([signal, lost]), late })
    if (document === null) {
      await target.remove(scope, limit.signal)
      return { rows: 0, bytes: 0, missing: 0 }
    }
    const rows = await read(limit.signal)
    await target.replace(scope, rows, limit.signal)
    return { rows: rows.length, bytes: bytesOf(rows), missing: Math.max(0, document.chunkCount - rows.length) }
  })
}

/** For a side that wrote the change itself: only what must not be there is taken away. */
export function clearGone(deps: CarryDeps, scope: DocumentScope, on: MoveSide, signal: AbortSignal): Promise<void> {
  return deps.documents.locked(scope, async (document, lost) => {
    if (document !== null) return
    using limit = timeLimit({ ms: jobBudget.removeMs, signal: AbortSignal.any([signal, lost]), late })
    await deps.sides[on].remove(scope, limit.signal)
  })
}

const late = () =>
  new AppError('vector_store_unavailable', 'Copying one document took longer than a document may take.', {
    retryable: true,
  })
