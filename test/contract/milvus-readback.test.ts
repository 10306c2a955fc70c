import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { newScope, testChunks, testFingerprint, unitVector } from '../harness/milvus/chunks.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { readBack } from '../harness/milvus/readback.ts'
import { findServers } from '../harness/milvus/real-servers.ts'
import { dropAfterFile, sharedServer } from '../harness/milvus/share-server.ts'

const never = new AbortController().signal
const dimension = 384
const fields = ['pk_id', 'embedding', 'content', 'company_id', 'document_id', 'file_name', 'page', 'title', 'tokens']
const originalFields = [...fields, 'content_hash']

const base64 = (vector: Float32Array) =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')

/** A row as pymilvus gives it, floats as the base64 of their bytes. */
const asRead = (words: boolean) => (chunk: IndexedChunk) => ({
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
  ...(words ? { terms: chunk.terms } : {}),
})

/** Denormal, negative zero and the smallest difference from one must survive too. */
const odd = [1e-42, -0, 1 + 2 ** -23]
function chunksWithOddFloats(scope: Parameters<typeof testChunks>[0]): readonly IndexedChunk[] {
  return testChunks(scope, 30, dimension).map((chunk, row) => ({
    ...chunk,
    embedding: unitVector(dimension, row).map((value, index) => (row === 7 ? (odd[index] ?? value) : value)),
  }))
}

const clients = {
  'the pymilvus of the original, 2.4.15': await pythonEnvironment('pymilvus-2.4.15'),
  'a current pymilvus, 3.0.2': await pythonEnvironment('milvus-lite-3.2.0'),
} as const

for (const { name, missing, words } of await findServers()) {
  describe.skipIf(missing)(`what is written to ${name}`, () => {
    const collection = `readback_${randomUUID().slice(0, 8)}`
    let address: string
    let store: VectorStore
    beforeAll(async () => {
      const server = await sharedServer(name)
      address = server.address
      dropAfterFile(server, collection)
      store = openMilvus({ kind: 'milvus', address, collection, log: silentLog })
      await store.ensure({ name: collection, dimension, fingerprint: testFingerprint(dimension) }, never)
    })
    afterAll(() => store?.close())

    for (const [client, python] of Object.entries(clients)) {
      it.skipIf(python.found === null)(`is read by ${client}, every row and every bit of every float`, async () => {
        const [grown, cut] = [newScope(), newScope()]
        const chunks = chunksWithOddFloats(grown)
        await store.replace(grown, testChunks(grown, 40, dimension, 2), never)
        await store.replace(grown, chunks, never)
        // Values are cut to the fields by bytes, where a server would refuse the whole document.
        const [long] = testChunks(cut, 1, dimension)
        if (long === undefined) throw new Error('one chunk was made')
        await store.replace(cut, [{ ...long, fileName: 'ñ'.repeat(512), content: '東'.repeat(20_000) }], never)
        const filter = `document_id in ["${grown.documentId}", "${cut.documentId}"]`
        const read = await readBack(
          needed(python),
          { address, collection },
          { what: 'rows', filter, fields: words ? [...originalFields, 'terms'] : originalFields },
        )
        const written = [...chunks, { ...long, fileName: 'ñ'.repeat(256), content: '東'.repeat(6_666) }]
        expect(sortById(read)).toEqual(sortById(written.map(asRead(words))))
      })
    }
  })
}

function sortById(rows: unknown): unknown {
  if (!Array.isArray(rows)) return rows
  return rows.toSorted((left: { pk_id: string }, right: { pk_id: string }) => (left.pk_id < right.pk_id ? -1 : 1))
}
