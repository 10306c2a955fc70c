import { afterEach, describe, expect, it } from 'vitest'
import { diagnoseMilvus } from '../../src/adapters/milvus/doctor/diagnose-milvus.ts'
import type { MilvusOptions } from '../../src/adapters/milvus/calls/milvus-options.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { decodeDescribeCollection } from '../../src/adapters/milvus/wire/describe-collection.ts'
import type { ProtoWriter } from '../../src/adapters/milvus/wire/protobuf/protobuf-bytes.ts'
import {
  writeBytesField,
  writeMessageField,
  writeStringField,
} from '../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import { createReader, readFields, readWindow } from '../../src/adapters/milvus/wire/protobuf/protobuf-reader.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { newScope, testChunks, testSpec } from '../harness/milvus/chunks.ts'
import type { MilvusStub, StubAnswer, StubCall } from '../harness/milvus/stub.ts'
import { startMilvusStub } from '../harness/milvus/stub.ts'
import { countReply, ok, pretend, refuse } from '../harness/milvus/stub-server.ts'

const never = new AbortController().signal
const unimplemented = { grpcCode: 12, message: 'unknown method' } as const

/** The schema a client asked for, as the bytes it sent. */
function schemaIn(body: Buffer): Buffer {
  let schema: Buffer = Buffer.alloc(0)
  const reader = createReader(body)
  readFields(reader, (field, wireType) => {
    if (field !== 4 || wireType !== 2) return false
    const window = readWindow(reader)
    schema = body.subarray(window.position, window.end)
    return true
  })
  return schema
}

const describedAs = (schema: Buffer) => ok('DescribeCollection', (writer) => writeBytesField(writer, 2, schema))
const definitionOf = (schema: Buffer) => decodeDescribeCollection(describedAs(schema)).value

interface Pretended {
  /** What GetVersion says; null: there is no such call. */
  readonly version: string | null
  /** What it makes of a schema it is sent. */
  readonly understood?: (schema: Buffer) => Buffer
  readonly first?: (call: StubCall) => StubAnswer | null
}

/** Keeps the one collection that is created on it, as far as it understands it. */
function serverWithoutCollection({ version, understood = (schema) => schema, first }: Pretended) {
  let schema: Buffer | null = null
  const missing = (method: string) => refuse(method, { code: 100, reason: 'collection not found' })
  return pretend({
    ...(version === null ? {} : { version }),
    first: (call) => {
      const answer = first?.(call)
      if (answer) return answer
      const { method, body } = call
      if (method === 'GetVersion' && version === null) return unimplemented
      if (method === 'RunAnalyzer') return unimplemented
      if (method === 'CreateCollection') schema = understood(schemaIn(body))
      if (method === 'DropCollection') schema = null
      if (method === 'DescribeIndex') return refuse(method, { code: 700, reason: 'index not found' })
      if (method === 'Query' && body.includes('count(*)')) return countReply(1)
      if (method !== 'DescribeCollection') return null
      return schema === null ? missing(method) : describedAs(schema)
    },
  })
}

describe('what is sent to a server', () => {
  const stubs: MilvusStub[] = []
  const stores: VectorStore[] = []
  const open = async (server: Pretended, more: Partial<MilvusOptions> = {}) => {
    const stub = await startMilvusStub(serverWithoutCollection(server))
    stubs.push(stub)
    const address = `http://127.0.0.1:${stub.port}`
    const options = { kind: 'milvus' as const, address, collection: 'chunks', log: silentLog, ...more }
    const store = openMilvus(options)
    stores.push(store)
    const sent = (method: string) => stub.calls.filter((call) => call.method === method)
    const created = () => sent('CreateCollection').map(({ body }) => definitionOf(schemaIn(body)))
    return { store, sent, created, options }
  }
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()))
    await Promise.all(stubs.splice(0).map((stub) => stub.close()))
  })

  it.each(['v2.3.5-lite', 'v2.3.5', 'v2.4.15', 'v2.5.1-lite', '3.0.0', 'nonsense', '', null])(
    'never holds BM25, a sparse field or a partition key when its version is %j',
    async (version) => {
      const { store, sent, created } = await open({ version })
      const state = await store.ensure(testSpec('chunks'), never)
      expect(state.sparse).toBe(false)
      const [collection] = created()
      expect(collection?.fields.map(({ name }) => name)).toHaveLength(10)
      expect(collection?.functions).toEqual([])
      expect(collection?.fields.filter(({ partitionKey }) => partitionKey)).toEqual([])
      const scope = newScope()
      await store.replace(scope, testChunks(scope, 1), never)
      expect(
        await store.searchSparse({ companyId: scope.companyId, terms: ['plazo'], limit: 3, signal: never }),
      ).toBeNull()
      for (const { body } of [...sent('Upsert'), ...sent('CreateIndex'), ...sent('Query')]) {
        expect(body.includes('terms') || body.includes('sparse') || body.includes('{value0}')).toBe(false)
      }
    },
  )

  it.each(['v2.5.0', '2.6.3', 'milvus_lite-3.2.0', 'Zilliz Cloud Vector Database(Compatible with Milvus 2.5)'])(
    'holds terms and their function when its version is %j',
    async (version) => {
      const { store, created } = await open({ version })
      expect(await store.ensure(testSpec('chunks'), never)).toMatchObject({ sparse: true })
      expect(created()[0]?.functions).toEqual([{ name: 'terms_bm25', input: 'terms', output: 'sparse' }])
    },
  )

  it('holds them too when an unknown server analyses a text, and not when it only says yes', async () => {
    const token = (text: string) => (result: ProtoWriter) =>
      writeMessageField(result, 1, (inner) => writeStringField(inner, 1, text))
    const tokens = ok('RunAnalyzer', (writer) =>
      writeMessageField(writer, 2, (result) => ['uno', 'dos'].forEach((text) => token(text)(result))),
    )
    const answering = (answer: StubAnswer) => ({
      version: null,
      first: ({ method }: StubCall) => (method === 'RunAnalyzer' ? answer : null),
    })
    const proven = await open(answering(tokens))
    expect(await proven.store.ensure(testSpec('chunks'), never)).toMatchObject({ sparse: true })
    const polite = await open(answering(ok('RunAnalyzer')))
    expect(await polite.store.ensure(testSpec('chunks'), never)).toMatchObject({ sparse: false })
  })

  it('never loads a collection whose function the server did not keep, whatever its version promises', async () => {
    const loaded: number[] = []
    const withoutFunctions = (schema: Buffer) => {
      const kept: Buffer[] = []
      const reader = createReader(schema)
      let start = 0
      readFields(reader, (field, wireType) => {
        if (wireType === 2) readWindow(reader)
        if (wireType !== 2) return false
        if (field !== 7) kept.push(schema.subarray(start, reader.position))
        start = reader.position
        return true
      })
      return Buffer.concat(kept)
    }
    const { store, created, sent } = await open({
      version: 'v2.5.4',
      understood: withoutFunctions,
      first: ({ method }) => {
        if (method === 'LoadCollection') loaded.push(created().at(-1)?.fields.length ?? 0)
        return null
      },
    })
    expect(await store.ensure(testSpec('chunks'), never)).toMatchObject({ sparse: false })
    expect(loaded).toEqual([10])
    expect(sent('DropCollection')).toHaveLength(1)
  })

  it('never loads a collection that an earlier version left on a server without sparse fields', async () => {
    const modern = await open({ version: 'v2.5.4' })
    await modern.store.ensure(testSpec('chunks'), never)
    const left = schemaIn(modern.sent('CreateCollection')[0]?.body ?? Buffer.alloc(0))
    const withoutFunction = left.subarray(0, left.indexOf('terms_bm25') - 4)
    const old = await open({
      version: 'v2.3.5-lite',
      first: ({ method }) => {
        if (method === 'DescribeCollection') return describedAs(withoutFunction)
        return method === 'Search' ? refuse(method, { code: 101, reason: 'collection not loaded' }) : null
      },
    })
    const refused = { code: 'collection_mismatch', message: expect.stringContaining('field sparse') }
    await expect(old.store.ensure(testSpec('chunks'), never)).rejects.toMatchObject(refused)
    const search = { companyId: newScope().companyId, embedding: new Float32Array(8), limit: 3, signal: never }
    await expect(old.store.searchDense(search)).rejects.toMatchObject(refused)
    const findings = await diagnoseMilvus(old.options, { signal: never })
    expect(findings.map(({ code }) => code)).toContain('other_fields')
    expect(old.sent('LoadCollection')).toEqual([])
  })

  it('is told by check: what it is taken for and that words are not searched on it', async () => {
    const { options } = await open({ version: 'v2.3.5-lite' })
    const findings = await diagnoseMilvus(options, { signal: never })
    const [server, dense] = findings.filter(({ check }) => check === 'server')
    expect(server?.message).toContain('Version v2.3.5-lite (Milvus 2.3, by its version)')
    expect(dense).toMatchObject({ code: 'dense_only', level: 'note' })
    const nameless = await open({ version: null })
    const said = (await diagnoseMilvus(nameless.options, { signal: never })).find(({ check }) => check === 'server')
    expect(said).toMatchObject({ code: 'server_answers', message: expect.stringContaining('Version unknown') })
  })
})
