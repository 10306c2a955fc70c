import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { openMove } from './open-move.ts'

interface PauseDeps {
  readonly moves: Pick<MoveStore, 'open' | 'pause'>
}

/**
 * Pauses or resumes the open move, whatever its state: while it is paused nothing is copied, compared or carried, and both
 * stores are left alone. Nothing is lost, since changes wait in PostgreSQL. Idempotent.
 */
export async function pauseMove(
  deps: PauseDeps,
  { paused, who }: { readonly paused: boolean; readonly who: string },
): Promise<StoredMove> {
  const move = await openMove(deps)
  if ((move.paused !== null) === paused) return move
  await deps.moves.pause(move.id, { paused, who })
  return openMove(deps)
}
