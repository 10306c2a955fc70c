import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MilvusBehindProxy } from '../harness/milvus/behind-proxy.ts'
import { startMilvusBehindProxy } from '../harness/milvus/behind-proxy.ts'
import { newScope, testChunks } from '../harness/milvus/chunks.ts'
import type { Fault } from '../harness/milvus/fault-proxy.ts'
import { findServer, writesRows } from '../harness/milvus/real-servers.ts'

const server = await findServer('Milvus Lite 3.2.0')
const never = new AbortController().signal

describe.skipIf(server.missing)('Milvus adapter through a proxy that breaks calls', () => {
  let milvus: MilvusBehindProxy
  const retriesOf = (method: string) => milvus.observed.findLast((call) => call.method === method)?.retries

  beforeAll(async () => {
    if (!server.missing) milvus = await startMilvusBehindProxy(server)
  })
  afterEach(() => milvus.reset())
  afterAll(() => milvus?.close())

  it.each<Fault>([
    { kind: 'drop-before' },
    { kind: 'drop-after' },
    { kind: 'half-request' },
    { kind: 'half-reply' },
    { kind: 'grpc-status', code: 14, message: 'unavailable' },
    { kind: 'grpc-status', code: 8, message: 'rate limit exceeded' },
    { kind: 'server-status', code: 8, reason: 'rate limit exceeded[rate=0.1]' },
    { kind: 'server-status', code: 1, reason: 'service not ready[proxy=1]: Initializing' },
    { kind: 'server-status', code: 103, reason: 'collection not fully loaded' },
    { kind: 'goaway' },
    { kind: 'too-many-pings' },
    { kind: 'no-status' },
  ])('writes a document once and completely when its first write suffers %o', async (fault) => {
    const scope = newScope()
    milvus.breakOnce(writesRows, fault)
    await milvus.store.replace(scope, testChunks(scope, 20), never)
    expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(20)
    if (fault.kind !== 'goaway') expect(retriesOf(writesRows)).toBeGreaterThanOrEqual(1)
  })

  it.each<Fault>([{ kind: 'half-reply' }, { kind: 'goaway' }, { kind: 'too-many-pings' }])(
    'reads a document whole when its first query suffers %o',
    async (fault) => {
      const scope = newScope()
      await milvus.direct.replace(scope, testChunks(scope, 20), never)
      milvus.breakOnce('Query', fault)
      const rows = await milvus.store.readDocuments(scope.companyId, [scope.documentId], never)
      expect(rows.map(({ id }) => id).toSorted()).toEqual(
        testChunks(scope, 20)
          .map(({ id }) => id)
          .toSorted(),
      )
    },
  )

  it('gives a write up at its deadline when the server is silent, and repeats it on a new connection', async () => {
    const impatient = milvus.open(milvus.proxy.address, { timeouts: { write: 400 } })
    const scope = newScope()
    let hangs = 0
    milvus.proxy.plan(({ method }) => (method === writesRows && ++hangs <= 3 ? { kind: 'hang' } : null))
    await impatient.replace(scope, testChunks(scope, 3), never)
    expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(3)
    expect(retriesOf(writesRows)).toBe(3)
  })

  it('does not itself repeat what cannot succeed', async () => {
    const scope = newScope()
    let tries = 0
    milvus.proxy.plan(({ method }) => {
      if (method !== writesRows) return null
      tries++
      return { kind: 'grpc-status', code: 7, message: 'PrivilegeInsert: permission deny' }
    })
    await expect(milvus.store.replace(scope, testChunks(scope, 1), never)).rejects.toMatchObject({
      code: 'vector_store_rejected',
    })
    expect(tries).toBe(1)
  })

  it('halves a batch that the server finds too large', async () => {
    const scope = newScope()
    const sizes: number[] = []
    milvus.proxy.plan(({ method, bytes }) => {
      if (method !== writesRows) return null
      sizes.push(bytes)
      const message = `grpc: received message larger than max (${bytes} vs. 4000)`
      return bytes > 4_000 ? { kind: 'grpc-status', code: 8, message } : null
    })
    await milvus.store.replace(scope, testChunks(scope, 40), never)
    expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(40)
    expect(sizes.filter((bytes) => bytes <= 4_000).length).toBeGreaterThan(1)
  })
})
