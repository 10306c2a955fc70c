import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import type { MilvusLite } from '../harness/milvus/lite.ts'
import { milvusPython, startMilvusLite } from '../harness/milvus/lite.ts'
import { newScope, testChunks, testFingerprint, unitVector } from '../harness/milvus/chunks.ts'
import type { ReadbackRequest } from '../harness/milvus/readback.ts'
import { readBack } from '../harness/milvus/readback.ts'

const python = await milvusPython()
const never = new AbortController().signal
const dimension = 384
const fields = ['pk_id', 'embedding', 'content', 'company_id', 'document_id', 'file_name', 'page', 'title', 'tokens']
const allFields = [...fields, 'content_hash', 'terms']

const base64 = (vector: Float32Array) =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')

/** A row as pymilvus gives it, floats as the base64 of their bytes. */
const asRead = (chunk: IndexedChunk) => ({
  pk_id: chunk.id,
  embedding: base64(chunk.embedding),
  content: chunk.content,
  company_id: chunk.companyId,
  document_id: chunk.documentId,
  file_name: chunk.fileName,
  page: chunk.page ?? -1,
  title: chunk.title,
  tokens: chunk.tokens,
  content_hash: chunk.contentHash,
  terms: chunk.terms,
})

describe.skipIf(python.found === null)('what is written to Milvus, read by pymilvus', () => {
  const collection = `readback_${randomUUID().slice(0, 8)}`
  let lite: MilvusLite
  let store: VectorStore
  const read = (request: ReadbackRequest) => {
    if (python.found === null) throw new Error(python.reason)
    return readBack(python.found, lite.address, collection, request)
  }

  beforeAll(async () => {
    if (python.found === null) return
    lite = await startMilvusLite(python.found)
    store = openMilvus({ kind: 'milvus', address: lite.address, collection, log: silentLog })
    await store.ensure({ name: collection, dimension, fingerprint: testFingerprint(dimension) }, never)
  }, 700_000)

  afterAll(async () => {
    await store?.close()
    await lite?.stop()
  })

  it('has the ten fields of the original in its order, types and lengths, then terms and their vector', async () => {
    const varchar = (name: string, length: number) => ({ name, type: 'VARCHAR', params: { max_length: length } })
    expect(await read({ what: 'schema' })).toMatchObject({
      fields: [
        { ...varchar('pk_id', 255), primary: true },
        { name: 'embedding', type: 'FLOAT_VECTOR', params: { dim: dimension } },
        varchar('content', 20_000),
        { ...varchar('company_id', 64), partitionKey: true },
        varchar('document_id', 64),
        varchar('file_name', 512),
        { name: 'page', type: 'INT64' },
        varchar('title', 512),
        { name: 'tokens', type: 'INT64' },
        varchar('content_hash', 64),
        { ...varchar('terms', 65_535), params: { max_length: 65_535, enable_analyzer: 'true' } },
        { name: 'sparse', type: 'SPARSE_FLOAT_VECTOR' },
      ],
      functions: [[['terms'], ['sparse']]],
      indexes: {
        embedding: { metric_type: 'IP' },
        sparse: { index_type: 'SPARSE_INVERTED_INDEX', metric_type: 'BM25', params: { bm25_k1: 1.2, bm25_b: 0.75 } },
        document_id: { index_type: 'INVERTED' },
      },
    })
  })

  it('remembers the embedder it was made with and refuses another, also after a restart', async () => {
    const other = { ...testFingerprint(dimension), model: 'another-model' }
    await lite.restart()
    const error = await store.ensure({ name: collection, dimension, fingerprint: other }, never).catch(String)
    expect(error).toMatch(/embedder fingerprint +equal +model: stored test-model, offered another-model/)
    const same = { name: collection, dimension, fingerprint: { ...testFingerprint(dimension), chunking: '2' } }
    expect(await store.ensure(same, never)).toEqual({ name: collection, dimension, sparse: true })
  })

  it('has every field of every row and every bit of every float', async () => {
    const scope = newScope()
    // Denormal, negative zero and the smallest difference from one must survive too.
    const odd = [1e-42, -0, 1 + 2 ** -23]
    const chunks = testChunks(scope, 30, dimension).map((chunk, row) => ({
      ...chunk,
      embedding: unitVector(dimension, row).map((value, index) => (row === 7 ? (odd[index] ?? value) : value)),
    }))
    await store.replace(scope, chunks, never)
    const rows = await read({ what: 'rows', filter: `document_id == "${scope.documentId}"`, fields: allFields })
    expect(sortById(rows)).toEqual(sortById(chunks.map(asRead)))
  })

  it('has values cut to the fields by bytes, where a server would refuse the whole document', async () => {
    const scope = newScope()
    const long = testChunks(scope, 1, dimension).map((chunk) => {
      return { ...chunk, fileName: 'ñ'.repeat(512), content: '東'.repeat(20_000) }
    })
    await store.replace(scope, long, never)
    const rows = await read({ what: 'rows', filter: `document_id == "${scope.documentId}"`, fields: allFields })
    expect(rows).toMatchObject([{ file_name: 'ñ'.repeat(256), content: '東'.repeat(6_666) }])
  })

  it('is found by words', async () => {
    const scope = newScope()
    const chunks = testChunks(scope, 12, dimension)
    await store.replace(scope, chunks, never)
    const filter = `company_id == "${scope.companyId}"`
    const found = await read({ what: 'words', filter, terms: 'garantia n2', limit: 3 })
    const ours = await store.searchSparse({
      companyId: scope.companyId,
      terms: ['garantia', 'n2'],
      limit: 3,
      signal: never,
    })
    expect(found).toEqual(ours.map(({ id }) => id))
    expect(ours[0]?.id).toBe(chunks[2]?.id)
  })
})

function sortById(rows: unknown): unknown {
  if (!Array.isArray(rows)) return rows
  return rows.toSorted((left: { pk_id: string }, right: { pk_id: string }) => (left.pk_id < right.pk_id ? -1 : 1))
}
