import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Log } from '../../ports/log.ts'
import { timeoutsOf } from '../../adapters/milvus/calls/milvus-options.ts'
import { createMetrics } from '../../observability/metrics.ts'
import { loadConfig } from '../../config/load.ts'
import { describeStore, milvusOptions } from './milvus-store.ts'

const nothing = (): void => undefined
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => log }
const metrics = createMetrics('command')
const lock = { alone: <T>(_name: string, work: () => Promise<T>) => work(), close: async () => undefined }

function storesOf(env: Readonly<Record<string, string>>) {
  const loaded = loadConfig(env)
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
  return loaded.config.vectorStore
}
const milvus = { INGEST_MILVUS_URI: 'http://milvus:19530', QUERY_MILVUS_URI: 'http://milvus:19530' }

describe('settings of a remote store', () => {
  test('the configured time for a call is not cut by the budget of an answer', async () => {
    const { query } = storesOf({ ...milvus, QUERY_MILVUS_GRPC_TIMEOUT: '25' })
    if (query.kind === 'embedded') throw new Error('expected a remote store')
    const { search, answerBudget, write } = timeoutsOf(await milvusOptions(query, 'chunks', { log, lock, metrics }))
    expect({ search, answerBudget, write }).toEqual({ search: 25_000, answerBudget: 25_000, write: 60_000 })
  })

  test('a command waits for a Zilliz cluster that wakes up, and no longer than usual for anything else', async () => {
    const zilliz = storesOf({ INGEST_ZILLIZ_API_KEY: 'geheim-2', QUERY_ZILLIZ_API_KEY: 'geheim-3' }).ingest
    const plain = storesOf(milvus).ingest
    if (zilliz.kind === 'embedded' || plain.kind === 'embedded') throw new Error('expected remote stores')
    const budget = async (store: typeof zilliz, patient: boolean) =>
      timeoutsOf(await milvusOptions(store, 'chunks', { log, lock, metrics, patient })).answerBudget
    expect(await budget(zilliz, true)).toBeGreaterThan(60_000)
    expect([await budget(zilliz, false), await budget(plain, true)]).toEqual([12_000, 12_000])
  })

  test('authority, client certificate and server name reach the adapter for Zilliz as for Milvus', async () => {
    const file = import.meta.filename
    const tls = {
      INGEST_MILVUS_TLS_CA: file,
      INGEST_MILVUS_TLS_CERT: file,
      INGEST_MILVUS_TLS_KEY: file,
      INGEST_MILVUS_TLS_SERVER_NAME: 'milvus.internal',
    }
    const text = await readFile(file, 'utf8')
    for (const env of [{ INGEST_ZILLIZ_API_KEY: 'geheim-2' }, { INGEST_MILVUS_URI: 'https://milvus:19530' }]) {
      const { ingest } = storesOf({ ...env, ...tls })
      if (ingest.kind === 'embedded') throw new Error('expected a remote store')
      const options = await milvusOptions(ingest, 'chunks', { log, lock, metrics })
      expect(options.tls).toEqual({ ca: text, cert: text, key: text, serverName: 'milvus.internal' })
    }
  })

  test('the start log says for each side which secrets are set, and shows none', () => {
    const { ingest, query } = storesOf({ ...milvus, INGEST_MILVUS_USER: 'ana', INGEST_MILVUS_PASSWORD: 'geheim-1' })
    expect(describeStore('ingest', ingest)).toMatchObject({
      side: 'ingest',
      vectorStore: 'milvus',
      address: 'milvus:19530',
      secrets: 'token NOT SET, password set',
    })
    const anonymous = storesOf(milvus)
    expect(describeStore('query', anonymous.query)).toMatchObject({
      secrets: 'token NOT SET, password NOT SET',
    })
    const zilliz = storesOf({ INGEST_ZILLIZ_API_KEY: 'geheim-2', QUERY_ZILLIZ_API_KEY: 'geheim-3' })
    expect(describeStore('query', zilliz.query)).toMatchObject({ vectorStore: 'zilliz', secrets: 'API key set' })
    expect(JSON.stringify([describeStore('ingest', ingest), query, zilliz])).not.toContain('geheim')
  })
})
