import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { readyReply } from '../../src/contract/health.ts'
import { apiOf, workerMs } from '../harness/api.ts'
import { startFaultProxy } from '../harness/milvus/fault-proxy.ts'
import { findServer, writesRows } from '../harness/milvus/real-servers.ts'
import type { RealMilvus } from '../harness/milvus/server-process.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { discardProduct, fastEmbedder, startProduct, type Product } from '../harness/product.ts'
import { secretWord, spanishText } from '../harness/texts.ts'
import { waitFor } from '../harness/wait.ts'

const lite = await findServer('Milvus Lite 3.2.0')
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function startLite(): Promise<RealMilvus> {
  const server = await lite.start()
  closers.push(() => server.stop())
  return server
}

async function productOn({ address }: Pick<RealMilvus, 'address'>, env: Readonly<Record<string, string>> = {}) {
  const product = await startProduct({
    env: { ...fastEmbedder, INGEST_MILVUS_URI: address, QUERY_MILVUS_URI: address, ...env },
  })
  closers.push(() => discardProduct(product))
  return product
}

const ready = async (product: Product) => readyReply.parse(await (await fetch(`${product.url}/ready`)).json())

describe.skipIf(lite.missing)('the whole product on Milvus Lite', () => {
  test('a server killed in mid-ingest delays documents and loses none; answers say so meanwhile; deletes go on by themselves', async () => {
    const server = await startLite()
    const product = await productOn(server)
    const api = apiOf(product.url, randomUUID())
    const doomed = await api.uploaded('borrar.txt', spanishText(99, 3))
    await api.finished(doomed)
    const ids: string[] = []
    for (let number = 0; number < 8; number += 1) ids.push(await api.uploaded(`${number}.txt`, spanishText(number, 12)))
    await server.kill()

    // Another reason may stand there first: readiness looks every few seconds only.
    await waitFor(async () => (await ready(product)).reasons.join().includes('vector store'), {
      what: 'degraded',
    })
    // from the words in PostgreSQL
    const meanwhile = await api.ask(`¿Cuál es la clave del expediente ${secretWord(99)}?`)
    expect(meanwhile.retrieval).toMatchObject({ mode: 'sparse', degraded: true })
    expect(meanwhile.citations[0]?.quote).toContain(secretWord(99))
    ids.push(await api.uploaded('mientras tanto.txt', spanishText(50, 2)))
    expect(await api.delete(doomed)).toBe(503)
    expect(await api.status(doomed)).toBeNull()

    await server.restart()
    for (const id of ids) {
      expect(await api.finished(id)).toMatchObject({ status: 'processed' })
    }
    await waitFor(async () => (await ready(product)).status === 'ready', { what: 'readiness' })
    // The worker may have been back before the API was: until then it says −1, unknown.
    for (const id of ids) {
      const item = await api.status(id)
      expect(item?.milvus_chunk_count).toBe(item?.chunk_count)
    }
    await waitFor(async () => (await api.delete(doomed)) === 404, { what: 'the removal to end', timeoutMs: workerMs })
    // The word alone: Milvus Lite weighs words by file, so where common ones stand beside it the order depends on its flushes.
    const reply = await api.ask(secretWord(50))
    expect(reply.retrieval).toMatchObject({ mode: 'hybrid', degraded: false })
    expect(reply.citations[0]?.file_name).toBe('mientras tanto.txt')
  })

  test('the worker and an API that deletes never write to Milvus Lite at the same time', async () => {
    const proxy = await startFaultProxy((await startLite()).port)
    closers.push(() => proxy.close())
    const database = await createTestDatabase()
    closers.push(() => database.drop())
    const product = await productOn(proxy, { DATABASE_URL: database.url })
    const api = apiOf(product.url, randomUUID())
    const old: string[] = []
    for (let number = 0; number < 5; number += 1)
      old.push(await api.uploaded(`old ${number}.txt`, spanishText(number, 2)))
    for (const id of old) await api.finished(id)

    const seen = { writes: 0, underWay: 0, together: 0, waited: 0 }
    const othersWait = await watchLocks(database.url)
    proxy.plan(async ({ method }) => {
      if (![writesRows, 'Delete', 'Flush'].includes(method)) return null
      seen.writes += 1
      seen.underWay += 1
      seen.together = Math.max(seen.together, seen.underWay)
      // The first write lasts until the other process wants to write, too.
      if (seen.waited === 0) {
        await waitFor(async () => seen.together > 1 || (await othersWait()), {
          what: 'the other process to wait for its turn, or not to wait',
          everyMs: 20,
        })
        seen.waited += 1
      }
      seen.underWay -= 1
      return null
    })
    const fresh: string[] = []
    for (let number = 5; number < 11; number += 1)
      fresh.push(await api.uploaded(`${number}.txt`, spanishText(number, 2)))
    expect(await Promise.all(old.map((id) => api.delete(id)))).toEqual(old.map(() => 204))
    for (const id of fresh) expect(await api.finished(id)).toMatchObject({ status: 'processed' })
    expect(seen.writes).toBeGreaterThanOrEqual(old.length + fresh.length)
    expect(seen).toMatchObject({ together: 1, waited: 1 })
  })
})

/** Asks PostgreSQL whether somebody waits for a lock that processes agree on. */
async function watchLocks(databaseUrl: string): Promise<() => Promise<boolean>> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  closers.push(() => client.end())
  return async () => {
    const { rowCount } = await client.query(
      `select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    )
    return (rowCount ?? 0) > 0
  }
}
