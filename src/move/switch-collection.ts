import { AppError } from '../domain/errors.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { MoveSide } from '../domain/move.ts'
import type { Clock } from '../ports/clock.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'

export interface SwitchDeps {
  readonly moves: Pick<MoveStore, 'open' | 'activate'>
  readonly clock: Clock
}

export interface SwitchWish {
  /** Also without a green verification, and while changes lag behind: answers may then lack documents. */
  readonly force: boolean
  readonly who: string
  /** The only company that is switched; null: all. */
  readonly companyId: CompanyId | null
}

/** Documents go on coming: the moment in which nothing lags is waited for so long. */
const patienceMs = 20_000
const pauseMs = 200

/**
 * Lets the new collection answer, one company or all: one row changes, and every process follows within two seconds. The old one goes
 * on receiving every change, so that a roll-back loses nothing.
 * @throws AppError `conflict` that says what is missing.
 */
export async function cutOver(deps: SwitchDeps, wish: SwitchWish, signal: AbortSignal): Promise<StoredMove> {
  const move = await openMove(deps)
  const goesBack = move.state === 'cut_over' && (wish.companyId !== null || move.switched.size > 0)
  const isForced = wish.force && (move.state === 'copied' || move.state === 'verifying')
  if (move.state !== 'verified' && !isForced && !goesBack) throw new AppError('conflict', whyNot(move))
  return activateSoon(deps, move, 'to', wish, signal)
}

/** Lets the old collection answer again, one company or all. Nothing that was written since is lost: it received every change. */
export async function rollBack(deps: SwitchDeps, wish: SwitchWish, signal: AbortSignal): Promise<StoredMove> {
  const move = await openMove(deps)
  if (move.state !== 'cut_over' && move.switched.size === 0)
    throw new AppError('conflict', `The move is ${move.state}: there is nothing to roll back.`)
  return activateSoon(deps, move, 'from', wish, signal)
}

async function activateSoon(
  deps: SwitchDeps,
  move: StoredMove,
  side: MoveSide,
  { force: lagAllowed, who, companyId }: SwitchWish,
  signal: AbortSignal,
): Promise<StoredMove> {
  const until = deps.clock.monotonicMs() + patienceMs
  for (;;) {
    try {
      await deps.moves.activate(move.id, { side, companyId, lagAllowed, who })
      return await openMove(deps)
    } catch (error) {
      const lags = error instanceof AppError && error.code === 'conflict' && error.retryable
      if (!lags || deps.clock.monotonicMs() > until) throw error
      await deps.clock.sleep(pauseMs, signal)
    }
  }
}

export async function openMove({ moves }: { readonly moves: Pick<MoveStore, 'open'> }): Promise<StoredMove> {
  const move = await moves.open()
  if (move === null) throw new AppError('not_found', 'No move is open. `atenex migrate start` begins one.')
  return move
}

function whyNot({ state, verification }: StoredMove): string {
  switch (state) {
    case 'copying':
      return 'The copy is not complete yet. `atenex migrate status` shows how far it is.'
    case 'copied':
      return verification === null
        ? 'The copy has not been verified. Run `atenex migrate verify` first.'
        : 'The last verification found differences, or the move was rolled back. Run `atenex migrate verify` again.'
    case 'verifying':
      return 'The verification is not complete yet. `atenex migrate status` shows how far it is.'
    case 'verified':
    case 'cut_over':
    case 'finished':
    case 'abandoned':
      return `The move is ${state}.`
  }
}
