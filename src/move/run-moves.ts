// Moves of all vectors from one collection to another while the product runs; docs/moving.md has the picture. A worker enters here:
// `work-at-move.ts` copies and carries changes (`carry/`, its rows from `rows/`) and compares (`verify/`). The files for operators are
// `plan/`, `start-move.ts`, `switch-collection.ts`, `end-move.ts` and the like; `ledger/` copies collections that are not ours.
import { toAppError } from '../domain/errors.ts'
import { sayOnce, type SaidOnce } from '../flow/said-once.ts'
import type { StoredMove } from '../ports/moves/move-store.ts'
import { goesOn, workAtMove, type OpenSides, type WorkDeps } from './work-at-move.ts'

export interface RunMovesDeps extends WorkDeps {
  /** Opens both collections, and creates the new one when it is not there. @throws AppError when that cannot be done now. */
  readonly openSides: (move: StoredMove, signal: AbortSignal) => Promise<OpenSides>
}

/** Between two looks whether there is a move to work at. */
const lookMs = 500
/** Pause after a failure, so that a store that is away is not asked incessantly. */
const afterFailureMs = 3_000

/**
 * Works at whatever move is open until the signal fires: one process of the installation at a time. When a process dies, another
 * continues at the last slice.
 */
export async function runMoves(deps: RunMovesDeps, signal: AbortSignal): Promise<void> {
  // two things that fail: whether there is a move to work at, and that work
  const { log, clock } = deps
  const looking = sayOnce({ log, clock, who: 'the look for moves', does: 'waits', again: 'works again' })
  const working = sayOnce({ log, clock, who: 'the move', does: 'waits', again: 'was worked at without a failure' })
  while (!signal.aborted) {
    try {
      if (goesOn(await deps.moves.open()))
        await deps.moves.lead((lost) => leadMove(deps, working, AbortSignal.any([signal, lost])))
      looking.works()
    } catch (error) {
      if (signal.aborted) return
      looking.fails(error)
    }
    await deps.clock.sleep(lookMs, signal).catch(() => undefined)
  }
}

/**
 * Runs until the move has ended or is paused, the signal fires, or something fails: then the problem is recorded for `status`.
 */
async function leadMove(deps: RunMovesDeps, told: SaidOnce, signal: AbortSignal): Promise<void> {
  const move = await deps.moves.open()
  if (!goesOn(move)) return
  try {
    const open = await deps.openSides(move, signal)
    try {
      await workAtMove({ ...deps, ...open }, signal)
      told.works()
    } finally {
      await open.close()
    }
  } catch (error) {
    if (signal.aborted) return
    told.fails(error)
    await deps.moves.trouble(move.id, toAppError(error).message)
    await deps.clock.sleep(afterFailureMs, signal).catch(() => undefined)
  }
}
