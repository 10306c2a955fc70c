import path from 'node:path'
import { openFileObjectStore } from '../../adapters/objects/files.ts'
import { createAnalyser } from '../../adapters/analyse/analyser.ts'
import type { Config } from '../../config/schema.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { clearSpool } from '../../ingest/spool.ts'
import type { Log } from '../../ports/log.ts'
import { chooseCollection, collectionName, requireSameStore } from '../collections/choose-collection.ts'
import { closeStores, openStores } from './stores.ts'
import { openEmbedder } from './embedder.ts'
import { describeStore } from './milvus-store.ts'
import type { Parts } from './parts.ts'
import { openVectorStore } from './vector-store.ts'

/** What a process is for. Writers use the credentials of ingest, and may choose the first collection. */
export type Purpose = 'api' | 'worker' | 'migrate'

const whenStoreAway = { api: 'go on', worker: 'wait', migrate: 'fail' } as const

/** Opens everything the roles of one process share. The schema must be up to date. */
export async function openParts(config: Config, purpose: Purpose, metrics: Metrics, log: Log): Promise<Parts> {
  const writer = purpose !== 'api'
  const spoolFolder = path.join(config.dataDir, 'tmp', purpose)
  await clearSpool(spoolFolder)
  await using opened = new AsyncDisposableStack()
  const stores = await openStores(config, purpose === 'worker', log)
  opened.defer(() => closeStores(stores))
  const deps = { log, metrics, lock: stores.lock, patient: purpose === 'migrate' }
  const active = await stores.collections.active()
  // the settings of a side this process has no role for were not checked
  const store = writer || !config.roles.includes('query-api') ? config.vectorStore.ingest : config.vectorStore.query
  logStores(config, writer, log)
  requireSameStore(store, active)
  const chosen = await chooseCollection(store, active, whenStoreAway[purpose], deps)
  const embedder = await openEmbedder(config, active, chosen.model, log)
  opened.defer(() => embedder.close())
  const collection = chosen.name ?? collectionName(embedder.fingerprint)
  log.info({ collection, model: embedder.fingerprint.model }, 'uses this collection')
  const vectors = await openVectorStore(config, store, collection, deps)
  opened.defer(() => vectors.close())
  const objects = await openFileObjectStore({ directory: path.join(config.dataDir, 'originals') })
  // Nothing failed: from here on `closeParts` is in charge.
  opened.move()
  return {
    config,
    log,
    metrics,
    ...stores,
    active,
    embedder,
    vectors,
    collection,
    objects,
    analyser: createAnalyser(),
    spoolFolder,
  }
}

/** Before the server is asked for anything, so that the log shows what is waited for. */
function logStores({ roles, vectorStore }: Config, writer: boolean, log: Log): void {
  const says = 'keeps vectors here'
  const { ingest, query } = vectorStore
  if (ingest.kind === 'embedded' || writer || roles.includes('ingest-api'))
    log.info(describeStore('ingest', ingest), says)
  if (ingest.kind !== 'embedded' && !writer && roles.includes('query-api'))
    log.info(describeStore('query', query), says)
}

export async function closeParts(parts: Parts): Promise<void> {
  await parts.embedder.close()
  await parts.vectors.close()
  await closeStores(parts)
}
