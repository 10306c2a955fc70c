import { AppError, toAppError } from '../domain/errors.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { MoveSide, Paused, Verification } from '../domain/move.ts'
import type { Clock } from '../ports/clock.ts'
import type { CollectionRow } from '../ports/collection-store.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import type { VectorStore } from '../ports/vector-store.ts'
import { pausedBy, requireGoingOn } from './going-on.ts'
import { openMove } from './open-move.ts'

export interface SwitchDeps {
  readonly moves: Pick<MoveStore, 'open' | 'activate'>
  readonly clock: Clock
  /** Opens the collection a row names. The caller closes it. */
  readonly openRow: (row: CollectionRow) => Promise<VectorStore>
}

export interface SwitchWish {
  /**
   * Also without a green verification, while changes lag, and when the collection that is to answer cannot be reached: answers
   * may then lack documents.
   */
  readonly force: boolean
  readonly who: string
  /** The only company that is switched; null: all. */
  readonly companyId: CompanyId | null
}

/** How long to wait for a moment without lag, while documents keep coming. */
const patienceMs = 20_000
const pauseMs = 200

/**
 * Lets the new collection answer, for one company or all: one row changes, and every process follows within two seconds. The old
 * one still receives every change, so a roll-back loses nothing.
 * @throws AppError `conflict` that says what is missing.
 */
export async function cutOver(deps: SwitchDeps, wish: SwitchWish, signal: AbortSignal): Promise<StoredMove> {
  const move = await openMove(deps)
  const goesBack = move.state === 'cut_over' && (wish.companyId !== null || move.switched.size > 0)
  if (!wish.force) requireGoingOn(move)
  const isForced = wish.force && (move.state === 'copied' || move.state === 'verifying')
  if (move.state !== 'verified' && !isForced && !goesBack) throw new AppError('conflict', whyNot(move))
  return activateSoon(deps, move, 'to', wish, signal)
}

/** Lets the old collection answer again, for one company or all. Nothing written since is lost: it received every change. */
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
  if (!lagAllowed) await requireAnswer(deps, move[side], signal)
  const until = deps.clock.monotonicMs() + patienceMs
  for (;;) {
    try {
      await deps.moves.activate(move.id, { side, companyId, lagAllowed, who })
      return await openMove(deps)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict' && error.retryable)) throw error
      if (move.paused !== null) throw standing(error, move.paused)
      if (deps.clock.monotonicMs() > until) throw error
      await deps.clock.sleep(pauseMs, signal)
    }
  }
}

/** Nobody carries what lags. */
const standing = (error: AppError, paused: Paused) =>
  new AppError(error.code, `${error.message} ${pausedBy(paused)}`, { details: error.details, cause: error })

/** Nothing may lag, and the server be away all the same. */
async function requireAnswer({ openRow }: SwitchDeps, row: CollectionRow, signal: AbortSignal): Promise<void> {
  const place = `The collection "${row.name}" at ${row.address ?? row.store}`
  let isThere = false
  try {
    const store = await openRow(row)
    try {
      isThere = (await store.describe(signal)) !== null
    } finally {
      await store.close()
    }
  } catch (error) {
    if (signal.aborted) throw error
    const { code, message, retryable } = toAppError(error)
    const text = `${place} does not answer, so nothing was switched: ${message} Bring it back first.`
    throw new AppError(code, text, { retryable, cause: error })
  }
  if (isThere) return
  throw new AppError(
    'conflict',
    `${place} is not there any more, so nothing was switched. See \`atenex migrate status\`.`,
  )
}

function ownerless([first, ...more]: Verification['unowned']): string {
  const whose = `company ${first?.companyId}${more.length > 0 ? ` and ${more.length} more` : ''}`
  return (
    `The last verification found rows in the new collection that belong to no document, of ${whose}. ` +
    `\`atenex migrate sweep --company ${first?.companyId}\` removes them; then run \`atenex migrate verify\` again.`
  )
}

function whyNot({ state, verification }: StoredMove): string {
  switch (state) {
    case 'copying':
      return 'The copy is not complete yet. `atenex migrate status` shows how far it is.'
    case 'copied':
      if (verification === null) return 'The copy has not been verified. Run `atenex migrate verify` first.'
      return verification.unowned.length > 0
        ? ownerless(verification.unowned)
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
