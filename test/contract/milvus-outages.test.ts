import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Clock } from '../../src/ports/clock.ts'
import { silentLog } from '../harness/log.ts'
import type { MilvusBehindProxy } from '../harness/milvus/behind-proxy.ts'
import { startMilvusBehindProxy } from '../harness/milvus/behind-proxy.ts'
import { newScope, testChunks } from '../harness/milvus/chunks.ts'
import { findServer, writesRows } from '../harness/milvus/real-servers.ts'

const server = await findServer('Milvus Lite 3.2.0')
const never = new AbortController().signal

describe.skipIf(server.missing)('Milvus adapter through a proxy that breaks calls', () => {
  let milvus: MilvusBehindProxy

  beforeAll(async () => {
    if (!server.missing) milvus = await startMilvusBehindProxy(server)
  })
  afterEach(() => milvus.reset())
  afterAll(() => milvus?.close())

  it('loads a collection that is not loaded once, also for many searches of several stores after a restart', async () => {
    const stores = [
      milvus.open(milvus.lite.address),
      milvus.open(milvus.lite.address),
      milvus.open(milvus.lite.address),
    ]
    for (let restart = 0; restart < 3; restart++) {
      const scope = newScope()
      const chunks = testChunks(scope, 5)
      await milvus.direct.replace(scope, chunks, never)
      await Promise.all(stores.map((one) => one.describe(never)))
      await milvus.lite.restart()
      milvus.observed.length = 0
      const embedding = chunks[0]?.embedding ?? new Float32Array(8)
      const search = { companyId: scope.companyId, limit: 5, embedding, signal: never }
      const answers = await Promise.all(stores.flatMap((one) => [1, 2, 3, 4].map(() => one.searchDense(search))))
      expect(answers.map((hits) => hits[0]?.id)).toEqual(Array.from({ length: 12 }, () => chunks[0]?.id))
      // Once for each store: what the others do is not known to it.
      expect(milvus.observed.filter(({ method }) => method === 'LoadCollection').length).toBeLessThanOrEqual(
        stores.length,
      )
    }
  })

  it('has one row for each id, the new one, when rows are replaced that lie in files already, and after kills and further files', async () => {
    const scope = newScope()
    const newer = testChunks(scope, 30, 8, 2)
    const isNew = async () => {
      const rows = await milvus.direct.readDocuments(scope.companyId, [scope.documentId], never)
      const byId = new Map(rows.map(({ id, content }) => [id, content]))
      expect([...byId]).toHaveLength(rows.length)
      expect(byId).toEqual(new Map(newer.map(({ id, content }) => [id, content])))
      expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(30)
    }
    await milvus.store.replace(scope, testChunks(scope, 30), never)
    await milvus.direct.maintain(never)
    await milvus.store.replace(scope, newer, never)
    await isNew()
    await milvus.lite.kill()
    await milvus.lite.restart()
    await isNew()
    await milvus.direct.maintain(never)
    await isNew()
    await milvus.store.replace(scope, newer, never)
    await isNew()
    expect(milvus.observed.map(({ method }) => method)).toContain(writesRows)
    await milvus.store.remove(scope, never)
    await milvus.direct.maintain(never)
    await milvus.lite.restart()
    expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(0)
  })

  it('writes a document to the end although the server is killed and restarted in the middle of it', async () => {
    const scope = newScope()
    const small = milvus.open(milvus.proxy.address, { limits: { batchBytes: 20_000 } })
    let batches = 0
    const restarted = Promise.withResolvers<void>()
    milvus.proxy.plan(async ({ method }) => {
      if (method === writesRows && ++batches === 4) {
        await milvus.lite.kill()
        milvus.lite.restart().then(restarted.resolve, restarted.reject)
      }
      return null
    })
    await small.replace(scope, testChunks(scope, 200), never)
    await restarted.promise
    expect(batches).toBeGreaterThan(4)
    expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(200)
  })

  it('waits for a server that takes a minute to start', async () => {
    // The minute is made of the pauses between attempts alone: nothing here waits for real time.
    let passed = 0
    const clock: Clock = {
      now: () => new Date(passed),
      monotonicMs: () => passed,
      sleep: async (ms, signal) => {
        signal?.throwIfAborted()
        const before = passed
        passed += ms
        if (before < 60_000 && passed >= 60_000) await milvus.proxy.resume()
        await new Promise((resolve) => setImmediate(resolve))
      },
    }
    const late = milvus.open(milvus.proxy.address, { clock })
    const scope = newScope()
    await milvus.proxy.pause()
    await late.replace(scope, testChunks(scope, 4), never)
    expect(passed).toBeGreaterThan(60_000)
    expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(4)
    expect(milvus.observed.find(({ method }) => method === 'Connect')?.retries).toBeGreaterThan(3)
  })

  it('tells an outage once in the log, and what it was like also while it does not even try', async () => {
    const told: string[] = []
    const log = { ...silentLog, warn: (_fields: unknown, message: string) => told.push(message) }
    const quick = milvus.open(milvus.proxy.address, { timeouts: { answerBudget: 300 }, log })
    await quick.describe(never)
    await milvus.proxy.pause()
    const refusal = () => quick.describe(never).catch((error: unknown) => error)
    await expect
      .poll(refusal)
      .toMatchObject({ details: { kind: 'breaker-open' }, message: expect.stringContaining('UNAVAILABLE') })
    for (let round = 0; round < 5; round++) await refusal()
    await milvus.proxy.resume()
    await expect.poll(() => quick.describe(never).catch(() => null)).not.toBeNull()
    expect(told).toEqual([
      expect.stringMatching(/^the vector store is away: .*UNAVAILABLE/),
      'the vector store is back',
    ])
  })

  it('fails a search soon and retryably while the server is away, and answers again when it is back', async () => {
    const impatient = milvus.open(milvus.proxy.address, { timeouts: { answerBudget: 700 } })
    const scope = newScope()
    const chunks = testChunks(scope, 2)
    await milvus.direct.replace(scope, chunks, never)
    const search = () =>
      impatient.searchDense({
        companyId: scope.companyId,
        limit: 1,
        embedding: chunks[1]?.embedding ?? new Float32Array(8),
        signal: never,
      })
    await milvus.proxy.pause()
    for (let round = 0; round < 3; round++) {
      await expect(search()).rejects.toMatchObject({ code: 'vector_store_unavailable', retryable: true })
    }
    await milvus.proxy.resume()
    await expect.poll(search, { interval: 200 }).toMatchObject([{ id: chunks[1]?.id }])
  })
})
