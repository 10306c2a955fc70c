import type { DocumentScope } from '../../domain/document.ts'
import type { Clock } from '../../ports/clock.ts'
import type { StoredMove, MoveStore } from '../../ports/moves/move-store.ts'
import type { QuestionTraffic } from '../../ports/moves/question-traffic.ts'
import type { BytePace } from './byte-pace.ts'
import { carryDocuments, type CarryDeps, type Carried } from './carry-documents.ts'
import { nextSlice } from './next-slice.ts'
import { copiedGently, partByPart } from './part-by-part.ts'
import { sumOf } from './sum-of.ts'
import { sweepTarget, type SweepDeps } from './sweep-target.ts'

export interface CopyDeps extends CarryDeps, SweepDeps {
  readonly documents: CarryDeps['documents']
  readonly sides: CarryDeps['sides']
  readonly moves: Pick<MoveStore, 'sliceDone' | 'enter' | 'usedBefore'>
  readonly pace: BytePace
  readonly traffic: QuestionTraffic
  readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>
  /** Documents that lacked rows in the collection they come from. */
  readonly onMissing: (scope: DocumentScope, carried: Carried) => void
}

/**
 * Copies the next slice, newest documents first, and records the progress. When none are left, a collection of an earlier move
 * is swept, and the move enters `copied`.
 * @returns whether there is more to do.
 */
export async function copySlice(deps: CopyDeps, move: StoredMove, signal: AbortSignal): Promise<boolean> {
  const began = deps.clock.monotonicMs()
  const companies = { only: move.companies, not: move.copiedCompanies }
  const slice = await nextSlice(deps, move, companies)
  const last = slice.at(-1)
  if (last === undefined) {
    if (await deps.moves.usedBefore(move)) await sweepTarget(deps, signal)
    await deps.moves.enter(move.id, 'copying', 'copied')
    return false
  }
  const done = await partByPart(deps, slice, copiedGently, signal, async (part) => {
    const carried = await carryDocuments(deps, part, 'to', signal)
    for (const [documentId, one] of carried)
      if (one.missing > 0) deps.onMissing({ companyId: part.companyId, documentId }, one)
    return [...carried.values()]
  })
  const carried = done.flat()
  const bytes = sumOf(carried, (one) => one.bytes)
  const restMs = deps.pace.spent(bytes)
  await deps.moves.sliceDone(move.id, {
    at: last.cursor,
    documents: slice.length,
    rows: sumOf(carried, ({ rows }) => rows),
    bytes,
    // the rest belongs to it: without it the time left would be told as if there were no limit
    ms: deps.clock.monotonicMs() - began + restMs,
  })
  return true
}
