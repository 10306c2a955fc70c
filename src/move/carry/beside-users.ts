import { createLimiter } from '../../flow/limiter.ts'
import type { Clock } from '../../ports/clock.ts'
import type { QuestionTraffic } from '../../ports/moves/question-traffic.ts'
import type { RowSource } from '../rows/row-source.ts'
import { someAtATime } from './some-at-a-time.ts'

interface BesideUsers<Item> {
  readonly items: readonly Item[]
  /** Null: the work keeps to itself, whoever asks. */
  readonly traffic: QuestionTraffic | null
  /** While nobody asks. */
  readonly atATime?: number
  readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>
  readonly signal: AbortSignal
  /** Rested after each piece before the next one begins, as a share of the time it took. */
  readonly rest?: number
  /** What an item is cut into while users ask; left as it is when left out. */
  readonly cut?: (item: Item) => readonly Item[]
}

/** Every other question then meets no piece (decision 0220). */
const asLong = 1

/**
 * As `someAtATime`, but one after the other while users ask: on a small machine a processor is then left to questions, because
 * one store is not read while the other writes; and in small pieces, with a rest after each.
 * @returns what came of each item, or of its pieces, in their order
 */
export async function besideUsers<Item, Result>(
  { items, traffic, clock, signal, atATime, rest = asLong, cut = (item) => [item] }: BesideUsers<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const alone = createLimiter({ size: 1 })
  const withRest = async (item: Item) => {
    const began = clock.monotonicMs()
    const result = await work(item)
    await clock.sleep(rest * (clock.monotonicMs() - began), signal)
    return result
  }
  const besideThem = async (item: Item) => {
    if (traffic === null || !(await traffic.isBusy())) return [await work(item)]
    const results: Result[] = []
    for (const piece of cut(item)) results.push(await alone.run(signal, () => withRest(piece)))
    return results
  }
  return (await someAtATime(items, signal, besideThem, atATime)).flat()
}

/** Rebuilding rows mostly waits for the embedder, which already gives way to that of questions. */
export const trafficOf = ({
  rows,
  traffic,
}: {
  readonly rows: Pick<RowSource, 'sameVectors'>
  readonly traffic: QuestionTraffic
}): QuestionTraffic | null => (rows.sameVectors ? traffic : null)
