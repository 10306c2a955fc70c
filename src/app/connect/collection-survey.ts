import path from 'node:path'
import type { Config, VectorStoreConfig } from '../../config/schema.ts'
import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import { milvusOptions, type StoreDeps } from './milvus-store.ts'

/** Opens a survey over one collection, for operators. Remote stores connect lazily; only the store in use is loaded. */
export async function openCollectionSurvey(
  config: Config,
  store: VectorStoreConfig,
  collection: string,
  deps: StoreDeps,
): Promise<CollectionSurvey> {
  if (store.kind === 'embedded') {
    const { openLanceSurvey } = await import('../../adapters/lancedb/open-lance-survey.ts')
    return openLanceSurvey(path.join(config.dataDir, 'vectors'), collection)
  }
  const { openMilvusSurvey } = await import('../../adapters/milvus/open-milvus-survey.ts')
  return openMilvusSurvey(await milvusOptions(store, collection, deps))
}
