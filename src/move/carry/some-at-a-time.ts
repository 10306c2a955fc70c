import { createLimiter } from '../../flow/limiter.ts'

/** Parallel pieces of work at most, each with its own connection to PostgreSQL. */
export const piecesAtATime = 8

/**
 * Runs `work` for each item, some at a time, and returns the results in the order of the items. Rejects with the first failure,
 * and only when all have ended: nobody then still writes for a slice that was given up.
 */
export async function someAtATime<Item, Result>(
  items: readonly Item[],
  signal: AbortSignal,
  work: (item: Item) => Promise<Result>,
  atATime = piecesAtATime,
): Promise<readonly Result[]> {
  const limiter = createLimiter({ size: atATime })
  const outcomes = await Promise.allSettled(items.map((item) => limiter.run(signal, () => work(item))))
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
