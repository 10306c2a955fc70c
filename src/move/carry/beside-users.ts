import { createLimiter } from '../../flow/limiter.ts'
import type { QuestionTraffic } from '../../ports/moves/question-traffic.ts'
import type { RowSource } from '../rows/row-source.ts'
import { someAtATime } from './some-at-a-time.ts'

interface BesideUsers<Item> {
  readonly items: readonly Item[]
  /** Null: the work keeps to itself, whoever asks. */
  readonly traffic: QuestionTraffic | null
  /** While nobody asks. */
  readonly atATime?: number
  readonly signal: AbortSignal
}

/**
 * As `someAtATime`, but one after the other while users ask: on a small machine a processor is then left to questions, because
 * one store is not read while the other writes.
 */
export function besideUsers<Item, Result>(
  { items, traffic, signal, atATime }: BesideUsers<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const alone = createLimiter({ size: 1 })
  const besideThem = async (item: Item) => {
    if (traffic !== null && (await traffic.isBusy())) return alone.run(signal, () => work(item))
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
