import { afterEach, describe, expect, it } from 'vitest'
import { writeTextColumn } from '../../src/adapters/milvus/wire/write-columns.ts'
import { writeIntField } from '../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import { newScope, testChunks } from '../harness/milvus/chunks.ts'
import { anySearch, pretendedStores } from '../harness/milvus/pretended-stores.ts'
import { countReply, ok, refuse, searchReply } from '../harness/milvus/stub-server.ts'

const never = new AbortController().signal

/** What a server answers is not believed: rows of others, partial truths. */
describe('Milvus adapter against a pretended server', () => {
  const { openStub, closeAll } = pretendedStores()
  afterEach(closeAll)

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
    await expect(store.searchDense(anySearch(mine))).rejects.toMatchObject(refused)
    await expect(store.searchSparse({ ...anySearch(mine), terms: ['contrato'] })).rejects.toMatchObject(refused)
    await expect(store.scan(mine, never)[Symbol.asyncIterator]().next()).rejects.toMatchObject(refused)
  })

  it('refuses hits that do not say whose they are', async () => {
    const { store } = await openStub({
      first: ({ method }) =>
        method === 'Search' ? searchReply([{ id: 'a_0', score: 1, companyId: '', documentId: 'a' }]) : null,
    })
    await expect(store.searchDense(anySearch())).rejects.toMatchObject({ code: 'vector_store_rejected' })
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
    await expect(store.searchDense(anySearch())).rejects.toMatchObject({ code: 'vector_store_rejected' })
  })
})
