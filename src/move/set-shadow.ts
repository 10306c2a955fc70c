import { AppError } from '../domain/errors.ts'
import { incompatibilities } from '../domain/fingerprint.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { openMove } from './open-move.ts'

interface ShadowDeps {
  readonly moves: Pick<MoveStore, 'open' | 'setShadow'>
}

/**
 * @property share of the questions, from 0 (none) to 1.
 */
export interface ShadowWish {
  readonly share: number
  readonly who: string
}

/**
 * Sends a share of the questions also to the side that does not answer, once that side is complete and until the move ends.
 * Every process follows within seconds.
 * @throws AppError `conflict` where both sides cannot be asked the same question.
 */
export async function setShadow(deps: ShadowDeps, { share, who }: ShadowWish): Promise<StoredMove> {
  const move = await openMove(deps)
  if (share > 0 && incompatibilities(move.from.fingerprint, move.to.fingerprint).length > 0) {
    throw new AppError(
      'conflict',
      'The two collections have different embedders: they find other passages for the same question, and nothing is learned by comparing them. `atenex migrate verify` compares the rows.',
    )
  }
  await deps.moves.setShadow(move.id, { share, who })
  return openMove(deps)
}
