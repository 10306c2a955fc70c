import { companiesOf, includesCompany, type MoveSide } from '../../domain/move.ts'
import type { ChangeLog } from '../../ports/moves/change-log.ts'
import type { MoveStore, StoredMove } from '../../ports/moves/move-store.ts'
import { carryDocuments, type CarryDeps } from './carry-documents.ts'
import { partsOfChanged } from './cut-slice.ts'
import { fullSlices } from './slice-limits.ts'
import { someAtATime } from './some-at-a-time.ts'

export interface MirrorDeps extends CarryDeps {
  readonly changes: ChangeLog
  readonly moves: Pick<MoveStore, 'carried'>
}

/**
 * Carries the next changes to one side. The cursor moves only when all of them have arrived.
 * @returns whether everything committed before it began has been carried.
 */
export async function mirrorChanges(
  deps: MirrorDeps,
  move: StoredMove,
  side: MoveSide,
  signal: AbortSignal,
): Promise<boolean> {
  // asked first: what is committed up to here is in the entries read below, or before them
  const head = await deps.changes.head()
  const carried = move.carried[side]
  if (carried >= head) return true
  const { changes: most } = deps.limits ?? fullSlices
  const changes = await deps.changes.after(carried, most)
  // the last change of a document stands for all of them: what is carried is how the document is now
  const last = new Map(changes.map((change) => [change.documentId, change]))
  const companies = companiesOf(move)
  // what a side was written by whoever made the change is there already, and other companies are none of this move's
  const others = [...last.values()].filter(
    (change) => change.collectionId !== move[side].id && includesCompany(companies, change.companyId),
  )
  const parts = partsOfChanged(others, deps.rows.rowsTogether > 0)
  await someAtATime(parts, signal, (part) => carryDocuments(deps, part, side, signal))
  const seq = changes.length < most ? Math.max(head, changes.at(-1)?.seq ?? 0) : (changes.at(-1)?.seq ?? head)
  await deps.moves.carried(move.id, side, seq)
  return seq >= head
}
