import path from 'node:path'
import { openFileObjectStore } from '../adapters/objects/files.ts'
import { createAnalyser } from '../adapters/analyse/analyser.ts'
import type { Config } from '../config/schema.ts'
import type { Role } from '../config/setting.ts'
import { clearSpool } from '../ingest/spool.ts'
import type { Log } from '../ports/log.ts'
import { chooseCollection, collectionName, requireSameStore } from './collection.ts'
import { openStores } from './database.ts'
import { openEmbedder } from './embedder.ts'
import { describeStore } from './milvus-store.ts'
import type { Parts } from './parts.ts'
import { openVectorStore } from './vector-store.ts'

export interface RunningRoles {
  /** Where HTTP is served; null for a worker. */
  readonly address: string | null
  /** Ends within `config.shutdownMs` and a little: requests and jobs finish or are given back, then everything is closed. */
  stop(): Promise<void>
}

/** Builds what the roles need and starts them in this process. The modules of a role that is not asked for are not loaded. */
export async function startRoles(roles: readonly Role[], config: Config, log: Log): Promise<RunningRoles> {
  const worker = roles.includes('ingest-worker')
  const parts = await openParts(config, worker, log)
  const running: { address: string | null; stop(): Promise<void> }[] = []
  try {
    if (worker) {
      const { startWorker } = await import('./worker.ts')
      running.push(await startWorker(parts))
    }
    if (roles.some((role) => role !== 'ingest-worker')) {
      const { startHttp } = await import('./http.ts')
      running.push(await startHttp(parts, roles))
    }
  } catch (error) {
    await closeParts(parts)
    throw error
  }
  return {
    address: running.find((one) => one.address !== null)?.address ?? null,
    stop: async () => {
      for (const one of running.toReversed()) await one.stop()
      await closeParts(parts)
    },
  }
}

async function openParts(config: Config, worker: boolean, log: Log): Promise<Parts> {
  const spoolFolder = path.join(config.dataDir, 'tmp', worker ? 'worker' : 'api')
  await clearSpool(spoolFolder)
  const stores = await openStores(config, worker, log)
  const active = await stores.collections.active()
  const store = worker ? config.vectorStore.ingest : config.vectorStore.query
  requireSameStore(store, active)
  const chosen = await chooseCollection(store, active, worker, log)
  const embedder = await openEmbedder(config, active, chosen.model, log)
  const collection = chosen.name ?? collectionName(embedder.fingerprint)
  log.info({ ...describeStore(store), collection, model: embedder.fingerprint.model }, 'uses this vector store')
  const vectors = await openVectorStore(config, store, collection, log)
  const objects = await openFileObjectStore({ directory: path.join(config.dataDir, 'originals') })
  return {
    config,
    log,
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

async function closeParts(parts: Parts): Promise<void> {
  await parts.boss.stop({ graceful: false })
  await parts.embedder.close()
  await parts.vectors.close()
  await parts.db.destroy()
}
