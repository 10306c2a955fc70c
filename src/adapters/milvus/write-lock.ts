import { displayAddress, endpointOf } from './milvus-options.ts'
import type { Semaphore } from './semaphore.ts'
import { createSemaphore } from './semaphore.ts'
import type { ServerProfile } from './server-profile.ts'
import type { StoreSession } from './store-session.ts'

/**
 * Milvus Lite corrupts its log when two writes to one collection run at a time, loses rows when one runs beside a flush,
 * and guards itself against neither. So both queue here, one queue for each collection in this process, whoever opened the
 * store: that is why it is a module's state.
 */
const queues = new Map<string, Semaphore>()

function queueOf({ options, database }: StoreSession): Semaphore {
  const key = JSON.stringify([displayAddress(endpointOf(options)), database, options.collection])
  const known = queues.get(key)
  if (known !== undefined) return known
  const created = createSemaphore(1)
  queues.set(key, created)
  return created
}

const neverAborted = new AbortController().signal

/**
 * Runs a write, alone on Milvus Lite. There it keeps its place in the queue until the server is done with it, even when the
 * caller gave up: cancelling would let the next write run beside it.
 */
export async function oneAtATimeOnLite<T>(
  session: StoreSession,
  profile: ServerProfile,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (!profile.lite) return work(signal)
  const release = await queueOf(session).acquire(signal)
  try {
    signal.throwIfAborted()
    return await work(neverAborted)
  } finally {
    release()
  }
}
