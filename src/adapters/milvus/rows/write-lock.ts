import { displayAddress, endpointOf } from '../calls/milvus-options.ts'
import type { Limiter } from '../../../flow/limiter.ts'
import { createLimiter } from '../../../flow/limiter.ts'
import type { ServerProfile } from '../collection/server-profile.ts'
import { unlessAborted } from '../../../flow/timeout.ts'
import type { StoreSession } from '../collection/store-session.ts'

/**
 * Milvus Lite corrupts its log when two writes to one collection run at a time, loses rows when one runs beside a flush,
 * and guards itself against neither. So both queue here, one queue for each collection in this process, whoever opened the
 * store: that is why it is a module's state. Other processes, such as an API that deletes while the worker writes, are kept
 * out by `options.alone`.
 */
const queues = new Map<string, Limiter>()

const nameOf = ({ options, database }: StoreSession) =>
  JSON.stringify([displayAddress(endpointOf(options)), database, options.collection])

function queueOf(key: string): Limiter {
  const known = queues.get(key)
  if (known !== undefined) return known
  const created = createLimiter({ size: 1 })
  queues.set(key, created)
  return created
}

/**
 * Runs a write, alone on Milvus Lite. There it keeps its place in the queue until the server is done with it, even when the
 * caller gave up, who is let go at once: cancelling would let the next write run beside it.
 */
export async function oneAtATimeOnLite<T>(
  session: StoreSession,
  profile: ServerProfile,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (profile.abilities.guardsWrites) return work(signal)
  const name = nameOf(session)
  const { alone = (_name, inner) => inner() } = session.options
  const release = await queueOf(name).acquire(signal)
  const running = alone(`milvus lite write ${name}`, async () => {
    signal.throwIfAborted()
    return work(session.life)
  }).finally(release)
  return unlessAborted(running, signal)
}

/** Resolves when the writes of this process to the collection have ended, at the latest after `limitMs`. */
export async function writesEnded(session: StoreSession, limitMs: number): Promise<void> {
  const queue = queues.get(nameOf(session))
  if (queue === undefined) return
  try {
    const release = await queue.acquire(AbortSignal.timeout(limitMs))
    release()
  } catch {
    session.options.log.warn({ limitMs }, 'closed the vector store while a write was under way')
  }
}
