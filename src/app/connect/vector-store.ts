import path from 'node:path'
import type { Config, VectorStoreConfig } from '../../config/schema.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { openMilvusStore, type StoreDeps } from './milvus-store.ts'

/** Opens the configured store on one collection. Remote stores connect lazily; only the store in use is loaded. */
export async function openVectorStore(
  config: Config,
  store: VectorStoreConfig,
  collection: string,
  deps: StoreDeps,
): Promise<VectorStore> {
  if (store.kind !== 'embedded') return openMilvusStore(store, collection, deps)
  const { openLanceDb } = await import('../../adapters/lancedb/open-lance-db.ts')
  const directory = path.join(config.dataDir, 'vectors')
  return openLanceDb({ directory, collection, log: deps.log, searches: deps.searches ?? true })
}
