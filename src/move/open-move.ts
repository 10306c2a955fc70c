import { AppError } from '../domain/errors.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'

/** The move that is neither finished nor abandoned. @throws AppError `not_found` when there is none. */
export async function openMove({ moves }: { readonly moves: Pick<MoveStore, 'open'> }): Promise<StoredMove> {
  const move = await moves.open()
  if (move === null) throw noneOpen()
  return move
}

export const noneOpen = (): AppError => new AppError('not_found', 'No move is open. `atenex migrate start` begins one.')
