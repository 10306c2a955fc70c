import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { Secret } from '../../src/config/secret.ts'
import { silentLog } from '../harness/log.ts'
import { createTestAuthority } from '../harness/milvus/certificates.ts'
import { anySearch, lastBody, pretendedStores } from '../harness/milvus/pretended-stores.ts'
import { unauthenticated } from '../harness/milvus/stub-server.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const never = new AbortController().signal

/** Keys, databases and secure connections. */
describe('Milvus adapter against a pretended server', () => {
  const { start, open, openStub, closeAll } = pretendedStores()
  afterEach(closeAll)

  it('sends key and database with each call and takes a rotated key from its file without a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atenex-key-'))
    const path = join(folder, 'key')
    await writeFile(path, 'old-key\n')
    let valid = 'old-key'
    const key = Secret.fromFile(path)
    const stub = await start({ first: ({ credential }) => (credential === valid ? null : unauthenticated) })
    const address = `http://127.0.0.1:${stub.port}`
    const store = open({ address, database: 'atenex', credential: () => key.reveal() })
    await store.searchDense(anySearch())
    valid = 'rotated-key-2'
    await expect(store.searchDense(anySearch())).rejects.toMatchObject({
      code: 'vector_store_rejected',
      retryable: true,
    })
    await writeFile(path, 'rotated-key-2\n')
    expect(await store.searchDense(anySearch())).toEqual([])
    expect(stub.calls.at(-1)).toMatchObject({ credential: 'rotated-key-2', database: 'atenex' })
    await removeFolder(folder)
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
    expect(await store.searchDense(anySearch())).toEqual([])
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
      await zilliz.searchDense(anySearch())
      expect(lastBody(secure, 'Search').includes('{"level":2}')).toBe(true)
      expect(secure.calls.at(-1)?.credential).toBe('key')
      expect((await zilliz.info(never)).kind).toBe('zilliz')
    } finally {
      await authority.close()
    }
    const plain = await openStub({})
    expect(await plain.store.searchDense(anySearch())).toEqual([])
    const configuration = expect.objectContaining({ code: 'configuration' })
    const none = { collection: 'chunks', log: silentLog }
    expect(() => openMilvus({ kind: 'zilliz', address: 'http://a.zillizcloud.com', ...none })).toThrow(configuration)
    expect(() => openMilvus({ kind: 'zilliz', address: 'https://a.zillizcloud.com', ...none })).toThrow(configuration)
  })
})
