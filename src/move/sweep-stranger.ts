import { AppError } from '../domain/errors.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { CollectionRow } from '../ports/collection-store.ts'
import type { CollectionSurvey } from '../ports/collection-survey.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import type { MovingDocuments } from '../ports/moves/moving-documents.ts'
import type { VectorStore } from '../ports/vector-store.ts'
import { sweepCompany } from './carry/sweep-target.ts'
import { openMove } from './open-move.ts'

export interface SweepStrangerDeps {
  readonly moves: Pick<MoveStore, 'open' | 'swept'>
  readonly documents: Pick<MovingDocuments, 'companies' | 'locked'>
  /** Opens the collection a row names, with the credentials that may write. The caller closes it. */
  readonly openRow: (row: CollectionRow) => Promise<VectorStore>
  readonly surveyRow: (row: CollectionRow) => Promise<CollectionSurvey>
}

interface Sweep {
  /** Null: nobody was named. */
  readonly companyId: CompanyId | null
  readonly who: string
}

/**
 * Removes from the new collection of the open move what PostgreSQL does not know of one company: all its rows where it has no documents
 * here, such as one deleted long ago in a collection that is used again; otherwise the rows of documents that are not there, which no
 * document leads to and a verification only counts. Each document is checked under its lock. May be repeated.
 * @throws AppError `conflict` when none is named, `not_found` when there is nothing to remove.
 */
export async function sweepStranger(
  deps: SweepStrangerDeps,
  { companyId, who }: Sweep,
  signal: AbortSignal,
): Promise<StoredMove> {
  const move = await openMove(deps)
  if (companyId === null) throw new AppError('conflict', 'Name the company whose rows are to be removed: --company ID.')
  await using open = new AsyncDisposableStack()
  const survey = await deps.surveyRow(move.to)
  open.defer(() => survey.close())
  const to = await deps.openRow(move.to)
  open.defer(() => to.close())
  const swept = await sweepCompany({ documents: deps.documents, sides: { to }, survey }, companyId, signal)
  if (swept.documents === 0) {
    const place = `The collection "${move.to.name}" has no documents of company ${companyId}`
    const isKnown = (await deps.documents.companies()).includes(companyId)
    const text = `${place}${isKnown ? ' that are unknown here' : ''}. Nothing was removed.`
    throw new AppError('not_found', text)
  }
  await deps.moves.swept(move.id, { companyId, who, ...swept })
  return openMove(deps)
}
