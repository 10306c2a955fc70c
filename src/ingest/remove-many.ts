import { AppError, toAppError } from '../domain/errors.ts'
import { canonicalUuid, parseDocumentId, type CompanyId, type DocumentId } from '../domain/ids.ts'
import { requestBudget } from '../domain/time-budgets.ts'
import { systemClock } from '../flow/system-clock.ts'
import { removeDocument, type RemoveDeps } from './remove.ts'

export interface ManyRemoved {
  /** Ids as they were given; nothing is left of these. */
  readonly deleted: readonly string[]
  readonly failed: readonly { readonly id: string; readonly error: string }[]
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
  const errors = new Map<string, string | null>()
  const deleted: string[] = []
  const failed: { id: string; error: string }[] = []
  for (const id of new Set(ids)) {
    const document = canonicalUuid(id) ?? id
    const waits = clock.monotonicMs() - started < beginUntilMs && !signal.aborted
    if (!errors.has(document)) {
      const outcome = await removeOne(deps, companyId, id, waits).catch(errorOf)
      if (typeof outcome === 'string') errors.set(document, outcome)
      // what came with a mail went with it
      else for (const gone of outcome) errors.set(gone, null)
    }
    const error = errors.get(document) ?? null
    if (error === null) deleted.push(id)
    else failed.push({ id, error })
  }
  return { deleted, failed }
}

function errorOf(error: unknown): string {
  const { code, message } = toAppError(error)
  return code === 'internal' ? 'Something failed on our side.' : message
}

async function removeOne(
  deps: RemoveDeps,
  companyId: CompanyId,
  id: string,
  waits: boolean,
): Promise<readonly DocumentId[]> {
  if (canonicalUuid(id) === null) throw new AppError('invalid_id', 'This is no id of a document.')
  const scope = { companyId, documentId: parseDocumentId(id) }
  if (waits) return removeDocument(deps, scope)
  const marked = await deps.documents.markDeleted(companyId, scope.documentId)
  if (marked === null) throw new AppError('not_found', 'There is no such document.')
  throw new AppError('removal_pending', 'The document is hidden; its removal goes on by itself.')
}
