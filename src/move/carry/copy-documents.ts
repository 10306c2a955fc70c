import { createLimiter } from '../../flow/limiter.ts'
import type { DocumentScope } from '../../domain/document.ts'
import type { StoredMove, MoveStore } from '../../ports/moves/move-store.ts'
import { carryDocument, type CarryDeps, type Carried } from './carry-document.ts'

export interface CopyDeps extends CarryDeps {
  readonly moves: Pick<MoveStore, 'sliceDone' | 'enter'>
  /** Documents that lacked rows in the collection they come from. */
  readonly onMissing: (scope: DocumentScope, carried: Carried) => void
}

/** Documents a slice: what is copied again after a kill is at most one of them. */
export const sliceSize = 64
/** Documents under way at a time. Each is a read, a write and a look for what is left over. */
export const documentsAtATime = 8

/**
 * Copies the next slice, newest documents first, and keeps how far it came. Enters `copied` when there was none left.
 * @returns whether there is more to do.
 */
export async function copySlice(deps: CopyDeps, move: StoredMove, signal: AbortSignal): Promise<boolean> {
  const slice = await deps.documents.processedAfter(move.at, sliceSize)
  const last = slice.at(-1)
  if (last === undefined) {
    await deps.moves.enter(move.id, 'copying', 'copied')
    return false
  }
  const limiter = createLimiter({ size: documentsAtATime })
  const copyOne = async (scope: DocumentScope): Promise<number> => {
    const carried = await carryDocument(deps, scope, 'to', signal)
    if (carried.missing > 0) deps.onMissing(scope, carried)
    return carried.rows
  }
  // all have ended before anything is kept or thrown: nobody writes for a slice that was given up
  const outcomes = await Promise.allSettled(slice.map((scope) => limiter.run(signal, () => copyOne(scope))))
  let rows = 0
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason
    rows += outcome.value
  }
  await deps.moves.sliceDone(move.id, { at: last.cursor, documents: slice.length, rows })
  return true
}
