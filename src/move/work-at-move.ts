import { AppError } from '../domain/errors.ts'
import { moveSides } from '../domain/move.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ChangeLog } from '../ports/moves/change-log.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import type { QuestionTraffic } from '../ports/moves/question-traffic.ts'
import type { MovingDocuments } from '../ports/moves/moving-documents.ts'
import type { BytePace } from './carry/byte-pace.ts'
import type { CarryDeps } from './carry/carry-documents.ts'
import { copySlice } from './carry/copy-documents.ts'
import { heldByMove } from './carry/held-already.ts'
import { mirrorChanges } from './carry/mirror-changes.ts'
import { sliceLimits } from './carry/slice-limits.ts'
import type { SweepDeps } from './carry/sweep-target.ts'
import { verifySlice } from './verify/verify-documents.ts'

/** What one process has open while it works at a move. */
export interface OpenSides extends Pick<CarryDeps, 'sides' | 'rows'>, Pick<SweepDeps, 'survey'> {
  close(): Promise<void>
}

export interface WorkDeps {
  readonly moves: MoveStore
  readonly changes: ChangeLog
  readonly documents: MovingDocuments
  /** Of the copy. */
  readonly pace: BytePace
  readonly traffic: QuestionTraffic
  readonly clock: Clock
  readonly log: Log
}

/** Interval between checks whether the move may continue. */
const lookMs = 2_000
/** Interval between checks for changes while there is nothing else to do. */
const idleMs = 300

/** Both stores are left alone while it is paused. */
export const goesOn = (move: StoredMove | null): move is StoredMove => move !== null && move.paused === null

type Working = WorkDeps & OpenSides & Pick<CarryDeps, 'limits'>

/**
 * Copies, compares and carries changes until the move has ended or is paused, or the signal fires. Work under way when it is
 * paused is abandoned, and done again when it resumes.
 */
export async function workAtMove(deps: Working, signal: AbortSignal): Promise<void> {
  const [paused, done] = [new AbortController(), new AbortController()]
  const watching = watchPause(deps, paused, AbortSignal.any([signal, done.signal]))
  try {
    await takeTurns(deps, AbortSignal.any([signal, paused.signal]))
  } catch (error) {
    if (!paused.signal.aborted) throw error
  } finally {
    done.abort()
    await watching
  }
}

async function watchPause({ moves, clock }: Working, paused: AbortController, end: AbortSignal): Promise<void> {
  while (!end.aborted && !paused.signal.aborted) {
    await clock.sleep(lookMs, end).catch(() => undefined)
    // a database that is away is told by those who work
    const move = end.aborted ? null : await moves.open().catch(() => null)
    if (move !== null && move.paused !== null) paused.abort(new AppError('cancelled', 'The move was paused.'))
  }
}

async function takeTurns(deps: Working, signal: AbortSignal): Promise<void> {
  let turns = 0
  for (let move = await deps.moves.open(); goesOn(move) && !signal.aborted; move = await deps.moves.open()) {
    const busy = await turn({ ...deps, limits: sliceLimits(turns) }, move, signal)
    turns += 1
    if (move.trouble !== null) await deps.moves.trouble(move.id, null)
    if (!busy) await deps.clock.sleep(idleMs, signal).catch(() => undefined)
  }
}

/** With what each side holds, as the move stands now. */
const carrying = (deps: Working, move: StoredMove) => ({ ...deps, heldAlready: heldByMove(deps.changes, move) })

/**
 * Changes come first, so that the lag stays short however long the copy takes.
 * @returns whether there is more to do right now.
 */
async function turn(deps: Working, move: StoredMove, signal: AbortSignal): Promise<boolean> {
  const mirrored = await mirrorBoth(deps, move, signal)
  const worked = await sliceOf(deps, move, signal)
  return worked || !mirrored
}

/**
 * A side that is away does not hold up what the other can receive without it.
 * @returns whether all changes are carried.
 */
async function mirrorBoth(deps: Working, move: StoredMove, signal: AbortSignal): Promise<boolean> {
  const failures: unknown[] = []
  let all = true
  for (const side of moveSides) {
    try {
      all = (await mirrorChanges(carrying(deps, move), move, side, signal)) && all
    } catch (error) {
      if (signal.aborted) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return all
}

function sliceOf(deps: Working, move: StoredMove, signal: AbortSignal): Promise<boolean> | boolean {
  switch (move.state) {
    case 'copying':
      if (!deps.pace.due()) return false
      return copySlice(
        { ...carrying(deps, move), onMissing: (scope, { missing }) => tellMissing(deps, scope, missing) },
        move,
        signal,
      )
    case 'verifying':
      return verifySlice({ ...carrying(deps, move), catchUp: () => catchUp(deps, move.id, signal) }, move, signal)
    case 'copied':
    case 'verified':
    case 'cut_over':
    case 'finished':
    case 'abandoned':
      return false
  }
}

/**
 * What arrives meanwhile is left to the next turn, so that a steady stream of documents cannot keep a verification from ending.
 */
async function catchUp(deps: Working, id: string, signal: AbortSignal): Promise<void> {
  const head = await deps.changes.head()
  while (!signal.aborted) {
    const move = await deps.moves.open()
    if (move?.id !== id || move.paused !== null) return
    const behind = moveSides.filter((side) => move.carried[side] < head)
    if (behind.length === 0) return
    for (const side of behind) await mirrorChanges(carrying(deps, move), move, side, signal)
  }
}

function tellMissing(deps: Working, scope: object, missing: number): void {
  deps.log.warn({ ...scope, missing }, 'a document has fewer rows in the old collection than in PostgreSQL')
}
