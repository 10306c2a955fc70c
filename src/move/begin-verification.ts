import { AppError } from '../domain/errors.ts'
import type { VectorTolerance } from '../domain/vector-tolerance.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { requireGoingOn } from './going-on.ts'
import { openMove } from './open-move.ts'

interface StepDeps {
  readonly moves: Pick<MoveStore, 'open' | 'verify'>
}

/**
 * Begins the comparison of both sides; the worker of the move does it.
 * @param tolerance how much a vector may differ, for a target that keeps fewer digits of its numbers; null: not in a single bit.
 * @throws AppError `conflict`.
 */
export async function beginVerification(
  deps: StepDeps,
  who: string,
  tolerance: VectorTolerance | null = null,
): Promise<StoredMove> {
  const move = await openMove(deps)
  requireGoingOn(move)
  if (move.state === 'verifying') {
    if (move.tolerance === tolerance) return move
    const text = `A verification with ${move.tolerance ?? 'no'} tolerance is under way; wait for its end.`
    throw new AppError('conflict', text)
  }
  if (move.state !== 'copied' && move.state !== 'verified') {
    throw new AppError('conflict', `The move is ${move.state}: it can be verified once everything is copied.`)
  }
  await deps.moves.verify(move.id, move.state, { who, tolerance })
  return openMove(deps)
}
