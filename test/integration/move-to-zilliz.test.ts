import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { createTestAuthority } from '../harness/milvus/certificates.ts'
import { newScope, testChunks, testSpec } from '../harness/milvus/chunks.ts'
import { startFaultProxy, type FaultProxy } from '../harness/milvus/fault-proxy.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'
import { pretendZilliz, type PretendedZilliz } from '../harness/milvus/zilliz-profile.ts'

const never = new AbortController().signal
const lite = await findServer('Milvus Lite 3.2.0')

describe.skipIf(lite.missing)('a target that behaves like the smallest plan of Zilliz Cloud', () => {
  const collection = `zilliz_${randomUUID().slice(0, 8)}`
  let proxy: FaultProxy
  let cloud: PretendedZilliz
  let store: VectorStore
  let open: (credential: () => string) => VectorStore
  beforeAll(async () => {
    const { address } = await sharedServer(lite.name)
    const authority = await createTestAuthority()
    const certificate = await authority.issue('127.0.0.1')
    await authority.close()
    proxy = await startFaultProxy(Number(new URL(address).port), certificate)
    // a hundredth of the rates, so that little is enough to meet them
    const rates = { writeBytesASecond: 120_000, deleteBytesASecond: 5_000 }
    cloud = pretendZilliz({ ...rates, requestBytes: 60_000, asleepFor: 6, apiKey: 'an-api-key' })
    proxy.plan(cloud.decide)
    // the server behind it takes one write at a time
    const limits = { writes: 1, batchBytes: 100_000 }
    const at = { kind: 'zilliz', address: proxy.address, tls: { ca: authority.ca }, collection } as const
    open = (credential: () => string) => openMilvus({ ...at, credential, log: silentLog, limits })
    store = open(() => 'an-api-key')
    await store.ensure(testSpec(collection), never)
  })
  afterAll(async () => {
    await store?.drop(never)
    await store?.close()
    await proxy?.close()
  })

  test('that was suspended is waited for, and known by its limits', async () => {
    expect(cloud.met.asleep).toBe(6)
    expect(await store.info(never)).toMatchObject({ kind: 'zilliz', maxTopK: 1_024, levels: [1, 2, 3, 4, 5] })
    const search = { ...newScope(), embedding: new Float32Array(8).fill(0.1), limit: 1_025, signal: never }
    await expect(store.searchDense(search)).rejects.toMatchObject({ code: 'vector_store_rejected' })
  })

  test('that gets another key refuses it at once', async () => {
    const stranger = open(() => 'another')
    await expect(stranger.info(never)).rejects.toMatchObject({
      code: 'vector_store_rejected',
      message: expect.stringContaining('refused'),
    })
    await stranger.close()
  })

  test('gets everything, only slower, when it says that bytes come too fast or in requests that are too large', async () => {
    const scopes = Array.from({ length: 8 }, () => newScope())
    for (const scope of scopes) {
      const long = testChunks(scope, 40).map((row) => ({ ...row, content: row.content.padEnd(2_500, ' y más') }))
      await store.replace(scope, long, never)
    }
    for (const scope of scopes) expect(await store.count(scope.companyId, scope.documentId, never)).toBe(40)
    for (const scope of scopes.slice(0, 4)) await store.remove(scope, never)
    for (const [index, scope] of scopes.entries()) {
      expect(await store.count(scope.companyId, scope.documentId, never)).toBe(index < 4 ? 0 : 40)
    }
    expect(cloud.met.rate).toBeGreaterThan(0)
    expect(cloud.met.size).toBeGreaterThan(0)
  })
})
