import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { MilvusOptions } from '../../src/adapters/milvus/calls/milvus-options.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { writeTextColumn } from '../../src/adapters/milvus/wire/write-columns.ts'
import {
  createReader,
  readFields,
  readUint64,
  readVarint,
} from '../../src/adapters/milvus/wire/protobuf/protobuf-reader.ts'
import { writeIntField } from '../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import { Secret } from '../../src/config/secret.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { newScope, testChunks, testSpec } from '../harness/milvus/chunks.ts'
import { createTestAuthority } from '../harness/milvus/certificates.ts'
import type { MilvusStub, StubTls } from '../harness/milvus/stub.ts'
import { startMilvusStub } from '../harness/milvus/stub.ts'
import type { PretendedServer } from '../harness/milvus/stub-server.ts'
import { countReply, ok, pretend, refuse, searchReply, unauthenticated } from '../harness/milvus/stub-server.ts'

const never = new AbortController().signal

/** What other servers do and Milvus Lite cannot: rights, templates, consistency, partial truths. */
describe('Milvus adapter against a pretended server', () => {
  const stubs: MilvusStub[] = []
  const stores: VectorStore[] = []

  const start = async (server: PretendedServer, tls: StubTls | null = null) => {
    const stub = await startMilvusStub(pretend(server), tls)
    stubs.push(stub)
    return stub
  }
  const open = (options: Partial<MilvusOptions> & Pick<MilvusOptions, 'address'>) => {
    const store = openMilvus({ kind: 'milvus', collection: 'chunks', log: silentLog, ...options })
    stores.push(store)
    return store
  }
  const openStub = async (server: PretendedServer) => {
    const stub = await start(server)
    return { stub, store: open({ address: `http://127.0.0.1:${stub.port}` }) }
  }
  const methods = (stub: MilvusStub) => stub.calls.map(({ method }) => method)
  const lastBody = (stub: MilvusStub, method: string) =>
    stub.calls.findLast((call) => call.method === method)?.body ?? Buffer.alloc(0)
  const search = (scope = newScope()) => ({
    companyId: scope.companyId,
    embedding: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0),
    limit: 5,
    signal: never,
  })

  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()))
    await Promise.all(stubs.splice(0).map((stub) => stub.close()))
  })

  it('shows nothing when the server answers with a row of another company, in search, scan and lookup', async () => {
    const [mine, foreign] = [newScope(), newScope()]
    const hit = { id: `${foreign.documentId}_0`, score: 0.9, ...foreign }
    const { store } = await openStub({
      first: ({ method, body }) => {
        if (method === 'Search') return searchReply([hit])
        if (method !== 'Query') return null
        if (body.includes('count(*)')) return countReply(1)
        return ok(method, (writer) => {
          writeTextColumn(writer, 2, 'pk_id', [hit.id])
          writeTextColumn(writer, 2, 'company_id', [foreign.companyId])
        })
      },
    })
    const refused = { code: 'vector_store_rejected', retryable: false }
    await expect(store.searchDense(search(mine))).rejects.toMatchObject(refused)
    await expect(store.searchSparse({ ...search(mine), terms: ['contrato'] })).rejects.toMatchObject(refused)
    await expect(store.scan(mine, never)[Symbol.asyncIterator]().next()).rejects.toMatchObject(refused)
  })

  it('refuses hits that do not say whose they are', async () => {
    const { store } = await openStub({
      first: ({ method }) =>
        method === 'Search' ? searchReply([{ id: 'a_0', score: 1, companyId: '', documentId: 'a' }]) : null,
    })
    await expect(store.searchDense(search())).rejects.toMatchObject({ code: 'vector_store_rejected' })
  })

  it('takes a reply without a status for a failure, never for success', async () => {
    const { store } = await openStub({ first: ({ method }) => (method === 'Upsert' ? Buffer.alloc(0) : null) })
    const scope = newScope()
    await expect(store.replace(scope, testChunks(scope, 1), never)).rejects.toMatchObject({
      code: 'vector_store_unavailable',
      details: { kind: 'malformed' },
    })
  })

  it('does not take an acknowledgement of fewer rows than it sent', async () => {
    const { store } = await openStub({
      first: ({ method }) => (method === 'Upsert' ? ok(method, (writer) => writeIntField(writer, 8, 2)) : null),
    })
    const scope = newScope()
    await expect(store.replace(scope, testChunks(scope, 3), never)).rejects.toThrow('2 of 3 rows')
  })

  it('needs both codes to be zero', async () => {
    const { store } = await openStub({
      first: ({ method }) => (method === 'Search' ? refuse(method, { code: 0, errorCode: 5, reason: 'bad' }) : null),
    })
    await expect(store.searchDense(search())).rejects.toMatchObject({ code: 'vector_store_rejected' })
  })

  it('binds filter values where the server has templates, and escapes them where it refuses', async () => {
    const companyId = 'a" or 1 == 1 or "' as ReturnType<typeof newScope>['companyId']
    const modern = await openStub({})
    await modern.store.searchDense({ ...search(), companyId })
    expect(lastBody(modern.stub, 'Search').includes('company_id == {value0}')).toBe(true)
    const refusing = await openStub({
      first: ({ method, body }) =>
        method === 'Query' && body.includes('{value0}')
          ? refuse(method, { code: 1100, reason: 'cannot parse expression' })
          : null,
    })
    await refusing.store.searchDense({ ...search(), companyId })
    expect(lastBody(refusing.stub, 'Search').includes(String.raw`company_id == "a\" or 1 == 1 or \""`)).toBe(true)
    const old = await openStub({ version: 'v2.4.9' })
    await old.store.searchDense(search())
    expect(lastBody(old.stub, 'Search').includes('{value0}')).toBe(false)
  })

  it('sends the metric always, and the parameter its index understands', async () => {
    const params = async (indexType: string) => {
      const { stub, store } = await openStub({ collection: { indexType } })
      await store.searchDense({ ...search(), limit: 200 })
      const body = lastBody(stub, 'Search')
      expect(body.includes('metric_type\x12\x02IP')).toBe(true)
      return /\{"?[^}]*\}$/.exec(
        body
          .subarray(body.indexOf('params\x12') + 8)
          .toString('latin1')
          .split('}')[0] + '}',
      )?.[0]
    }
    expect(await params('HNSW')).toBe('{"ef":300}')
    expect(await params('IVF_FLAT')).toBe('{"nprobe":32}')
    expect(await params('AUTOINDEX')).toBe('{}')
  })

  it('reads Bounded for answers, its own last write shortly after it, and Strong for counts', async () => {
    const levels = (body: Buffer, field: number) => {
      const reader = createReader(body)
      const found = { level: 0, timestamp: 0n }
      readFields(reader, (number, wireType) => {
        if (wireType !== 0) return false
        if (number === field) found.level = readVarint(reader)
        else if (number === (field === 14 ? 11 : 8)) found.timestamp = readUint64(reader)
        else return false
        return true
      })
      return found
    }
    const written = 461_000_000_000_000_001n
    const { stub, store } = await openStub({
      first: ({ method }) => {
        if (method === 'Query') return countReply(1)
        if (method !== 'Upsert') return null
        return Buffer.concat([ok(method), Buffer.from([0x48]), varint(written)])
      },
    })
    await store.searchDense(search())
    expect(levels(lastBody(stub, 'Search'), 14)).toEqual({ level: 2, timestamp: 0n })
    const scope = newScope()
    await store.replace(scope, testChunks(scope, 1), never)
    await store.searchDense(search())
    expect(levels(lastBody(stub, 'Search'), 14)).toEqual({ level: 1, timestamp: written })
    await store.count(scope.companyId, null, never)
    expect(levels(lastBody(stub, 'Query'), 11)).toEqual({ level: 0, timestamp: 0n })
  })

  it('removes what is left of a longer version and never flushes', async () => {
    const scope = newScope()
    const left = [7, 3, 8].map((index) => `${scope.documentId}_${index}`)
    const present = [0, 1, 2].map((index) => `${scope.documentId}_${index}`)
    const { stub, store } = await openStub({
      first: ({ method, body }) => {
        if (method !== 'Query') return null
        if (body.includes('count(*)')) return countReply(6)
        return ok(method, (writer) => {
          const ids = [...left, ...present]
          writeTextColumn(writer, 2, 'pk_id', ids)
          writeTextColumn(
            writer,
            2,
            'company_id',
            ids.map(() => scope.companyId),
          )
        })
      },
    })
    await store.replace(scope, testChunks(scope, 3), never)
    await store.maintain(never)
    const body = lastBody(stub, 'Delete')
    expect(left.map((id) => body.includes(id))).toEqual([true, true, true])
    expect(present.map((id) => body.includes(id))).toEqual([false, false, false])
    expect(methods(stub)).not.toContain('Flush')
    expect(methods(stub).indexOf('Upsert')).toBeLessThan(methods(stub).indexOf('Delete'))
  })

  it('adopts a collection of the original as it is: without terms, and says so', async () => {
    const { stub, store } = await openStub({
      collection: { adopted: true },
      first: ({ method, body }) => (method === 'Query' && body.includes('count(*)') ? countReply(1) : null),
    })
    expect(await store.ensure(testSpec('chunks'), never)).toEqual({ name: 'chunks', dimension: 8, sparse: false })
    expect(methods(stub)).not.toContain('CreateCollection')
    expect(methods(stub)).not.toContain('CreateIndex')
    expect(await store.searchSparse({ ...search(), terms: ['contrato'] })).toEqual([])
    const scope = newScope()
    await store.replace(scope, testChunks(scope, 1), never)
    expect(lastBody(stub, 'Upsert').includes('terms')).toBe(false)
    expect(methods(stub)).not.toContain('Search')
  })

  it('refuses a collection of another dimension or metric with a table of the differences', async () => {
    const { stub, store } = await openStub({ collection: { dimension: 384, metric: 'L2' } })
    const error = await store.ensure(testSpec('chunks', 512), never).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'collection_mismatch', retryable: false })
    expect(String(error)).toMatch(/dimension +512 +384/)
    expect(String(error)).toMatch(/metric of embedding +IP +L2/)
    expect(methods(stub)).not.toContain('LoadCollection')
  })

  it('sends key and database with each call and takes a rotated key from its file without a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atenex-key-'))
    const path = join(folder, 'key')
    await writeFile(path, 'old-key\n')
    let valid = 'old-key'
    const key = Secret.fromFile(path)
    const stub = await start({ first: ({ credential }) => (credential === valid ? null : unauthenticated) })
    const address = `http://127.0.0.1:${stub.port}`
    const store = open({ address, database: 'atenex', credential: () => key.reveal() })
    await store.searchDense(search())
    valid = 'rotated-key-2'
    await expect(store.searchDense(search())).rejects.toMatchObject({ code: 'vector_store_rejected', retryable: true })
    await writeFile(path, 'rotated-key-2\n')
    expect(await store.searchDense(search())).toEqual([])
    expect(stub.calls.at(-1)).toMatchObject({ credential: 'rotated-key-2', database: 'atenex' })
    await rm(folder, { recursive: true })
  })

  it('repeats a call once when the key was rotated while it was under way', async () => {
    let key = 'old'
    const stub = await start({
      first: ({ method, credential }) => {
        if (method !== 'Search' || credential !== 'old') return null
        key = 'new'
        return unauthenticated
      },
    })
    const store = open({ address: `http://127.0.0.1:${stub.port}`, credential: () => key })
    expect(await store.searchDense(search())).toEqual([])
    expect(stub.calls.filter(({ method }) => method === 'Search').map(({ credential }) => credential)).toEqual([
      'old',
      'new',
    ])
  })

  it('opens a plain http Standalone and an https Zilliz with a key by the same build, and no Zilliz without either', async () => {
    const authority = await createTestAuthority()
    try {
      const secure = await start({}, await authority.issue('127.0.0.1'))
      const address = `https://127.0.0.1:${secure.port}`
      const zilliz = open({ kind: 'zilliz', address, credential: () => 'key', tls: { ca: authority.ca } })
      await zilliz.searchDense(search())
      expect(lastBody(secure, 'Search').includes('{"level":2}')).toBe(true)
      expect(secure.calls.at(-1)?.credential).toBe('key')
      expect((await zilliz.info(never)).kind).toBe('zilliz')
    } finally {
      await authority.close()
    }
    const plain = await openStub({})
    expect(await plain.store.searchDense(search())).toEqual([])
    const configuration = expect.objectContaining({ code: 'configuration' })
    const none = { collection: 'chunks', log: silentLog }
    expect(() => openMilvus({ kind: 'zilliz', address: 'http://a.zillizcloud.com', ...none })).toThrow(configuration)
    expect(() => openMilvus({ kind: 'zilliz', address: 'https://a.zillizcloud.com', ...none })).toThrow(configuration)
  })

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
    await store.searchDense(search())
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
    const results = Promise.allSettled(Array.from({ length: 12 }, () => store.searchDense(search())))
    await arrived.promise
    elapsed += 61_000
    hold.resolve()
    expect((await results).filter(({ status }) => status === 'rejected')).toHaveLength(11)
    expect(outcomes.filter((outcome) => outcome === 'not-sent')).toHaveLength(11)
    hold = null
    expect(await store.searchDense(search())).toEqual([])
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

  it('waits for a collection that is being loaded', async () => {
    let loaded = 0
    const { stub, store } = await openStub({
      first: ({ method }) => {
        if (method === 'GetLoadState') return ok(method, (writer) => writeIntField(writer, 2, ++loaded < 4 ? 2 : 3))
        return method === 'Search' && loaded === 0
          ? refuse(method, { code: 101, reason: 'collection not loaded' })
          : null
      },
    })
    expect(await store.searchDense(search())).toEqual([])
    expect(methods(stub).filter((method) => method === 'LoadCollection')).toHaveLength(1)
    expect(loaded).toBe(4)
  })
})

function varint(value: bigint): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return Buffer.from([...bytes, Number(rest)])
}
