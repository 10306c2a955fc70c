import { afterEach, describe, expect, it } from 'vitest'
import { writeIntField } from '../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { newScope, testChunks, testSpec } from '../harness/milvus/chunks.ts'
import { anySearch, pretendedStores } from '../harness/milvus/pretended-stores.ts'
import { countReply, ok, searchReply } from '../harness/milvus/stub-server.ts'

const never = new AbortController().signal

/** Repeats and waits, whatever the clocks say. */
describe('Milvus adapter against a pretended server', () => {
  const { start, open, openStub, closeAll } = pretendedStores()
  afterEach(closeAll)

  it('counts calls with their failures, retries and bytes', async () => {
    const seen: { method: string; outcome: string; retries: number; sentBytes: number }[] = []
    let busy = true
    const stub = await start({
      first: ({ method }) => {
        if (method !== 'Search' || !busy) return null
        busy = false
        return { grpcCode: 14, message: 'try again' }
      },
    })
    const store = open({
      address: `http://127.0.0.1:${stub.port}`,
      observer: { call: (call) => seen.push(call), breaker: () => {} },
    })
    await store.searchDense(anySearch())
    expect(seen.at(-1)).toMatchObject({ method: 'Search', outcome: 'ok', retries: 1 })
    expect(seen.at(-1)?.sentBytes).toBeGreaterThan(200)
  })

  it('does not take the server for away when calls used up their time waiting for their turn', async () => {
    const states: string[] = []
    const outcomes: string[] = []
    let elapsed = 0
    let hold: PromiseWithResolvers<void> | null = null
    const arrived = Promise.withResolvers<void>()
    const { port } = await start({
      first: async ({ method }) => {
        if (method !== 'Search') return null
        arrived.resolve()
        await hold?.promise
        return searchReply([])
      },
    })
    const store = open({
      address: `http://127.0.0.1:${port}`,
      limits: { searches: 1 },
      timeouts: { answerBudget: 60_000 },
      clock: { ...systemClock, monotonicMs: () => elapsed },
      observer: { call: ({ outcome }) => outcomes.push(outcome), breaker: (state) => states.push(state) },
    })
    await store.describe(never)
    hold = Promise.withResolvers<void>()
    const results = Promise.allSettled(Array.from({ length: 12 }, () => store.searchDense(anySearch())))
    await arrived.promise
    elapsed += 61_000
    hold.resolve()
    expect((await results).filter(({ status }) => status === 'rejected')).toHaveLength(11)
    expect(outcomes.filter((outcome) => outcome === 'not-sent')).toHaveLength(11)
    hold = null
    expect(await store.searchDense(anySearch())).toEqual([])
    expect(states).toEqual([])
  })

  it('goes on waiting and trying again although the clock of the machine jumps', async () => {
    let now = Date.now()
    let refusals = 0
    let loading = 0
    const { stub } = await openStub({
      first: ({ method }) => {
        now += 3_600_000
        if (method === 'GetLoadState') return ok(method, (writer) => writeIntField(writer, 2, ++loading < 4 ? 2 : 3))
        if (method === 'Upsert' && ++refusals < 4) return { grpcCode: 14, message: 'try again' }
        return method === 'Query' ? countReply(1) : null
      },
    })
    const store = open({
      address: `http://127.0.0.1:${stub.port}`,
      clock: { ...systemClock, now: () => new Date((now += 3_600_000)) },
    })
    await store.ensure(testSpec('chunks'), never)
    const scope = newScope()
    await store.replace(scope, testChunks(scope, 1), never)
    expect({ refusals, loading }).toEqual({ refusals: 4, loading: 4 })
  })

  it('looks at what it wrote only when the clock has gone on, where a server is not known to show it before', async () => {
    let now = 0
    let written = -1
    const { stub } = await openStub({
      version: '',
      first: ({ method }) => {
        if (method === 'RunAnalyzer') return { grpcCode: 12, message: 'unknown method' }
        if (method === 'Upsert') written = now
        // as Milvus Lite 2.5: rows get a time within a millisecond, and a read is of its beginning
        return method === 'Query' ? countReply(written >= 0 && now > written ? 3 : 0) : null
      },
    })
    const sleep = async (ms: number) => void (now += ms)
    const store = open({ address: `http://127.0.0.1:${stub.port}`, clock: { ...systemClock, sleep } })
    const scope = newScope()
    await expect(store.replace(scope, testChunks(scope, 3), never)).resolves.toBeUndefined()
  })
})
