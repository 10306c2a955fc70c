import { untilBegun } from '../../../flow/until-begun.ts'
import type { Limiter } from '../../../flow/limiter.ts'
import { createLimiter } from '../../../flow/limiter.ts'
import { addressOf } from '../calls/milvus-address.ts'
import type { Abilities } from '../collection/abilities.ts'
import type { StoreSession } from '../collection/store-session.ts'

/**
 * Milvus Lite corrupts its log when two writes to one collection run at a time, loses rows when one runs beside a flush,
 * and guards itself against neither. So both queue here, one queue for each collection in this process, whoever opened the
 * store: that is why it is a module's state. Other processes, such as an API that deletes while the worker writes, are kept
 * out by `options.alone`.
 */
const queues = new Map<string, Limiter>()

function queueOf(key: string): Limiter {
  const known = queues.get(key)
  if (known !== undefined) return known
  const created = createLimiter({ size: 1 })
  queues.set(key, created)
  return created
}

/**
 * Milvus Lite 2.5 gives a row the time of its arrival in milliseconds and one 262,144th more for each row since the start, and reads as of the beginning
 * of a millisecond: a count at once after a write misses it, and a deletion too. This covers the millisecond and the first two million rows.
 */
const settleMs = 10

/**
 * Runs a write, alone where the server does not guard itself. A caller that gives up while the write waits for its turn is
 * let go at once, and nothing is written then; once it has begun, both the caller and the place in the queue are kept until
 * the write has ended. Returns when whoever reads next sees it.
 */
export async function writeAlone<T>(
  { client, options, database }: StoreSession,
  { guardsWrites, showsWritesAtOnce }: Abilities,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  if (guardsWrites) return work()
  const name = JSON.stringify([addressOf(options), database, options.collection])
  const { alone = (_name, inner) => inner() } = options
  const release = await queueOf(name).acquire(signal)
  const result = await untilBegun(signal, (begin) =>
    alone(`milvus lite write ${name}`, async () => {
      begin()
      return work()
    }).finally(release),
  )
  if (!showsWritesAtOnce) await client.clock.sleep(settleMs)
  return result
}
