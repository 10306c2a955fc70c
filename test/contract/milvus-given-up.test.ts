import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { Clock } from '../../src/ports/clock.ts'
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

  it('stops at once when the caller gives up', async () => {
    const controller = new AbortController()
    const scope = newScope()
    milvus.proxy.plan(({ method }) => {
      if (method !== 'Search') return null
      controller.abort(new Error('the question was withdrawn'))
      return { kind: 'hang' }
    })
    const search = { companyId: scope.companyId, limit: 1, embedding: new Float32Array(8), signal: controller.signal }
    await expect(milvus.store.searchDense(search)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('tells the caller of a write that was given up when it has ended, and only then writes the next', async () => {
    const one = milvus.open(milvus.proxy.address)
    await one.describe(never)
    const [held, arrived] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let upserts = 0
    milvus.proxy.plan(async ({ method }) => {
      if (method !== writesRows) return null
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
    const next = milvus.store.replace(second, testChunks(second, 2), never)
    const waiting = new AbortController()
    const notBegun = milvus.store.replace(newScope(), testChunks(newScope(), 0), waiting.signal)
    waiting.abort(new Error('not begun yet'))
    await expect(notBegun).rejects.toMatchObject({ code: 'cancelled' })
    let closed = false
    const closing = one.close().then(() => (closed = true))
    await milvus.store.describe(never)
    expect({ upserts, closed, told }).toEqual({ upserts: 1, closed: false, told: false })
    held.resolve()
    expect(await given).toMatchObject({ code: 'cancelled' })
    await Promise.all([next, closing])
    expect(await milvus.direct.count(first.companyId, first.documentId, never)).toBe(3)
    expect(await milvus.direct.count(second.companyId, second.documentId, never)).toBe(2)
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
    const writer = milvus.open(milvus.proxy.address, { clock })
    await writer.describe(never)
    milvus.breakOnce(writesRows, { kind: 'late', until: release.promise, done: done.resolve })
    const controller = new AbortController()
    const scope = newScope()
    const written = writer.replace(scope, testChunks(scope, 5), controller.signal)
    controller.abort(new Error('nobody waits any more'))
    await expect(written).rejects.toMatchObject({ code: 'cancelled' })
    await milvus.direct.remove(scope, never)
    expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(0)
  })

  it('ends a write that was given up at its own deadline when the server is silent', async () => {
    const impatient = milvus.open(milvus.proxy.address, { timeouts: { write: 300 } })
    await impatient.describe(never)
    const controller = new AbortController()
    milvus.proxy.plan(({ method }) => {
      if (method !== writesRows) return null
      controller.abort(new Error('nobody waits any more'))
      return { kind: 'hang' }
    })
    const scope = newScope()
    await expect(impatient.replace(scope, testChunks(scope, 2), controller.signal)).rejects.toMatchObject({
      code: 'cancelled',
    })
    milvus.proxy.plan(() => null)
    expect(await milvus.direct.count(scope.companyId, scope.documentId, never)).toBe(0)
  })

  it('ends what waits when the store is closed: for the server, for the breaker, for the next attempt', async () => {
    await milvus.proxy.pause()
    const closing = Array.from({ length: 3 }, () => milvus.open(milvus.proxy.address))
    const scope = newScope()
    const [answering, writing, describing] = closing.map(async (one, index) => {
      if (index === 0) return one.count(scope.companyId, null, never)
      return index === 1 ? one.replace(scope, testChunks(scope, 1), never) : one.info(never)
    })
    const refused = () => milvus.observed.filter(({ outcome }) => outcome === 'unavailable').length
    const calls = Promise.allSettled([answering, writing, describing])
    await Promise.all(closing.map((one) => one.close()))
    for (const outcome of await calls) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } })
    }
    expect(refused()).toBe(0)
    await milvus.proxy.resume()
  })
})
