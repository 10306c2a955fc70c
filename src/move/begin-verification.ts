import { AppError } from '../domain/errors.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { openMove } from './switch-collection.ts'

interface StepDeps {
  readonly moves: Pick<MoveStore, 'open' | 'enter'>
}

/** Begins to compare both sides; whoever works at the move does it. @throws AppError `conflict`. */
export async function beginVerification(deps: StepDeps, who: string): Promise<StoredMove> {
  const move = await openMove(deps)
  if (move.state === 'verifying') return move
  if (move.state !== 'copied' && move.state !== 'verified') {
    throw new AppError('conflict', `The move is ${move.state}: it can be verified once everything is copied.`)
  }
  await deps.moves.enter(move.id, move.state, 'verifying', who)
  return openMove(deps)
}
