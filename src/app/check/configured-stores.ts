import type { VectorStore } from '../../ports/vector-store.ts'
import { storesOfSides } from '../collections/open-row.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import type { Parts } from '../parts/parts.ts'

/** Placeholder: a client has to be bound to a collection, but none of this name is ever requested. */
const noCollection = 'atenex_none_yet'

/**
 * The stores that the settings name, before any collection is chosen: whether they answer explains why none is. Each is open
 * while `work` runs.
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
