import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { checkReply, readyReply } from '../../src/contract/health.ts'
import { apiOf } from '../harness/api.ts'
import { startFaultProxy } from '../harness/milvus/fault-proxy.ts'
import { milvusPython, startMilvusLite, type MilvusLite, type MilvusPython } from '../harness/milvus/lite.ts'
import { discardProduct, startProduct, type Product } from '../harness/product.ts'
import { secretWord, spanishText } from '../harness/texts.ts'
import { waitFor } from '../harness/wait.ts'

const python = await milvusPython()
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function lite(): Promise<MilvusLite> {
  const server = await startMilvusLite(needed())
  closers.push(() => server.stop())
  return server
}

async function productOn(server: Pick<MilvusLite, 'address'>): Promise<Product> {
  const product = await startProduct({
    env: { INGEST_MILVUS_URI: server.address, QUERY_MILVUS_URI: server.address },
  })
  closers.push(() => discardProduct(product))
  return product
}

function needed(): MilvusPython {
  if (python.found === null) throw new Error(python.reason)
  return python.found
}

const ready = async (product: Product) => readyReply.parse(await (await fetch(`${product.url}/ready`)).json())

const metricsOf = async (product: Product) => (await fetch(`${product.url}/metrics`)).text()

/** Without Python the tests are skipped; `milvusPython` has printed why, and throws under `CI=true`. */
describe.skipIf(python.found === null)('the whole product on a Milvus server', () => {
  test('uploads, answers from both legs, and deletes until nothing is left', async () => {
    const product = await productOn(await lite())
    const api = apiOf(product.url, randomUUID())
    const id = await api.uploaded('acta.txt', spanishText(1, 5))
    const item = await api.finished(id)
    expect(item).toMatchObject({ status: 'processed', milvus_chunk_count: item.chunk_count })
    const reply = await api.ask(`¿Cuál es la clave del expediente ${secretWord(1)}?`)
    expect(reply.retrieval).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
    expect(reply.citations[0]?.quote).toContain(secretWord(1))
    const check = checkReply.parse(await (await api.fetch('/api/v1/check', { method: 'POST' })).json())
    expect(check.parts.filter((part) => part.status === 'failed')).toEqual([])
    expect(check.parts.map((part) => part.name)).toContain('ingest: write')
    await waitFor(async () => /^atenex_vector_store_calls_total\{.*Upsert.*worker/m.test(await metricsOf(product)), {
      what: 'the calls of the worker in the metrics',
      timeoutMs: 20_000,
    })
    expect(await metricsOf(product)).toMatch(/^atenex_vector_store_calls_total\{method="Search".*process="api"\} 2$/m)
    expect(await api.delete(id)).toBe(204)
    const after = await api.ask(`¿Cuál es la clave del expediente ${secretWord(1)}?`)
    expect(after.retrieved_documents).toEqual([])
    expect(product.output()).not.toContain('"level":50')
  })

  test('a server killed in mid-ingest delays documents and loses none; answers say so meanwhile; deletes go on by themselves', async () => {
    const server = await lite()
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
      timeoutMs: 30_000,
    })
    const ask = await api.fetch('/api/v1/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '¿Cuál es la clave?' }),
    })
    expect(ask.status).toBe(503)
    ids.push(await api.uploaded('mientras tanto.txt', spanishText(50, 2)))
    expect(await api.delete(doomed)).toBe(503)
    expect(await api.status(doomed)).toBeNull()

    await server.restart()
    for (const id of ids) {
      expect(await api.finished(id, 180_000)).toMatchObject({ status: 'processed' })
    }
    await waitFor(async () => (await ready(product)).status === 'ready', { what: 'readiness', timeoutMs: 30_000 })
    // The worker may have been back before the API was: until then it says −1, unknown.
    for (const id of ids) {
      const item = await api.status(id)
      expect(item?.milvus_chunk_count).toBe(item?.chunk_count)
    }
    await waitFor(async () => (await api.delete(doomed)) === 404, { what: 'the removal to end', timeoutMs: 90_000 })
    // The word alone: Milvus Lite weighs words by file, so where common ones stand beside it the order depends on its flushes.
    const reply = await api.ask(secretWord(50))
    expect(reply.retrieval).toMatchObject({ mode: 'hybrid', degraded: false })
    expect(reply.citations[0]?.file_name).toBe('mientras tanto.txt')
  })

  test('the worker and an API that deletes never write to Milvus Lite at the same time', async () => {
    const proxy = await startFaultProxy((await lite()).port)
    closers.push(() => proxy.close())
    const product = await productOn(proxy)
    const api = apiOf(product.url, randomUUID())
    const old: string[] = []
    for (let number = 0; number < 5; number += 1)
      old.push(await api.uploaded(`old ${number}.txt`, spanishText(number, 2)))
    for (const id of old) await api.finished(id)

    const seen = { writes: 0, underWay: 0, together: 0 }
    proxy.plan(async ({ method }) => {
      if (!['Upsert', 'Delete', 'Flush'].includes(method)) return null
      seen.writes += 1
      seen.underWay += 1
      seen.together = Math.max(seen.together, seen.underWay)
      await wait(100)
      seen.underWay -= 1
      return null
    })
    const fresh: string[] = []
    for (let number = 5; number < 11; number += 1)
      fresh.push(await api.uploaded(`${number}.txt`, spanishText(number, 2)))
    expect(await Promise.all(old.map((id) => api.delete(id)))).toEqual(old.map(() => 204))
    for (const id of fresh) expect(await api.finished(id)).toMatchObject({ status: 'processed' })
    expect(seen.writes).toBeGreaterThanOrEqual(old.length + fresh.length)
    expect(seen.together).toBe(1)
  })

  test('the collection of the original is found and used with its own model, without any setting', async () => {
    const server = await lite()
    const script = join(import.meta.dirname, '../harness/milvus/make-original-collection.py')
    await promisify(execFile)(needed().python, [script, server.address], { timeout: 60_000 })
    const product = await productOn(server)
    const api = apiOf(product.url, randomUUID())
    const id = await api.uploaded('english.txt', 'The quarterly report was approved on the fourth of May by Ada Byron.')
    expect(await api.finished(id)).toMatchObject({ status: 'processed' })
    await waitFor(
      async () => {
        const reply = await api.ask('Who approved the quarterly report?')
        expect(reply.citations[0]?.quote).toContain('Ada Byron')
        return reply.retrieval.degraded && reply.retrieval.reasons.join().includes('sparse')
      },
      { what: 'answers that say the sparse leg is missing', timeoutMs: 20_000 },
    )
    const check = checkReply.parse(await (await api.fetch('/api/v1/check')).json())
    expect(check.parts.find((part) => part.name === 'embedder')?.detail).toContain('all-MiniLM-L6-v2')
    expect(await api.delete(id)).toBe(204)
  })
})
