import { AppError } from '../../domain/errors.ts'
import type { DocumentId } from '../../domain/ids.ts'
import { transactionBudget } from '../../domain/time-budgets.ts'
import { timeLimit } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentsOfCompany, HeldDocument, MovingDocuments } from '../../ports/moves/moving-documents.ts'

export interface HoldDeps {
  readonly documents: Pick<MovingDocuments, 'locked' | 'lockedAtOnce'>
  readonly clock?: Clock
}

/**
 * @param signal fires with the caller's, when a lock is lost, or when documents were held together for too long.
 */
export type HeldWork = (held: readonly HeldDocument[], signal: AbortSignal) => Promise<void>

/**
 * Runs `work` for all of these documents under their locks: first together for those that nobody holds, then alone for each of
 * the others, as soon as it is free. A slow or absent store never blocks documents for long: then they are handled one by one.
 */
export async function holdDocuments(
  deps: HoldDeps,
  { companyId, documentIds }: DocumentsOfCompany,
  signal: AbortSignal,
  work: HeldWork,
): Promise<void> {
  const done = await heldTogether(deps, { companyId, documentIds }, signal, work)
  for (const documentId of documentIds) {
    if (done.has(documentId)) continue
    await deps.documents.locked({ companyId, documentId }, (document, lost) =>
      work([{ documentId, document }], AbortSignal.any([signal, lost])),
    )
  }
}

/** Returns those that are done. */
async function heldTogether(
  { documents, clock }: HoldDeps,
  { companyId, documentIds }: DocumentsOfCompany,
  signal: AbortSignal,
  work: HeldWork,
): Promise<ReadonlySet<DocumentId>> {
  const done = new Set<DocumentId>()
  if (documentIds.length < 2) return done
  using limit = timeLimit({ ms: transactionBudget.togetherMs, signal, late, clock })
  try {
    await documents.lockedAtOnce({ companyId, documentIds }, async (held, lost) => {
      await work(held, AbortSignal.any([limit.signal, lost]))
      for (const { documentId } of held) done.add(documentId)
    })
  } catch (error) {
    if (signal.aborted || !limit.signal.aborted) throw error
  }
  return done
}

const late = () =>
  new AppError('busy', 'Several documents together took longer than others wait for one of them.', { retryable: true })
