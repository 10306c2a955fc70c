import { AppError } from '../domain/errors.ts'
import type { MoveSide } from '../domain/move.ts'
import type { ChangeLog } from '../ports/moves/change-log.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { requireGoingOn } from './going-on.ts'
import { dropCollection, type DropDeps } from './drop-collection.ts'
import { noneOpen } from './open-move.ts'

export interface EndDeps extends DropDeps {
  readonly moves: DropDeps['moves'] & Pick<MoveStore, 'list' | 'enter'>
  readonly changes: Pick<ChangeLog, 'head' | 'companies'>
}

export interface EndWish {
  readonly who: string
  /** Name of the collection that is left behind, repeated by whoever wants it deleted; null keeps it. */
  readonly drop: string | null
  /** Delete it also when it holds rows of companies that are not ours. */
  readonly force: boolean
}

interface End {
  readonly state: 'finished' | 'abandoned'
  /** The side that is left behind. */
  readonly side: MoveSide
  /** @throws AppError `conflict` when it cannot end like this now. */
  readonly require: (move: StoredMove) => Promise<void>
}

/** For changes that were committed to the old collection just before a forced cut-over. */
const patienceMs = 20_000
const pauseMs = 200

/**
 * Ends the move: from now on only the new collection receives changes, and there is no roll-back. The old one stays, or is
 * dropped.
 */
export function finishMove(deps: EndDeps, wish: EndWish, signal: AbortSignal): Promise<StoredMove> {
  const require = async ({ state }: StoredMove) => {
    if (state === 'cut_over') return untilCarried(deps, signal)
    const text = `The move is ${state}: it can be finished after the cut-over. "abandon" gives it up.`
    throw new AppError('conflict', text)
  }
  return endMove(deps, { state: 'finished', side: 'from', require }, wish, signal)
}

/** Gives the move up before its cut-over: the old collection keeps answering; the new one stays as it is, or is dropped. */
export function abandonMove(deps: EndDeps, wish: EndWish, signal: AbortSignal): Promise<StoredMove> {
  const require = async ({ state }: StoredMove) => {
    if (state === 'cut_over') throw new AppError('conflict', 'The move is cut over: roll it back first.')
  }
  return endMove(deps, { state: 'abandoned', side: 'to', require }, wish, signal)
}

async function endMove(
  deps: EndDeps,
  end: End,
  { who, drop, force }: EndWish,
  signal: AbortSignal,
): Promise<StoredMove> {
  const move = await newest(deps)
  if (move === null) throw noneOpen()
  const repeated = move.state === end.state && drop !== null
  if (!repeated) {
    if (move.state === 'finished' || move.state === 'abandoned') throw noneOpen()
  }
  // before anything is changed
  if (drop !== null) requireName(move[end.side].name, drop)
  if (!repeated) await end.require(move)
  if (!repeated) await deps.moves.enter(move.id, move.state, end.state, who)
  const ended = { ...move, state: end.state }
  if (drop === null) return ended
  await dropCollection(deps, ended, { side: end.side, who, force }, signal)
  return (await newest(deps)) ?? ended
}

/**
 * After the end nobody carries anything, so what a forced cut-over left behind has to be on the new side first. Later changes
 * are written there directly.
 */
async function untilCarried({ moves, changes, clock }: EndDeps, signal: AbortSignal): Promise<void> {
  const head = await changes.head()
  const until = clock.monotonicMs() + patienceMs
  for (;;) {
    const [move] = await moves.list(1)
    const lag = head - (move?.carried.to ?? head)
    if (lag <= 0) return
    if (move !== undefined) requireGoingOn(move)
    if (clock.monotonicMs() > until) {
      const text = `${lag} ${lag === 1 ? 'change has' : 'changes have'} not been carried to the new collection yet. Try again later.`
      throw new AppError('conflict', text, { retryable: true, details: { lag } })
    }
    await clock.sleep(pauseMs, signal)
  }
}

const newest = async ({ moves }: EndDeps) => (await moves.list(1))[0] ?? null

function requireName(name: string, given: string): void {
  if (given === name) return
  const text = `The collection that is left behind is "${name}", not "${given}". Nothing was changed.`
  throw new AppError('conflict', text)
}
