import { toAppError } from '../../domain/errors.ts'
import type { Readiness, Reason } from '../../http/routes/health.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { Parts } from '../parts/parts.ts'
import { withConfiguredStores } from './configured-stores.ts'

/** A probe comes every few seconds; the vector store is asked no more often than this. */
const storeAskedEveryMs = 5_000
const storeTimeoutMs = 2_000

type ReadinessDeps = Pick<Parts, 'collectionStore' | 'current' | 'clock' | 'config' | 'storeDeps'>

/**
 * Without PostgreSQL nothing can be answered. Without the vector store questions fail, but uploads, lists and chats go on,
 * and taking the process out of service would not bring the store back: that is `degraded`, with the reason.
 */
export function createReadiness(deps: ReadinessDeps): () => Promise<Readiness> {
  const { collectionStore, current, clock } = deps
  let askedAt = -Infinity
  let degraded: readonly Reason[] = []
  return async () => {
    try {
      await collectionStore.active()
    } catch {
      // any failure of this one query means the same to whoever routes requests
      return { fatal: [{ part: 'database', detail: 'PostgreSQL does not answer' }], degraded }
    }
    if (clock.monotonicMs() - askedAt > storeAskedEveryMs) {
      askedAt = clock.monotonicMs()
      degraded = await reasons(deps)
      // it may be chosen at any moment, and asking costs next to nothing as long as a store answers
      if (current.peek() === null) askedAt = -Infinity
    }
    return { fatal: [], degraded }
  }
}

async function reasons(deps: ReadinessDeps): Promise<readonly Reason[]> {
  const { current } = deps
  try {
    if (current.peek() === null) await current.refresh()
  } catch (error) {
    return [{ part: 'vector store', detail: toAppError(error).message }]
  }
  const open = current.peek()
  if (open === null) return whyUnchosen(deps)
  const asked = await Promise.all(open.stores.map((store) => askStore(store, open.row.name)))
  return asked.flat()
}

/** A store that does not answer, or refuses us, is why; otherwise no worker has come by yet. */
async function whyUnchosen(deps: ReadinessDeps): Promise<readonly Reason[]> {
  const refused = await withConfiguredStores(deps, async (stores) => {
    const asked = await Promise.allSettled(stores.map((store) => store.info(AbortSignal.timeout(storeTimeoutMs))))
    return asked.flatMap((one) => (one.status === 'rejected' ? [toAppError(one.reason).message] : []))
  })
  if (refused.length > 0) return [...new Set(refused)].map((detail) => ({ part: 'vector store', detail }))
  const detail = 'no collection has been chosen yet: the first worker does that, or `atenex db migrate`'
  return [{ part: 'collection', detail }]
}

async function askStore(vectors: VectorStore, collection: string): Promise<readonly Reason[]> {
  try {
    if ((await vectors.describe(AbortSignal.timeout(storeTimeoutMs))) !== null) return []
    const detail = `the vector store has no collection "${collection}": \`atenex db migrate\` or the next start of a worker creates it`
    return [{ part: 'collection', detail }]
  } catch (error) {
    return [{ part: 'vector store', detail: toAppError(error).message }]
  }
}
