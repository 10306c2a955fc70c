import path from 'node:path'
import { openLanceDb } from '../adapters/lancedb/open-lance-db.ts'
import type { Config, VectorStoreConfig } from '../config/schema.ts'
import { AppError } from '../domain/errors.ts'
import type { EmbedderFingerprint } from '../domain/fingerprint.ts'
import type { CollectionRow } from '../ports/collection-store.ts'
import type { Log } from '../ports/log.ts'
import type { VectorStore } from '../ports/vector-store.ts'

/** Letters, digits and `_` only: valid in every store. */
export function collectionName(fingerprint: EmbedderFingerprint): string {
  return `atenex_${fingerprint.model.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`.slice(0, 200)
}

/** @throws AppError `configuration` when the documents are in another kind of store than the configured one. */
export function requireSameStore(store: VectorStoreConfig, active: CollectionRow | null): void {
  if (active === null || active.store === store.kind) return
  throw new AppError(
    'configuration',
    `The documents are in the ${active.store} store (collection "${active.name}"), but ATENEX_VECTOR_STORE means ` +
      `${store.kind}. Set it back; documents are not moved by changing this setting.`,
  )
}

/** Opens the configured store on one collection. Remote stores connect lazily. */
export async function openVectorStore(
  config: Config,
  store: VectorStoreConfig,
  collection: string,
  log: Log,
): Promise<VectorStore> {
  switch (store.kind) {
    case 'embedded':
      return openLanceDb({ directory: path.join(config.dataDir, 'vectors'), collection, log })
    case 'milvus':
    case 'zilliz':
      throw new AppError('configuration', 'not yet')
  }
}
