import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { checkReply } from '../../src/contract/health.ts'
import { apiOf } from '../harness/api.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import type { OriginalIndexes } from '../harness/milvus/readback.ts'
import { byKey, makeOriginalCollection, readRows } from '../harness/milvus/readback.ts'
import type { ServerName } from '../harness/milvus/real-servers.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { installOn, newPlaceOn } from '../harness/product-on-milvus.ts'
import type { Installation, MilvusPlace } from '../harness/product-on-milvus.ts'
import { fastEmbedder, oneEmbedder } from '../harness/product.ts'
import { secretWord, spanishText } from '../harness/texts.ts'
import { waitFor } from '../harness/wait.ts'

const original = await pythonEnvironment('pymilvus-2.4.15')
const current = await pythonEnvironment('milvus-lite-3.2.0')
/** A new installation's embedder: the default on the server the owners run. */
const embedders = {
  default: { env: oneEmbedder, collection: 'atenex_multilingual_e5_small' },
  fast: { env: fastEmbedder, collection: 'atenex_use_multilingual_v3' },
} as const
const originalCollection = 'document_chunks_minilm'

/** The original could not have made its collection on Milvus Lite: 2.5 refuses HNSW, 3.2 a scalar index without a type. */
const otherIndexes: Readonly<Partial<Record<ServerName, OriginalIndexes>>> = {
  'Milvus Lite 2.5.1': { vectorIndex: 'FLAT' },
  'Milvus Lite 3.2.0': { scalarIndex: 'INVERTED' },
}

const metricsOf = async ({ product }: Installation) => (await fetch(`${product.url}/metrics`)).text()
const searchesOf = async (installation: Installation) => {
  const found = /^atenex_vector_store_calls_total\{method="Search".*process="api"\} (\d+)$/m
  return Number(found.exec(await metricsOf(installation))?.[1] ?? 0)
}

/** One file of tests for each server, so that they run side by side. */
export async function describeOnMilvus(name: ServerName): Promise<void> {
  const server = await findServer(name)
  const missing = server.missing || original.found === null || current.found === null
  // by words in the server, or in PostgreSQL's text index where it cannot
  const retrieval = { mode: 'hybrid', degraded: false, reasons: [] }

  describe.skipIf(missing)(`the whole product on ${server.name}`, () => {
    const closers: (() => Promise<unknown>)[] = []
    afterEach(async () => {
      for (const close of closers.splice(0).toReversed()) await close()
    })

    async function placeOn(): Promise<MilvusPlace> {
      const place = await newPlaceOn(server)
      closers.push(() => place.stop())
      return place
    }

    test('a new installation uploads, answers, is restarted, answers again, and deletes until nothing is left', async () => {
      const place = await placeOn()
      const { env, collection } = embedders[server.name === 'Milvus Standalone 2.3.5' ? 'default' : 'fast']
      let installed = await installOn(place, env)
      closers.push(() => installed.discard())
      const companyId = randomUUID()
      let api = apiOf(installed.product.url, companyId)
      const ids = await Promise.all([1, 2].map((number) => api.uploaded(`acta ${number}.txt`, spanishText(number, 5))))
      for (const id of ids) {
        const item = await api.finished(id)
        expect(item).toMatchObject({ status: 'processed', milvus_chunk_count: item.chunk_count })
      }
      const question = `¿Cuál es la clave del expediente ${secretWord(1)}?`
      const before = await searchesOf(installed)
      const reply = await api.ask(question)
      expect(reply.retrieval).toEqual(retrieval)
      expect(reply.citations[0]?.quote).toContain(secretWord(1))
      await waitFor(async () => (await searchesOf(installed)) > before, {
        what: 'the searches of the API in the metrics',
      })
      await waitFor(
        async () => /^atenex_vector_store_calls_total\{.*(?:Upsert|Insert).*worker/m.test(await metricsOf(installed)),
        {
          what: 'the calls of the worker in the metrics',
        },
      )
      const check = checkReply.parse(await (await api.fetch('/api/v1/check', { method: 'POST' })).json())
      expect(check.parts.filter((part) => part.status === 'failed')).toEqual([])
      expect(check.parts.map((part) => part.name)).toContain('ingest: write')
      expect(installed.product.output()).not.toContain('"level":50')

      await place.restart?.()
      installed = await installed.restart()
      api = apiOf(installed.product.url, companyId)
      expect((await api.ask(question)).citations[0]?.quote).toContain(secretWord(1))
      const at = { address: place.address, database: place.database, collection }
      const stored = await installed.storedRows(companyId)
      expect(stored.length).toBeGreaterThan(2)
      for (const python of [original, current]) {
        expect(await readRows(needed(python), at, [companyId])).toEqual(stored)
      }

      expect(await Promise.all(ids.map((id) => api.delete(id)))).toEqual([204, 204])
      expect((await api.ask(question)).retrieved_documents).toEqual([])
      expect(await readRows(needed(current), at, [companyId])).toEqual([])
    })

    test('the collection of the original is found and used with its own model, without any setting', async () => {
      const place = await placeOn()
      const strangers = randomUUID()
      const { address, database } = place
      const at = { address, database, collection: originalCollection }
      const wanted = { address, database, companyId: strangers, ...otherIndexes[server.name] }
      const theirs = await makeOriginalCollection(needed(original), wanted)

      const installed = await installOn(place, oneEmbedder)
      closers.push(() => installed.discard())
      const companyId = randomUUID()
      const api = apiOf(installed.product.url, companyId)
      const text = 'The quarterly report was approved on the fourth of May by Ada Byron.'
      const id = await api.uploaded('english.txt', text)
      expect(await api.finished(id)).toMatchObject({ status: 'processed' })
      const reply = await api.ask('Who approved the quarterly report?')
      expect(reply.citations[0]?.quote).toContain('Ada Byron')
      const check = checkReply.parse(await (await api.fetch('/api/v1/check')).json())
      expect(check.parts.find((part) => part.name === 'embedder')?.detail).toContain('all-MiniLM-L6-v2')
      const ours = await installed.storedRows(companyId)
      expect(ours).toHaveLength(1)
      for (const python of [original, current]) {
        expect(await readRows(needed(python), at, [companyId, strangers])).toEqual(byKey([...ours, ...theirs]))
      }
      await waitFor(async () => (await api.ask('Who approved the quarterly report?')).retrieval.mode === 'hybrid', {
        what: 'answers that find by words as well',
      })
      expect(await api.delete(id)).toBe(204)
      expect(await readRows(needed(current), at, [companyId, strangers])).toEqual(byKey(theirs))
    })
  })
}
