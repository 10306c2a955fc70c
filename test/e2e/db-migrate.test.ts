import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { silentLog } from '../harness/log.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { emptyFolder, freshFolder } from '../harness/product.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const lite = await findServer('Milvus Lite 3.2.0')
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

/** Of a product that has been started before: its models are unpacked, which is not what most of these tests are about. */
async function dataFolder(make: () => Promise<string> = freshFolder): Promise<string> {
  const folder = await make()
  closers.push(() => removeFolder(folder))
  return folder
}

function migrate(env: Readonly<Record<string, string>>) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; out: string; err: string }>()
  const child = execFile(
    process.execPath,
    [main, '--json', 'db', 'migrate'],
    { env: { ...process.env, ...env }, timeout: 120_000 },
    (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
  )
  return promise
}

describe('atenex db migrate', () => {
  test('sets up the embedded parts once, and says the second time that nothing was left to do', async () => {
    const env = { ATENEX_DATA_DIR: await dataFolder(emptyFolder) }
    const first = await migrate(env)
    expect(first.code, first.err).toBe(0)
    const collection = { store: 'embedded', name: 'atenex_multilingual_e5_small', dimension: 384 }
    expect(JSON.parse(first.out)).toMatchObject({
      schema: expect.arrayContaining([expect.stringContaining('0001'), expect.stringContaining('0002')]),
      collection,
    })
    // what the log has to say does not get between the data
    const second = await migrate({ ...env, ATENEX_MISSPELT: '1' })
    expect(second.code).toBe(0)
    expect(second.err).toContain('ATENEX_MISSPELT')
    expect(JSON.parse(second.out)).toMatchObject({ schema: [], collection })
  })

  test('names the server that does not answer, and never the password', async () => {
    const env = {
      ATENEX_DATA_DIR: await dataFolder(() => freshFolder('models')),
      DATABASE_URL: 'postgres://ana:secreta@127.0.0.1:1/atenex',
    }
    const { code, err } = await migrate(env)
    expect(code).toBe(1)
    expect(JSON.parse(err).error).toMatchObject({ code: 'database_unavailable' })
    expect(err).toContain('127.0.0.1:1')
    expect(err).not.toContain('secreta')
  })

  test('fails soon and clearly when the vector store is away', async () => {
    const database = await createTestDatabase()
    closers.push(() => database.drop())
    const away = 'http://127.0.0.1:1'
    const { code, err } = await migrate({
      ATENEX_DATA_DIR: await dataFolder(() => freshFolder('models')),
      DATABASE_URL: database.url,
      INGEST_MILVUS_URI: away,
      QUERY_MILVUS_URI: away,
    })
    expect(code).toBe(1)
    expect(err).toContain('vector_store_unavailable')
  })
})

describe.skipIf(lite.missing)('atenex db migrate on a Milvus server', () => {
  test('creates one complete collection when three are started at once', async () => {
    const server = await lite.start()
    closers.push(() => server.stop())
    const database = await createTestDatabase()
    closers.push(() => database.drop())
    const env = { DATABASE_URL: database.url, INGEST_MILVUS_URI: server.address, QUERY_MILVUS_URI: server.address }
    const folders = await Promise.all([dataFolder(), dataFolder(), dataFolder()])
    const results = await Promise.all(folders.map((folder) => migrate({ ...env, ATENEX_DATA_DIR: folder })))
    expect(results.map(({ code, err }) => [code, err])).toEqual([0, 0, 0].map((code) => [code, '']))
    const collection = 'atenex_multilingual_e5_small'
    for (const { out } of results) {
      expect(JSON.parse(out)).toMatchObject({ schema: [], collection: { store: 'milvus', name: collection } })
    }
    const store = openMilvus({ kind: 'milvus', address: server.address, collection, log: silentLog })
    closers.push(() => store.close())
    const state = await store.describe(new AbortController().signal)
    expect(state).toMatchObject({ name: collection, dimension: 384, sparse: true })
  })
})
