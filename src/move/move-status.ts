import type { MoveSide } from '../domain/move.ts'
import type { ChangeLog } from '../ports/moves/change-log.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'

export interface MoveStatus {
  readonly move: StoredMove
  /** Changes that are not on this side yet. */
  readonly lag: Readonly<Record<MoveSide, number>>
}

export interface StatusDeps {
  readonly moves: Pick<MoveStore, 'list'>
  readonly changes: Pick<ChangeLog, 'head'>
}

/** The open move, or the last one; null when there never was one. */
export async function moveStatus(deps: StatusDeps): Promise<MoveStatus | null> {
  const head = await deps.changes.head()
  const [move] = await deps.moves.list(1)
  if (move === undefined) return null
  const lag = { from: Math.max(0, head - move.carried.from), to: Math.max(0, head - move.carried.to) }
  return { move, lag }
}
