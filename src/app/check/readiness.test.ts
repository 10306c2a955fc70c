import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { silentLog } from '../../../test/harness/log.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { loadConfig } from '../../config/load.ts'
import { createMetrics } from '../../observability/metrics.ts'
import { AppError } from '../../domain/errors.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { OpenCollection } from '../collections/open-collection.ts'
import { createReadiness } from './readiness.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atenex-ready-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const row: CollectionRow = {
  id: '1',
  store: 'milvus',
  address: null,
  name: 'chunks',
  fingerprint: { model: 'm', revision: '1', dimension: 4, prefixRule: 'none', normalised: true, chunking: '1' },
}

function setUp() {
  const clock = createTestClock()
  const state = {
    database: async (): Promise<CollectionRow | null> => row,
    describe: async (): Promise<unknown> => ({ name: 'chunks', dimension: 4, sparse: true }),
    open: true,
    asked: 0,
    users: 0,
    askedUnused: 0,
  }
  const store = {
    describe: () => {
      state.asked += 1
      if (state.users === 0) state.askedUnused += 1
      return state.describe()
    },
  } as unknown as VectorStore // readiness asks for nothing else
  const use = async <T>(_side: string, work: () => Promise<T>): Promise<T> => {
    state.users += 1
    return work().finally(() => (state.users -= 1))
  }
  const open = { row, stores: [store], use } as unknown as OpenCollection
  const current = { peek: () => (state.open ? open : null), refresh: async () => undefined }
  const loaded = loadConfig({ ATENEX_DATA_DIR: folder })
  if ('problems' in loaded) throw new Error(loaded.problems.join())
  const lock = { alone: <T>(_name: string, work: () => Promise<T>) => work(), close: async () => undefined }
  const readiness = createReadiness({
    config: loaded.config,
    storeDeps: { log: silentLog, metrics: createMetrics('command'), lock },
    collectionStore: { active: () => state.database() },
    // readiness neither uses nor closes it
    current: current as unknown as Parameters<typeof createReadiness>[0]['current'],
    clock,
  })
  return { clock, state, readiness }
}

test('everything answers: ready, and the store is asked no more often than every five seconds', async () => {
  const { clock, state, readiness } = setUp()
  for (let probe = 0; probe < 4; probe += 1) {
    expect(await readiness()).toEqual([])
    await clock.tick(1_000)
  }
  expect(state.asked).toBe(1)
  await clock.tick(2_000)
  await readiness()
  expect(state.asked).toBe(2)
})

test('a store is asked while its collection is held open, so that one which is followed away from is not taken for broken', async () => {
  const { state, readiness } = setUp()
  await readiness()
  expect([state.asked, state.askedUnused, state.users]).toEqual([1, 0, 0])
})

test('without PostgreSQL the process stays in service and says what is missing', async () => {
  const { state, readiness } = setUp()
  state.database = () => Promise.reject(new AppError('database_unavailable', 'away', { retryable: true }))
  expect(await readiness()).toEqual([{ part: 'database', detail: 'PostgreSQL does not answer' }])
  state.database = async () => row
  expect(await readiness()).toEqual([])
})

test('a store that is away, a collection that is gone and one that was never chosen degrade with their reason', async () => {
  const { clock, state, readiness } = setUp()
  const next = async () => {
    await clock.tick(6_000)
    const missing = await readiness()
    return missing.map(({ part, detail }) => `${part}: ${detail}`)
  }
  state.describe = () =>
    Promise.reject(new AppError('vector_store_unavailable', 'the store is away', { retryable: true }))
  expect(await next()).toEqual(['vector store: the store is away'])
  state.describe = async () => null
  expect(await next()).toEqual([expect.stringContaining('no collection "chunks"')])
  state.open = false
  expect(await next()).toEqual([expect.stringContaining('no collection has been chosen yet')])
})
