import { AppError } from '../domain/errors.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { openMove } from './switch-collection.ts'

interface StepDeps {
  readonly moves: Pick<MoveStore, 'open' | 'enter' | 'list'>
}

/** Begins to compare both sides; whoever works at the move does it. @throws AppError `conflict`. */
export async function beginVerification(deps: StepDeps): Promise<StoredMove> {
  const move = await openMove(deps)
  if (move.state === 'verifying') return move
  if (move.state !== 'copied' && move.state !== 'verified') {
    throw new AppError('conflict', `The move is ${move.state}: it can be verified once everything is copied.`)
  }
  await deps.moves.enter(move.id, move.state, 'verifying')
  return openMove(deps)
}

/** Ends the move: from now on only the new collection gets changes, and there is no roll-back. The old one stays as it is. */
export async function finishMove(deps: StepDeps): Promise<StoredMove> {
  const move = await openMove(deps)
  if (move.state !== 'cut_over') {
    throw new AppError(
      'conflict',
      `The move is ${move.state}: it can be finished after the cut-over. "abandon" gives it up.`,
    )
  }
  return end(deps, move, 'finished')
}

/** Gives the move up before its cut-over: the old collection stays the active one, the new one stays as far as it came. */
export async function abandonMove(deps: StepDeps): Promise<StoredMove> {
  const move = await openMove(deps)
  if (move.state === 'cut_over') throw new AppError('conflict', 'The move is cut over: roll it back first.')
  return end(deps, move, 'abandoned')
}

async function end(deps: StepDeps, move: StoredMove, state: 'finished' | 'abandoned'): Promise<StoredMove> {
  await deps.moves.enter(move.id, move.state, state)
  return { ...move, state }
}
