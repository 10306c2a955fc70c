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
}

/** Of the time a piece took, before the next one begins: a question in three then meets none (decision 0113). */
const restShare = 0.5

/**
 * As `someAtATime`, but one after the other while users ask: on a small machine a processor is then left to questions, because
 * one store is not read while the other writes; and with a rest after each.
 */
export function besideUsers<Item, Result>(
  { items, traffic, clock, signal, atATime }: BesideUsers<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const alone = createLimiter({ size: 1 })
  const withRest = async (item: Item) => {
    const began = clock.monotonicMs()
    const result = await work(item)
    await clock.sleep(restShare * (clock.monotonicMs() - began), signal)
    return result
  }
  const besideThem = async (item: Item) => {
    if (traffic !== null && (await traffic.isBusy())) return alone.run(signal, () => withRest(item))
    return work(item)
  }
  return someAtATime(items, signal, besideThem, atATime)
}

/** Rebuilding rows mostly waits for the embedder, which already gives way to that of questions. */
export const trafficOf = ({
  rows,
  traffic,
}: {
  readonly rows: Pick<RowSource, 'sameVectors'>
  readonly traffic: QuestionTraffic
}): QuestionTraffic | null => (rows.sameVectors ? traffic : null)
