import { AppError, toAppError } from '../domain/errors.ts'
import type { MoveSide } from '../domain/move.ts'
import type { Clock } from '../ports/clock.ts'
import type { CollectionRow } from '../ports/collection-store.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import type { VectorStore } from '../ports/vector-store.ts'

export interface DropDeps {
  readonly moves: Pick<MoveStore, 'drop' | 'sinceSwitch'>
  /** Opens the collection a row names, with the credentials that may write. The caller closes it. */
  readonly openRow: (row: CollectionRow) => Promise<VectorStore>
  readonly clock: Clock
}

/** Every process follows a switch within two seconds; a question that began before it may still be looking for passages. */
const followedMs = 15_000

/**
 * Deletes the collection an ended move has left behind. May be repeated: a server that was away is asked again.
 * @throws AppError `conflict` when it is the one that answers, by whatever address, or the one that answers cannot be seen.
 */
export async function dropCollection(
  deps: DropDeps,
  move: StoredMove,
  { side, who }: { readonly side: MoveSide; readonly who: string },
  signal: AbortSignal,
): Promise<void> {
  await untilFollowed(deps, move, signal)
  try {
    await deps.moves.drop(move.id, { side, who }, async (active, lost) => {
      const either = AbortSignal.any([signal, lost])
      await using open = new AsyncDisposableStack()
      const [left, answering] = [await deps.openRow(move[side]), await deps.openRow(active)]
      for (const store of [left, answering]) open.defer(() => store.close())
      await requireAnother(left, answering, active.name, either)
      await left.drop(either)
    })
  } catch (error) {
    const { code, message, retryable } = toAppError(error)
    const again = `atenex migrate ${move.state === 'finished' ? 'finish' : 'abandon'} --drop ${move[side].name}`
    const text = `The move is ${move.state}, but the collection "${move[side].name}" was not deleted: ${message} Repeat: ${again}`
    throw new AppError(code, text, { retryable, cause: error })
  }
}

/** Two addresses may lead to one server. */
async function requireAnother(
  left: VectorStore,
  answering: VectorStore,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const [old, now] = [await left.describe(signal), await answering.describe(signal)]
  if (now === null) throw new AppError('conflict', `The collection "${name}", which should answer, is not there.`)
  const identity = old?.identity ?? null
  if (identity === null || identity !== now.identity) return
  throw new AppError('conflict', `Both addresses lead to the same collection "${name}", which answers questions.`)
}

async function untilFollowed({ moves, clock }: DropDeps, move: StoredMove, signal: AbortSignal): Promise<void> {
  const ago = await moves.sinceSwitch(move.id)
  if (ago !== null && ago < followedMs) await clock.sleep(followedMs - ago, signal)
}
