import { AppError, toAppError } from '../domain/errors.ts'
import { canonicalUuid, parseDocumentId, type CompanyId, type DocumentId } from '../domain/ids.ts'
import { requestBudget } from '../domain/time-budgets.ts'
import { noSuchDocument } from '../domain/no-such-document.ts'
import { systemClock } from '../flow/system-clock.ts'
import { removeDocument, type RemoveDeps } from './remove.ts'

export interface ManyRemoved {
  /** Ids as they were given; nothing is left of these. */
  readonly deleted: readonly string[]
  readonly failed: readonly { readonly id: string; readonly error: AppError }[]
}

/** The reply must come before a gateway gives up on it. */
const beginUntilMs = requestBudget.replyMs / 3

/**
 * Deletes documents one after another, each independently; never fails as a whole. When time runs out the rest are hidden and
 * left to their jobs, as is a document whose store is away. Calling again with the same ids reports what became of them.
 */
export async function removeDocuments(
  deps: RemoveDeps,
  companyId: CompanyId,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ManyRemoved> {
  const clock = deps.clock ?? systemClock
  const started = clock.monotonicMs()
  /** What went wrong with each document, whatever spelling names it; null for nothing. */
  const errors = new Map<string, AppError | null>()
  const deleted: string[] = []
  const failed: { id: string; error: AppError }[] = []
  for (const id of new Set(ids)) {
    const document = canonicalUuid(id) ?? id
    const waits = clock.monotonicMs() - started < beginUntilMs && !signal.aborted
    if (!errors.has(document)) {
      const outcome = await removeOne(deps, companyId, id, waits).catch(toAppError)
      if (outcome instanceof AppError) errors.set(document, outcome)
      // what came with a mail went with it
      else for (const gone of outcome) errors.set(gone, null)
    }
    const error = errors.get(document) ?? null
    if (error === null) deleted.push(id)
    else failed.push({ id, error })
  }
  return { deleted, failed }
}

async function removeOne(
  deps: RemoveDeps,
  companyId: CompanyId,
  id: string,
  waits: boolean,
): Promise<readonly DocumentId[]> {
  if (canonicalUuid(id) === null) {
    throw new AppError('invalid_id', 'This is no id of a document.', {
      spanish: 'Esto no es el identificador de un documento.',
    })
  }
  const scope = { companyId, documentId: parseDocumentId(id) }
  if (waits) return removeDocument(deps, scope)
  const marked = await deps.documents.markDeleted(companyId, scope.documentId)
  if (marked === null) throw noSuchDocument()
  throw new AppError('removal_pending', 'The document is hidden; its removal goes on by itself.')
}
