import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { openMove } from './open-move.ts'

interface PauseDeps {
  readonly moves: Pick<MoveStore, 'open' | 'pause'>
}

/**
 * Stops the work at the open move, whatever its state, or lets it go on: nothing is copied, compared or carried in between, and both
 * stores are left alone. Nothing is lost: changes wait in PostgreSQL. Asked again, it is success.
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
