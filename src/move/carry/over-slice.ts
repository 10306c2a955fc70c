import { createLimiter } from '../../flow/limiter.ts'
import type { ListedDocument } from '../../ports/moves/moving-documents.ts'

/** Documents under way at a time. Each is a read, a write and a look for what is left over. */
export const documentsAtATime = 8

/**
 * Runs `work` for each document of a slice, some at a time, and gives the results in the order of the slice. Rejects with the first
 * failure, and only when all have ended: nobody writes for a slice that was given up.
 */
export async function overSlice<T>(
  slice: readonly ListedDocument[],
  signal: AbortSignal,
  work: (document: ListedDocument) => Promise<T>,
): Promise<readonly T[]> {
  const limiter = createLimiter({ size: documentsAtATime })
  const outcomes = await Promise.allSettled(slice.map((document) => limiter.run(signal, () => work(document))))
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}

export const sumOf = <T>(all: readonly T[], figure: (one: T) => number): number =>
  all.reduce((sum, one) => sum + figure(one), 0)
