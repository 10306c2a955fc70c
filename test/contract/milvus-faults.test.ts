import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import type { MilvusOptions } from '../../src/adapters/milvus/calls/milvus-options.ts'
import type { ObservedCall } from '../../src/ports/vector-store-observer.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import type { Fault, FaultProxy, ProxiedCall } from '../harness/milvus/fault-proxy.ts'
import { startFaultProxy } from '../harness/milvus/fault-proxy.ts'
import { silentLog } from '../harness/log.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import type { RealMilvus } from '../harness/milvus/server-process.ts'
import { newScope, testChunks, testSpec } from '../harness/milvus/chunks.ts'
import { readBack } from '../harness/milvus/readback.ts'
import { explorationSeed, seededRandom } from '../harness/random.ts'

const server = await findServer('Milvus Lite 3.2.0')
const pymilvus = await pythonEnvironment('milvus-lite-3.2.0')
const never = new AbortController().signal

interface Row {
  readonly pk_id: string
  readonly company_id: string
}
const byKey = (left: Row, right: Row) => (left.pk_id < right.pk_id ? -1 : 1)

describe.skipIf(server.missing)('Milvus adapter through a proxy that breaks calls', () => {
  let lite: RealMilvus
  let proxy: FaultProxy
  let direct: VectorStore
  let store: VectorStore
  let observed: ObservedCall[] = []
  const opened: VectorStore[] = []
  const collection = `faults_${randomUUID().slice(0, 8)}`

  const open = (address: string, more: Partial<MilvusOptions> = {}) => {
    const observer = { call: (call: ObservedCall) => observed.push(call), breaker: () => {} }
    const one = openMilvus({ kind: 'milvus', address, collection, log: silentLog, observer, ...more })
    opened.push(one)
    return one
  }
  /** Breaks the first call of a method and lets everything else pass. */
  const breakOnce = (method: string, fault: Fault) => {
    let broken = false
    proxy.plan((call) => {
      if (broken || call.method !== method) return null
      broken = true
      return fault
    })
  }
  const readBackRows = async (filter: string): Promise<readonly Row[]> => {
    const request = { what: 'rows' as const, filter, fields: ['pk_id', 'company_id'] }
    const rows = await readBack(needed(pymilvus), { address: lite.address, collection }, request)
    return Array.isArray(rows) ? rows : []
  }
  const retriesOf = (method: string) => observed.findLast((call) => call.method === method)?.retries

  beforeAll(async () => {
    if (server.missing) return
    lite = await server.start()
    proxy = await startFaultProxy(lite.port)
    direct = open(lite.address)
    await direct.ensure(testSpec(collection), never)
    store = open(proxy.address)
    await store.describe(never)
  }, 700_000)

  afterEach(() => {
    proxy.plan(() => null)
    observed = []
  })

  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()))
    await proxy?.close()
    await lite?.stop()
  })

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
    { kind: 'no-status' },
  ])('writes a document once and completely when its first upsert suffers %o', async (fault) => {
    const scope = newScope()
    breakOnce('Upsert', fault)
    await store.replace(scope, testChunks(scope, 20), never)
    expect(await direct.count(scope.companyId, scope.documentId, never)).toBe(20)
    if (fault.kind !== 'goaway') expect(retriesOf('Upsert')).toBeGreaterThanOrEqual(1)
  })

  it('gives a write up at its deadline when the server is silent, and repeats it on a new connection', async () => {
    const impatient = open(proxy.address, { timeouts: { write: 400 } })
    const scope = newScope()
    let hangs = 0
    proxy.plan(({ method }) => (method === 'Upsert' && ++hangs <= 3 ? { kind: 'hang' } : null))
    await impatient.replace(scope, testChunks(scope, 3), never)
    expect(await direct.count(scope.companyId, scope.documentId, never)).toBe(3)
    expect(retriesOf('Upsert')).toBe(3)
  })

  it('does not itself repeat what cannot succeed', async () => {
    const scope = newScope()
    let tries = 0
    proxy.plan(({ method }) => {
      if (method !== 'Upsert') return null
      tries++
      return { kind: 'grpc-status', code: 7, message: 'PrivilegeUpsert: permission deny' }
    })
    await expect(store.replace(scope, testChunks(scope, 1), never)).rejects.toMatchObject({
      code: 'vector_store_rejected',
    })
    expect(tries).toBe(1)
  })

  it('halves a batch that the server finds too large', async () => {
    const scope = newScope()
    const sizes: number[] = []
    proxy.plan(({ method, bytes }) => {
      if (method !== 'Upsert') return null
      sizes.push(bytes)
      const message = `grpc: received message larger than max (${bytes} vs. 4000)`
      return bytes > 4_000 ? { kind: 'grpc-status', code: 8, message } : null
    })
    await store.replace(scope, testChunks(scope, 40), never)
    expect(await direct.count(scope.companyId, scope.documentId, never)).toBe(40)
    expect(sizes.filter((bytes) => bytes <= 4_000).length).toBeGreaterThan(1)
  })

  it('loads a collection that is not loaded once, also for many searches of several stores after a restart', async () => {
    const stores = [open(lite.address), open(lite.address), open(lite.address)]
    for (let restart = 0; restart < 3; restart++) {
      const scope = newScope()
      const chunks = testChunks(scope, 5)
      await direct.replace(scope, chunks, never)
      await Promise.all(stores.map((one) => one.describe(never)))
      await lite.restart()
      observed = []
      const embedding = chunks[0]?.embedding ?? new Float32Array(8)
      const search = { companyId: scope.companyId, limit: 5, embedding, signal: never }
      const answers = await Promise.all(stores.flatMap((one) => [1, 2, 3, 4].map(() => one.searchDense(search))))
      expect(answers.map((hits) => hits[0]?.id)).toEqual(Array.from({ length: 12 }, () => chunks[0]?.id))
      // Once for each store: what the others do is not known to it.
      expect(observed.filter(({ method }) => method === 'LoadCollection').length).toBeLessThanOrEqual(stores.length)
    }
  })

  it('writes a document to the end although the server is killed and restarted in the middle of it', async () => {
    const scope = newScope()
    const small = open(proxy.address, { limits: { batchBytes: 20_000 } })
    let batches = 0
    const restarted = Promise.withResolvers<void>()
    proxy.plan(async ({ method }) => {
      if (method === 'Upsert' && ++batches === 4) {
        await lite.kill()
        lite.restart().then(restarted.resolve, restarted.reject)
      }
      return null
    })
    await small.replace(scope, testChunks(scope, 200), never)
    await restarted.promise
    expect(batches).toBeGreaterThan(4)
    expect(await direct.count(scope.companyId, scope.documentId, never)).toBe(200)
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
        if (before < 60_000 && passed >= 60_000) await proxy.resume()
        await new Promise((resolve) => setImmediate(resolve))
      },
    }
    const late = open(proxy.address, { clock })
    const scope = newScope()
    await proxy.pause()
    await late.replace(scope, testChunks(scope, 4), never)
    expect(passed).toBeGreaterThan(60_000)
    expect(await direct.count(scope.companyId, scope.documentId, never)).toBe(4)
    expect(observed.find(({ method }) => method === 'Connect')?.retries).toBeGreaterThan(3)
  })

  it('tells an outage once in the log, and what it was like also while it does not even try', async () => {
    const told: string[] = []
    const log = { ...silentLog, warn: (_fields: unknown, message: string) => told.push(message) }
    const quick = open(proxy.address, { timeouts: { answerBudget: 300 }, log })
    await quick.describe(never)
    await proxy.pause()
    const refusal = () => quick.describe(never).catch((error: unknown) => error)
    await expect
      .poll(refusal, { timeout: 30_000 })
      .toMatchObject({ details: { kind: 'breaker-open' }, message: expect.stringContaining('UNAVAILABLE') })
    for (let round = 0; round < 5; round++) await refusal()
    await proxy.resume()
    await expect.poll(() => quick.describe(never).catch(() => null), { timeout: 30_000 }).not.toBeNull()
    expect(told).toEqual([
      expect.stringMatching(/^the vector store is away: .*UNAVAILABLE/),
      'the vector store is back',
    ])
  })

  it('fails a search soon and retryably while the server is away, and answers again when it is back', async () => {
    const impatient = open(proxy.address, { timeouts: { answerBudget: 700 } })
    const scope = newScope()
    const chunks = testChunks(scope, 2)
    await direct.replace(scope, chunks, never)
    const search = () =>
      impatient.searchDense({
        companyId: scope.companyId,
        limit: 1,
        embedding: chunks[1]?.embedding ?? new Float32Array(8),
        signal: never,
      })
    await proxy.pause()
    for (let round = 0; round < 3; round++) {
      await expect(search()).rejects.toMatchObject({ code: 'vector_store_unavailable', retryable: true })
    }
    await proxy.resume()
    await expect.poll(search, { timeout: 30_000, interval: 200 }).toMatchObject([{ id: chunks[1]?.id }])
  })

  it('stops at once when the caller gives up', async () => {
    const controller = new AbortController()
    const scope = newScope()
    proxy.plan(({ method }) => {
      if (method !== 'Search') return null
      controller.abort(new Error('the question was withdrawn'))
      return { kind: 'hang' }
    })
    const search = { companyId: scope.companyId, limit: 1, embedding: new Float32Array(8), signal: controller.signal }
    await expect(store.searchDense(search)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('tells the caller of a write that was given up when it has ended, and only then writes the next', async () => {
    const one = open(proxy.address)
    await one.describe(never)
    const [held, arrived] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let upserts = 0
    proxy.plan(async ({ method }) => {
      if (method !== 'Upsert') return null
      upserts++
      arrived.resolve()
      await held.promise
      return null
    })
    const controller = new AbortController()
    const [first, second] = [newScope(), newScope()]
    let told = false
    const given = one.replace(first, testChunks(first, 3), controller.signal).catch((error: unknown) => error)
    // Only looks when that is.
    void given.then(() => (told = true))
    await arrived.promise
    controller.abort(new Error('nobody waits any more'))
    const next = store.replace(second, testChunks(second, 2), never)
    const waiting = new AbortController()
    const notBegun = store.replace(newScope(), testChunks(newScope(), 0), waiting.signal)
    waiting.abort(new Error('not begun yet'))
    await expect(notBegun).rejects.toMatchObject({ code: 'cancelled' })
    let closed = false
    const closing = one.close().then(() => (closed = true))
    await store.describe(never)
    expect({ upserts, closed, told }).toEqual({ upserts: 1, closed: false, told: false })
    held.resolve()
    expect(await given).toMatchObject({ code: 'cancelled' })
    await Promise.all([next, closing])
    expect(await direct.count(first.companyId, first.documentId, never)).toBe(3)
    expect(await direct.count(second.companyId, second.documentId, never)).toBe(2)
  })

  it('waits for a write whose connection broke in the middle, which may still reach the server', async () => {
    const [release, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const clock: Clock = {
      ...systemClock,
      // The server gets the write in the last moment that is waited for it.
      sleep: async (ms, signal) => {
        if (signal === undefined) {
          release.resolve()
          await done.promise
        }
        return systemClock.sleep(ms, signal)
      },
    }
    const writer = open(proxy.address, { clock })
    await writer.describe(never)
    breakOnce('Upsert', { kind: 'late', until: release.promise, done: done.resolve })
    const controller = new AbortController()
    const scope = newScope()
    const written = writer.replace(scope, testChunks(scope, 5), controller.signal)
    controller.abort(new Error('nobody waits any more'))
    await expect(written).rejects.toMatchObject({ code: 'cancelled' })
    await direct.remove(scope, never)
    expect(await direct.count(scope.companyId, scope.documentId, never)).toBe(0)
  })

  it('ends a write that was given up at its own deadline when the server is silent', async () => {
    const impatient = open(proxy.address, { timeouts: { write: 300 } })
    await impatient.describe(never)
    const controller = new AbortController()
    proxy.plan(({ method }) => {
      if (method !== 'Upsert') return null
      controller.abort(new Error('nobody waits any more'))
      return { kind: 'hang' }
    })
    const scope = newScope()
    await expect(impatient.replace(scope, testChunks(scope, 2), controller.signal)).rejects.toMatchObject({
      code: 'cancelled',
    })
    proxy.plan(() => null)
    expect(await direct.count(scope.companyId, scope.documentId, never)).toBe(0)
  })

  it('ends what waits when the store is closed: for the server, for the breaker, for the next attempt', async () => {
    await proxy.pause()
    const closing = Array.from({ length: 3 }, () => open(proxy.address))
    const scope = newScope()
    const [answering, writing, describing] = closing.map(async (one, index) => {
      if (index === 0) return one.count(scope.companyId, null, never)
      return index === 1 ? one.replace(scope, testChunks(scope, 1), never) : one.info(never)
    })
    const refused = () => observed.filter(({ outcome }) => outcome === 'unavailable').length
    const calls = Promise.allSettled([answering, writing, describing])
    await Promise.all(closing.map((one) => one.close()))
    for (const outcome of await calls) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } })
    }
    expect(refused()).toBe(0)
    await proxy.resume()
  })

  it('writes 1,000 documents under random faults with none missing, none twice and none of another company', async () => {
    const seed = explorationSeed(20_261)
    const random = seededRandom(seed)
    const kinds: readonly Fault[] = [
      { kind: 'drop-before' },
      { kind: 'drop-after' },
      { kind: 'half-request' },
      { kind: 'half-reply' },
      { kind: 'goaway' },
      { kind: 'no-status' },
      { kind: 'grpc-status', code: 14, message: 'unavailable' },
      { kind: 'grpc-status', code: 13, message: 'stream closed' },
      { kind: 'server-status', code: 8, reason: 'rate limit exceeded[rate=0.1]' },
      { kind: 'server-status', code: 103, reason: 'collection not fully loaded' },
      { kind: 'server-status', code: 101, reason: 'collection not loaded' },
    ]
    const broken = new Map<string, number>()
    proxy.plan((call: ProxiedCall) => {
      if (random() > 0.12) return null
      const fault = kinds[Math.floor(random() * kinds.length)] ?? null
      broken.set(`${call.method} ${fault?.kind}`, (broken.get(`${call.method} ${fault?.kind}`) ?? 0) + 1)
      return fault
    })
    const writer = open(proxy.address, { random })
    const companies = [newScope().companyId, newScope().companyId, newScope().companyId]
    const documents = Array.from({ length: 1_000 }, (_, index) => ({
      scope: { companyId: companies[index % 3] ?? newScope().companyId, documentId: newScope().documentId },
      rows: 1 + Math.floor(random() * 4),
    }))
    const queue = documents.values()
    const lane = async () => {
      for (const { scope, rows } of queue) {
        // Like ingest does: a document is tried again when it failed retryably.
        for (let attempt = 1; ; attempt++) {
          try {
            await writer.replace(scope, testChunks(scope, rows), never)
            break
          } catch (error) {
            if (attempt === 20) throw new Error(`seed ${seed}: a document failed twenty times`, { cause: error })
          }
        }
      }
    }
    await Promise.all([lane(), lane(), lane(), lane()])
    proxy.plan(() => null)
    expect(
      [...broken.values()].reduce((sum, count) => sum + count, 0),
      `seed ${seed}`,
    ).toBeGreaterThan(100)

    for (const company of companies) {
      const wanted = documents
        .filter(({ scope }) => scope.companyId === company)
        .flatMap(({ scope, rows }) => testChunks(scope, rows).map(({ id }) => ({ pk_id: id, company_id: company })))
      expect(await direct.count(company, null, never), `seed ${seed}`).toBe(wanted.length)
      // As others read it: every key once, none missing, none too many, none of another company.
      const read = await readBackRows(`company_id == "${company}"`)
      expect(read.toSorted(byKey), `seed ${seed}`).toEqual(wanted.toSorted(byKey))
    }
    for (const { scope, rows } of documents.filter((_, index) => index % 25 === 0)) {
      const found: string[] = []
      for await (const page of direct.scan(scope, never)) found.push(...page.map(({ id }) => id))
      expect(found.toSorted(), `seed ${seed}`).toEqual(
        testChunks(scope, rows)
          .map(({ id }) => id)
          .toSorted(),
      )
    }
  }, 300_000)
})
