import { afterEach, describe, expect, it } from 'vitest'
import { writeIntField } from '../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import { newScope, testChunks, testSpec } from '../harness/milvus/chunks.ts'
import { anySearch, lastBody, methodsOf, pretendedStores } from '../harness/milvus/pretended-stores.ts'
import { countReply, ok, refuse } from '../harness/milvus/stub-server.ts'

const never = new AbortController().signal

/** Collections as others left them: without terms, of another layout, not loaded yet. */
describe('Milvus adapter against a pretended server', () => {
  const { openStub, closeAll } = pretendedStores()
  afterEach(closeAll)

  it('adopts a collection of the original as it is: without terms, and says so', async () => {
    const { stub, store } = await openStub({
      collection: { adopted: true },
      first: ({ method, body }) => (method === 'Query' && body.includes('count(*)') ? countReply(1) : null),
    })
    expect(await store.ensure(testSpec('chunks'), never)).toEqual({
      name: 'chunks',
      dimension: 8,
      sparse: false,
      fingerprint: null,
      identity: null,
    })
    expect(methodsOf(stub)).not.toContain('CreateCollection')
    expect(methodsOf(stub)).not.toContain('CreateIndex')
    expect(await store.searchSparse({ ...anySearch(), terms: ['contrato'] })).toBeNull()
    const scope = newScope()
    await store.replace(scope, testChunks(scope, 1), never)
    expect(lastBody(stub, 'Upsert').includes('terms')).toBe(false)
    expect(methodsOf(stub)).not.toContain('Search')
  })

  it('refuses a collection of another dimension or metric with a table of the differences', async () => {
    const { stub, store } = await openStub({ collection: { dimension: 384, metric: 'L2' } })
    const error = await store.ensure(testSpec('chunks', 512), never).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'collection_mismatch', retryable: false })
    expect(String(error)).toMatch(/dimension +512 +384/)
    expect(String(error)).toMatch(/metric of embedding +IP +L2/)
    expect(methodsOf(stub)).not.toContain('LoadCollection')
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
    expect(await store.searchDense(anySearch())).toEqual([])
    expect(methodsOf(stub).filter((method) => method === 'LoadCollection')).toHaveLength(1)
    expect(loaded).toBe(4)
  })
})
