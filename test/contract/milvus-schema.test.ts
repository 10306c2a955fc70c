import { foundByWords } from '../harness/found-by-words.ts'
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { newScope, testChunks, testFingerprint } from '../harness/milvus/chunks.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { readBack } from '../harness/milvus/readback.ts'
import type { ServerName } from '../harness/milvus/real-servers.ts'
import { findServer, findServers } from '../harness/milvus/real-servers.ts'
import { dropAfterFile, sharedServer } from '../harness/milvus/share-server.ts'

const pymilvus = await pythonEnvironment('milvus-lite-3.2.0')
const never = new AbortController().signal
const dimension = 384
const specOf = (name: string) => ({ name, dimension, fingerprint: testFingerprint(dimension) })
const stores: VectorStore[] = []
const open = (address: string, collection: string) => {
  const store = openMilvus({ kind: 'milvus', address, collection, log: silentLog })
  stores.push(store)
  return store
}
const newName = () => `schema_${randomUUID().slice(0, 8)}`
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
})

const varchar = (name: string, length: number) => ({ name, type: 'VARCHAR', params: { max_length: length } })

/** The ten of the original in its order, types and lengths. */
const original = [
  { ...varchar('pk_id', 255), primary: true },
  { name: 'embedding', type: 'FLOAT_VECTOR', params: { dim: dimension } },
  varchar('content', 20_000),
  varchar('company_id', 64),
  varchar('document_id', 64),
  varchar('file_name', 512),
  { name: 'page', type: 'INT64' },
  varchar('title', 512),
  { name: 'tokens', type: 'INT64' },
  varchar('content_hash', 64),
]
const denseOnly = { fields: original, functions: [] }
const words = {
  fields: [
    ...original.map((field) => (field.name === 'company_id' ? { ...field, partitionKey: true } : field)),
    { ...varchar('terms', 65_535), params: { max_length: 65_535, enable_analyzer: 'true' } },
    { name: 'sparse', type: 'SPARSE_FLOAT_VECTOR' },
  ],
  functions: [[['terms'], ['sparse']]],
}
const wordIndex = {
  index_type: 'SPARSE_INVERTED_INDEX',
  metric_type: 'BM25',
  params: { bm25_k1: 1.2, bm25_b: 0.75 },
}

/** What a new collection is on each server, as pymilvus describes it. */
const schemas: Readonly<Record<ServerName, { readonly fields: readonly object[]; readonly indexes: object }>> = {
  'Milvus Standalone 2.3.5': {
    ...denseOnly,
    indexes: { embedding_hnsw_idx: { index_type: 'HNSW', metric_type: 'IP' }, document_id_idx: { index_type: 'Trie' } },
  },
  'Milvus Lite 2.5.1': { ...denseOnly, indexes: { embedding_hnsw_idx: { metric_type: 'IP' } } },
  'Milvus Lite 3.2.0': {
    ...words,
    indexes: { embedding: { metric_type: 'IP' }, sparse: wordIndex, document_id: { index_type: 'INVERTED' } },
  },
}

for (const { name, missing } of await findServers()) {
  describe.skipIf(missing || pymilvus.found === null)(`a new collection on ${name}`, () => {
    it('has the fields of the original, and those of retrieval by words where the server has it', async () => {
      const server = await sharedServer(name)
      const { address } = server
      const collection = newName()
      dropAfterFile(server, collection)
      await open(address, collection).ensure(specOf(collection), never)
      const { fields } = schemas[name]
      const schema = await readBack(needed(pymilvus), { address, collection }, { what: 'schema' })
      expect(schema).toMatchObject(schemas[name])
      // Nothing more than that: a server may keep what it does not understand and fall over it later.
      expect(schema).toHaveProperty('fields.length', fields.length)
    })

    it('remembers the embedder it was made with and refuses another', async () => {
      const server = await sharedServer(name)
      const { address } = server
      const collection = newName()
      dropAfterFile(server, collection)
      const made = await open(address, collection).ensure(specOf(collection), never)
      const other = { ...testFingerprint(dimension), model: 'another-model' }
      const later = open(address, collection)
      const refused = later.ensure({ ...specOf(collection), fingerprint: other }, never)
      await expect(refused).rejects.toThrow(
        /embedder fingerprint +equal +model: stored test-model, offered another-model/,
      )
      const chunked = { ...testFingerprint(dimension), chunking: '2' }
      expect(await later.ensure({ ...specOf(collection), fingerprint: chunked }, never)).toEqual(made)
    })
  })
}

const lite = await findServer('Milvus Lite 3.2.0')
describe.skipIf(lite.missing)(`a collection on ${lite.name}`, () => {
  it('still knows its embedder after a restart', async () => {
    const server = await lite.start()
    try {
      const collection = newName()
      const store = open(server.address, collection)
      await store.ensure(specOf(collection), never)
      await server.restart()
      const other = { ...testFingerprint(dimension), model: 'another-model' }
      await expect(store.ensure({ ...specOf(collection), fingerprint: other }, never)).rejects.toThrow('another-model')
    } finally {
      await server.stop()
    }
  })

  it('is found by words by pymilvus as by us', async () => {
    const { address } = await sharedServer(lite.name)
    const collection = newName()
    const store = open(address, collection)
    await store.ensure(specOf(collection), never)
    const scope = newScope()
    const chunks = testChunks(scope, 12, dimension)
    await store.replace(scope, chunks, never)
    const filter = `company_id == "${scope.companyId}"`
    const request = { what: 'words' as const, filter, terms: 'garantia n2', limit: 3 }
    const found = await readBack(needed(pymilvus), { address, collection }, request)
    const search = { companyId: scope.companyId, terms: ['garantia', 'n2'], limit: 3, signal: never }
    const ours = await foundByWords(store, search)
    expect(found).toEqual(ours.map(({ id }) => id))
    expect(ours[0]?.id).toBe(chunks[2]?.id)
  })
})
