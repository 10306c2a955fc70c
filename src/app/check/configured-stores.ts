import type { VectorStore } from '../../ports/vector-store.ts'
import { storesOfSides } from '../collections/open-row.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import type { Parts } from '../parts/parts.ts'

/** No collection is asked for by this name; a client has to be bound to one. */
const noCollection = 'atenex_none_yet'

/**
 * The stores the settings mean, while no collection has been chosen that could be asked: whether they answer is the reason
 * why none was chosen. Each is open while `work` runs.
 */
export async function withConfiguredStores<T>(
  { config, storeDeps }: Pick<Parts, 'config' | 'storeDeps'>,
  work: (stores: readonly VectorStore[]) => Promise<T>,
): Promise<T> {
  const { ingest, query } = storesOfSides(config)
  await using opened = new AsyncDisposableStack()
  const stores = await Promise.all(
    [...new Set([ingest, query])].map(async (store) => {
      const vectors = await openVectorStore(config, store, noCollection, storeDeps)
      opened.defer(() => vectors.close())
      return vectors
    }),
  )
  return await work(stores)
}
