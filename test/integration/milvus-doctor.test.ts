import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { diagnoseMilvus } from '../../src/adapters/milvus/doctor/diagnose-milvus.ts'
import type { Diagnosis } from '../../src/adapters/milvus/doctor/diagnose-milvus.ts'
import type { Finding } from '../../src/adapters/milvus/doctor/finding.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { writeTextColumn } from '../../src/adapters/milvus/wire/write-columns.ts'
import { writeUint64Field } from '../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import type { MilvusOptions } from '../../src/adapters/milvus/calls/milvus-options.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { startConnectProxy } from '../harness/connect-proxy.ts'
import { silentLog } from '../harness/log.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { reservePort } from '../harness/ports.ts'
import type { TestAuthority } from '../harness/milvus/certificates.ts'
import { createTestAuthority } from '../harness/milvus/certificates.ts'
import { testSpec } from '../harness/milvus/chunks.ts'
import type { MilvusStub, StubAnswer, StubTls } from '../harness/milvus/stub.ts'
import { startMilvusStub } from '../harness/milvus/stub.ts'
import type { PretendedServer } from '../harness/milvus/stub-server.ts'
import { countReply, ok, permissionDenied, pretend, refuse, unauthenticated } from '../harness/milvus/stub-server.ts'

const never = new AbortController().signal
const day = 86_400_000
const stamp = (ms: number) => `${new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+Z$/g, '')}Z`

describe('Milvus connection doctor', () => {
  const stubs: MilvusStub[] = []
  /** Round trips take as long as a test says, however busy this machine is. */
  let elapsed = 0
  const clock: Clock = { ...systemClock, monotonicMs: () => elapsed }
  const start = async (server: PretendedServer, tls: StubTls | null = null) => {
    const stub = await startMilvusStub(pretend(server), tls)
    stubs.push(stub)
    return stub
  }
  const options = (address: string, more: Partial<MilvusOptions> = {}): MilvusOptions => ({
    kind: 'milvus',
    address,
    collection: 'chunks',
    log: silentLog,
    clock,
    ...more,
  })
  const diagnose = (target: MilvusOptions, more: Partial<Diagnosis> = {}) =>
    diagnoseMilvus(target, { signal: never, ...more })
  /** What is worse than a note. */
  const troubles = (findings: readonly Finding[]) =>
    findings.filter(({ level }) => level === 'error' || level === 'warning')
  const codes = (findings: readonly Finding[]) => troubles(findings).map(({ code }) => code)
  const diagnoseStub = async (server: PretendedServer, more: Partial<Diagnosis> = {}) =>
    diagnose(options(`http://127.0.0.1:${(await start(server)).port}`), more)

  afterEach(async () => {
    await Promise.all(stubs.splice(0).map((stub) => stub.close()))
  })

  it('finds nothing wrong with a server that is as it should be, and tells what it can do', async () => {
    const findings = await diagnoseStub({}, { dimension: 8, topK: 100 })
    expect(troubles(findings)).toEqual([])
    expect(findings.find(({ code }) => code === 'server_answers')?.message).toContain('filter templates yes, BM25 yes')
  })

  it('tells by trying whether the server can be read in order at one point in time', async () => {
    const page = (ids: readonly string[], readAt: bigint) =>
      ok('Query', (writer) => {
        writeTextColumn(writer, 2, 'pk_id', ids)
        writeUint64Field(writer, 5, readAt)
      })
    const tried = async (reply: StubAnswer) => {
      const first: PretendedServer['first'] = ({ method, body }) =>
        method === 'Query' && body.includes('iterator') ? reply : null
      const findings = await diagnoseStub({ first })
      expect(troubles(findings)).toEqual([])
      return findings.find(({ code }) => code === 'abilities')?.message
    }
    const both = (templates: string, ordered: string) =>
      `Tried on the collection: filter templates ${templates}, ordered iteration ${ordered}.`
    expect(await tried(page(['a_0', 'a_1', 'é_0'], 2n ** 60n))).toBe(both('yes', 'yes'))
    expect(await tried(page(['a_1', 'a_0'], 2n ** 60n))).toBe(both('yes', 'no'))
    expect(await tried(page(['a_0', 'a_1'], 0n))).toBe(both('yes', 'no'))
    expect(await tried(refuse('Query', { code: 1100, reason: 'unknown parameter' }))).toBe(both('yes', 'no'))
  })

  it('names an address that is none, and a Zilliz address without TLS or key', async () => {
    expect(codes(await diagnose(options('ftp://somewhere')))).toEqual(['configuration'])
    expect(codes(await diagnose(options('http://x.zillizcloud.com', { kind: 'zilliz' })))).toEqual(['configuration'])
    expect(codes(await diagnose(options('https://x.zillizcloud.com', { kind: 'zilliz' })))).toEqual(['key_missing'])
  })

  it('names a name that does not resolve', async () => {
    expect(codes(await diagnose(options('http://no-such-host.invalid:19530')))).toEqual(['name_not_resolved'])
  })

  it('names a port nobody listens on', async () => {
    expect(codes(await diagnose(options(`http://127.0.0.1:${await reservePort()}`)))).toEqual(['port_closed'])
  })

  it('names a port where something else than Milvus answers', async () => {
    const page = createServer((_request, response) => response.end('hello'))
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    const bound = page.address()
    const port = typeof bound === 'object' ? bound?.port : 0
    try {
      expect(codes(await diagnose(options(`http://127.0.0.1:${port}`)))).toEqual(['not_milvus'])
    } finally {
      page.close()
    }
  })

  it('goes through the proxy of the environment to a name only the proxy knows', async () => {
    const stub = await start({})
    const proxy = await startConnectProxy(stub.port)
    try {
      vi.stubEnv('grpc_proxy', `http://127.0.0.1:${proxy.port}`)
      const findings = await diagnose(options('http://milvus.invalid:19530'))
      expect(troubles(findings)).toEqual([])
      expect(findings.map(({ code }) => code)).toContain('through_proxy')
      expect(proxy.asked).toEqual(['milvus.invalid:19530'])
    } finally {
      vi.unstubAllEnvs()
      proxy.close()
    }
  })

  describe('with TLS', () => {
    let authority: TestAuthority
    beforeAll(async () => {
      authority = await createTestAuthority()
    })
    afterAll(() => authority.close())

    it('finds a trusted certificate for the right name good', async () => {
      const { port } = await start({}, await authority.issue('127.0.0.1'))
      const findings = await diagnose(options(`https://127.0.0.1:${port}`, { tls: { ca: authority.ca } }))
      expect(troubles(findings)).toEqual([])
    })

    it('names an unknown authority', async () => {
      const { port } = await start({}, await authority.issue('127.0.0.1'))
      expect(codes(await diagnose(options(`https://127.0.0.1:${port}`)))).toEqual(['tls_unknown_ca'])
    })

    it('names a certificate for another name, and is content when that name is set', async () => {
      const { port } = await start({}, await authority.issue('milvus.example'))
      const address = `https://127.0.0.1:${port}`
      expect(codes(await diagnose(options(address, { tls: { ca: authority.ca } })))).toEqual(['tls_wrong_name'])
      const named = options(address, { tls: { ca: authority.ca, serverName: 'milvus.example' } })
      expect(codes(await diagnose(named))).toEqual([])
    })

    it('names an expired certificate and one that soon will be', async () => {
      const expired = await authority.issue('127.0.0.1', stamp(Date.now() - 9 * day), stamp(Date.now() - 2 * day))
      const soon = await authority.issue('127.0.0.1', stamp(Date.now() - 9 * day), stamp(Date.now() + 3 * day))
      const first = await start({}, expired)
      const second = await start({}, soon)
      const tls = { ca: authority.ca }
      expect(codes(await diagnose(options(`https://127.0.0.1:${first.port}`, { tls })))).toEqual(['tls_expired'])
      expect(codes(await diagnose(options(`https://127.0.0.1:${second.port}`, { tls })))).toEqual(['tls_expires_soon'])
    })

    it('names a server that does not speak TLS, and one that does although the address says http', async () => {
      const plain = await start({})
      const secure = await start({}, await authority.issue('127.0.0.1'))
      expect(codes(await diagnose(options(`https://127.0.0.1:${plain.port}`)))).toEqual(['tls_not_spoken'])
      expect(codes(await diagnose(options(`http://127.0.0.1:${secure.port}`)))).toEqual(['server_wants_tls'])
    })
  })

  it('tells a key that is missing from one that is wrong, and shows neither', async () => {
    const right = 'the-right-key'
    const first: PretendedServer['first'] = ({ credential }) => (credential === right ? null : unauthenticated)
    const stub = await start({ first })
    const address = `http://127.0.0.1:${stub.port}`
    expect(codes(await diagnose(options(address)))).toEqual(['key_missing'])
    const wrong = await diagnose(options(address, { credential: () => 'a-wrong-key' }))
    expect(codes(wrong)).toEqual(['key_wrong'])
    expect(JSON.stringify(wrong)).not.toContain('a-wrong-key')
    expect(codes(await diagnose(options(address, { credential: () => right })))).toEqual([])
  })

  it('names a key without the right to read', async () => {
    const first: PretendedServer['first'] = ({ method }) => (method === 'Query' ? permissionDenied : null)
    expect(codes(await diagnoseStub({ first }))).toEqual(['no_right_to_read'])
  })

  it('takes a key that may read but not see whether the collection is loaded for one that may read', async () => {
    const first: PretendedServer['first'] = ({ method }) => (method === 'GetLoadState' ? permissionDenied : null)
    const findings = await diagnoseStub({ first })
    expect(codes(findings)).toEqual([])
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['load_state_hidden', 'readable']))
  })

  it('names a key without the right to write, also when it may not create collections', async () => {
    const cannot = (...methods: string[]): PretendedServer => ({
      first: ({ method }) => (methods.includes(method) ? permissionDenied : null),
    })
    expect(codes(await diagnoseStub(cannot('Upsert'), { write: true }))).toEqual(['no_right_to_write'])
    const readOnly = cannot('CreateCollection', 'Upsert', 'Delete')
    expect(codes(await diagnoseStub(readOnly, { write: true }))).toEqual(['no_right_to_write'])
    const writer = await diagnoseStub(cannot('CreateCollection'), { write: true })
    expect(writer.map(({ code }) => code)).toContain('no_right_to_create')
    expect(codes(writer)).toEqual([])
  })

  it('notices a server that does not keep what it acknowledged', async () => {
    const first: PretendedServer['first'] = ({ method }) => (method === 'Query' ? countReply(0) : null)
    expect(codes(await diagnoseStub({ first }, { write: true }))).toEqual(['write_round_wrong'])
  })

  it('names a database that does not exist', async () => {
    const stub = await start({ databases: ['default', 'archive'] })
    const findings = await diagnose(options(`http://127.0.0.1:${stub.port}`, { database: 'atenex' }))
    expect(codes(findings)).toEqual(['database_missing'])
    expect(troubles(findings)[0]?.message).toContain('default, archive')
  })

  it.each<readonly [string, PretendedServer, Partial<Diagnosis>]>([
    ['collection_missing', { collection: null }, {}],
    ['other_dimension', { collection: { dimension: 384 } }, { dimension: 512 }],
    ['other_metric', { collection: { metric: 'L2' } }, {}],
    ['not_loaded', { collection: { loadState: 1 } }, {}],
    ['being_loaded', { collection: { loadState: 2 } }, {}],
    ['top_k_limit', {}, { topK: 20_000 }],
    ['clock_skew', { time: Date.now() - 120_000 }, {}],
  ])('names %s', async (code, server, diagnosis) => {
    expect(codes(await diagnoseStub(server, diagnosis))).toEqual([code])
  })

  it('says that an adopted collection has no retrieval by words, which is no trouble', async () => {
    const findings = await diagnoseStub({ collection: { adopted: true } })
    expect(findings.find(({ code }) => code === 'no_terms')?.level).toBe('note')
    expect(troubles(findings)).toEqual([])
  })

  it('names plan limits that are near: collections and request size', async () => {
    const collections = Array.from({ length: 60_000 }, (_, index) => `c${index}`)
    const { port } = await start({ collections })
    const target = options(`http://127.0.0.1:${port}`, { limits: { batchBytes: 60 * 1024 * 1024 } })
    expect(codes(await diagnose(target))).toEqual(['request_size_limit', 'collections_near_limit'])
  })

  it('names a suspended cluster, a server that is starting, and one that does not answer', async () => {
    const suspended = { grpcCode: 14, message: 'The cluster is suspended' }
    expect(codes(await diagnoseStub({ first: () => suspended }))).toEqual(['server_suspended'])
    const starting = refuse('Connect', { code: 1, reason: 'service not ready[proxy=3]: Initializing', retriable: true })
    expect(codes(await diagnoseStub({ first: () => starting }))).toEqual(['not_ready'])
    const { port } = await start({ first: () => 'hang' })
    const impatient = options(`http://127.0.0.1:${port}`, { timeouts: { connect: 500 } })
    expect(codes(await diagnose(impatient))).toEqual(['no_answer'])
  })

  it('names a slow round trip', async () => {
    const first: PretendedServer['first'] = ({ method }) => {
      if (method === 'GetVersion') elapsed += 130
      return null
    }
    expect(codes(await diagnoseStub({ first }))).toEqual(['slow_round_trip'])
  })

  it('writes, reads and deletes a row on a real server and leaves nothing behind', async ({ skip }) => {
    const server = await findServer('Milvus Lite 3.2.0')
    if (server.missing) return skip()
    const lite = await server.start()
    try {
      const target = options(lite.address, { collection: `c_${randomUUID().slice(0, 8)}`, timeouts: {} })
      const findings = await diagnose(target, { write: true })
      expect(codes(findings)).toEqual(['collection_missing'])
      expect(findings.find(({ check }) => check === 'write')).toMatchObject({ code: 'write_round', level: 'ok' })
      // A second look counts the collections that are there: the scratch one is gone.
      const again = await diagnose(target)
      expect(codes(again)).toEqual(['collection_missing'])
      const store = openMilvus(target)
      await store.ensure(testSpec(target.collection, 8), never)
      await store.close()
      const there = await diagnose(target)
      expect(codes(there)).toEqual([])
      expect(there.find(({ code }) => code === 'abilities')?.message).toContain('ordered iteration no')
    } finally {
      await lite.stop()
    }
  })
})
