import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmbedders } from '../../src/app/collections/embedders.ts'
import { chooseFirstCollection } from '../../src/app/collections/first-collection.ts'
import { openRow } from '../../src/app/collections/open-row.ts'
import { createCollectionStore } from '../../src/adapters/postgres/collection-store.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { loadConfig } from '../../src/config/load.ts'
import { createMetrics } from '../../src/observability/metrics.ts'
import { noTracer } from '../../src/observability/no-tracer.ts'
import { createFakeEmbedder } from '../harness/fake-embedder.ts'
import { silentLog } from '../harness/log.ts'
import { pretendedStores } from '../harness/milvus/pretended-stores.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const signal = AbortSignal.timeout(110_000)
const storeDeps = {
  log: silentLog,
  metrics: createMetrics('command'),
  lock: { alone: <T>(_name: string, work: () => Promise<T>) => work(), close: async () => undefined },
}
let db: Database
let dataDir = ''
let close: () => Promise<void>
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'atenex-first-'))
  await chmod(dataDir, 0o755)
  const database = await createTestDatabase()
  db = openDatabase({ url: database.url, maxConnections: 6, log: silentLog })
  close = async () => {
    await db.destroy()
    await database.drop()
    await removeFolder(dataDir)
  }
})
afterAll(() => close())

function configWith(env: Readonly<Record<string, string>>) {
  const loaded = loadConfig({ ATENEX_DATA_DIR: dataDir, ...env })
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
  return loaded.config
}

/** What one process does at its first start. */
function choose() {
  const embedders = createEmbedders(async () => createFakeEmbedder())
  const openEmbedder = async () => createFakeEmbedder()
  const collectionStore = createCollectionStore(db)
  return chooseFirstCollection({ config: configWith({}), collectionStore, embedders, openEmbedder, storeDeps }, signal)
}

test('processes that start at once agree on one collection, named after the embedder', async () => {
  const chosen = await Promise.all([choose(), choose(), choose()])
  expect(new Set(chosen.map(({ row }) => row.id)).size).toBe(1)
  expect(chosen[0]?.row).toMatchObject({ store: 'embedded', name: 'atenex_fake_words' })
  await Promise.all(chosen.map(({ release }) => release()))
})

test('settings that mean another kind of store than the one with the documents are refused with what to do', async () => {
  const uri = 'http://127.0.0.1:1'
  const config = configWith({ INGEST_MILVUS_URI: uri, QUERY_MILVUS_URI: uri })
  const row = await createCollectionStore(db).active()
  if (row === null) throw new Error('no active collection')
  const embedders = createEmbedders(async () => createFakeEmbedder())
  const opening = openRow({ config, embedders, storeDeps, tracer: noTracer }, row, signal)
  await expect(opening).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('Set it back'),
  })
})

test.each([
  [
    'that is there and says no model was filled by the original, whatever others have its dimension',
    { adopted: true },
    'all-MiniLM-L6-v2',
  ],
  ['that is not there yet gets the default model', null, null],
])('a collection named by a setting %s', async (_what, collection, model) => {
  const { start, closeAll } = pretendedStores()
  const server = await start({ collection: collection === null ? null : { ...collection, dimension: 384 } })
  const uri = `http://127.0.0.1:${server.port}`
  const name = 'chunks'
  const config = configWith({
    INGEST_MILVUS_URI: uri,
    QUERY_MILVUS_URI: uri,
    INGEST_MILVUS_COLLECTION_NAME: name,
    QUERY_MILVUS_COLLECTION_NAME: name,
  })
  const asked: unknown[] = []
  const openEmbedder = async (adopted: unknown) => {
    asked.push(adopted)
    throw new Error('enough is known')
  }
  const embedders = createEmbedders(async () => createFakeEmbedder())
  const collectionStore = createCollectionStore(db)
  const choosing = chooseFirstCollection({ config, collectionStore, embedders, openEmbedder, storeDeps }, signal)
  await expect(choosing).rejects.toThrow('enough is known')
  expect(asked).toEqual([model])
  await closeAll()
})
