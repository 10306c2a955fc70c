import { activeSide, type MoveSide } from '../../domain/move.ts'
import type { Change, ChangeLog } from '../../ports/moves/change-log.ts'
import type { MoveStore, StoredMove } from '../../ports/moves/move-store.ts'
import { carryDocuments, clearGone, type CarryDeps } from './carry-documents.ts'
import { someAtATime } from './some-at-a-time.ts'

export interface MirrorDeps extends CarryDeps {
  readonly changes: ChangeLog
  readonly moves: Pick<MoveStore, 'carried'>
}

/** Changes a turn; how far it came is kept after each turn. */
const changesATurn = 64

/**
 * Carries the next changes to one side. The cursor moves only when all of them are there.
 * @returns whether everything that had been committed when it began has been carried.
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
  const changes = await deps.changes.after(carried, changesATurn)
  // the last change of a document stands for all of them: what is carried is how the document is now
  const last = new Map(changes.map((change) => [change.documentId, change]))
  await someAtATime([...last.values()], signal, (change) => carryChange(deps, move, change, side, signal))
  const complete = changes.length < changesATurn
  const seq = complete ? Math.max(head, changes.at(-1)?.seq ?? 0) : (changes.at(-1)?.seq ?? head)
  await deps.moves.carried(move.id, side, seq)
  return complete
}

async function carryChange(
  deps: MirrorDeps,
  move: StoredMove,
  change: Change,
  side: MoveSide,
  signal: AbortSignal,
): Promise<void> {
  if (change.collectionId === move[side].id) return
  // the active side is written first, by whoever made the change; only what it must not have any more is looked for there
  if (side === activeSide(move.state)) await clearGone(deps, change, side, signal)
  else await carryDocuments(deps, { companyId: change.companyId, documentIds: [change.documentId] }, side, signal)
}
