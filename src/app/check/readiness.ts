import { toAppError } from '../../domain/errors.ts'
import { singleFlight } from '../../flow/single-flight.ts'
import type { Reason } from '../../http/routes/health.ts'
import type { CollectionStore } from '../../ports/collection-store.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { openNow } from '../collections/current.ts'
import type { OpenCollection } from '../collections/open-collection.ts'
import type { Parts } from '../parts/parts.ts'
import { withConfiguredStores } from './configured-stores.ts'

/** Probes come every few seconds; the vector store is asked no more often than this. */
const storeAskedEveryMs = 5_000
const storeTimeoutMs = 2_000

type ReadinessDeps = Pick<Parts, 'current' | 'clock' | 'config' | 'storeDeps'> & {
  readonly collectionStore: Pick<CollectionStore, 'active'>
}

/** Below the time-out of a probe, so that a hanging database is reported as such. */
const databaseTimeoutMs = 2_000

/**
 * What is missing so that some requests fail: `degraded`, with the reason. Without the vector store uploads, lists and chats
 * work; without PostgreSQL every request is told so. The process is ready all the same: taking it out of service would not bring
 * the other service back, and clients would learn nothing instead of the reason.
 */
export function createReadiness(deps: ReadinessDeps): () => Promise<readonly Reason[]> {
  const { collectionStore, current, clock } = deps
  const askDatabase = singleFlight(() => collectionStore.active())
  let askedAt = -Infinity
  let missing: readonly Reason[] = []
  return async () => {
    try {
      await askDatabase(AbortSignal.timeout(databaseTimeoutMs))
    } catch {
      // any failure of this one query means the same to whoever routes requests
      return [{ part: 'database', detail: 'PostgreSQL does not answer' }, ...missing]
    }
    if (clock.monotonicMs() - askedAt > storeAskedEveryMs) {
      askedAt = clock.monotonicMs()
      missing = await reasons(deps)
      // it may be chosen at any moment, and asking costs next to nothing as long as a store answers
      if (current.peek() === null) askedAt = -Infinity
    }
    return missing
  }
}

/** The same, shown as metrics: probes ask every few seconds. */
export function watchReadiness(deps: Parts): () => Promise<readonly Reason[]> {
  const ask = createReadiness(deps)
  return async () => {
    const missing = await ask()
    deps.metrics.degraded(missing.map(({ part }) => part))
    return missing
  }
}

async function reasons(deps: ReadinessDeps): Promise<readonly Reason[]> {
  let open: OpenCollection | null
  try {
    open = await openNow(deps.current)
  } catch (error) {
    return [{ part: 'vector store', detail: toAppError(error).message }]
  }
  if (open === null) return whyUnchosen(deps)
  // kept open until they have answered, also when another collection takes its place meanwhile
  const asked = await open.use('query', () => Promise.all(open.stores.map((store) => askStore(store, open.row.name))))
  return asked.flat()
}

/** A store that does not answer or refuses us is the reason; otherwise no worker has run yet. */
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
