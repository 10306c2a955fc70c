import type { Semaphore } from './semaphore.ts'
import { createSemaphore } from './semaphore.ts'

/**
 * Milvus Lite corrupts its log when two writes to one collection run at a time, and does not guard itself. So writes queue
 * here, one queue for each collection in this process, whoever opened the store: that is why it is a module's state.
 */
const queues = new Map<string, Semaphore>()

export function writeLock(address: string, database: string, collection: string): Semaphore {
  const key = JSON.stringify([address, database, collection])
  const known = queues.get(key)
  if (known !== undefined) return known
  const created = createSemaphore(1)
  queues.set(key, created)
  return created
}
