import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { readyReply } from '../../src/contract/health.ts'
import { apiOf } from '../harness/api.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { readRows } from '../harness/milvus/readback.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { installOn } from '../harness/product-on-milvus.ts'
import { fastEmbedder } from '../harness/product.ts'
import { secretWord, spanishText } from '../harness/texts.ts'
import { waitFor } from '../harness/wait.ts'

const standalone = await findServer('Milvus Standalone 2.3.5')
const original = await pythonEnvironment('pymilvus-2.4.15')
const current = await pythonEnvironment('milvus-lite-3.2.0')
const missing = standalone.missing || original.found === null || current.found === null
const collection = 'atenex_use_multilingual_v3'
/** It serves again after up to 80 s, and a document that met the outage waits for its next attempt. */
const healedWithinMs = 240_000

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

describe.skipIf(missing)('a Milvus Standalone that is killed with kill -9', () => {
  test('in mid-ingest, with uploads and deletes while it is away, costs nothing but time', async () => {
    const server = await standalone.start()
    closers.push(() => server.stop())
    const place = { address: server.address, database: 'default' }
    const installed = await installOn(place, fastEmbedder)
    closers.push(() => installed.discard())
    const companyId = randomUUID()
    const api = apiOf(installed.product.url, companyId)
    const upload = (number: number) => api.uploaded(`acta ${number}.txt`, spanishText(number, 12))
    const readiness = async () => readyReply.parse(await (await fetch(`${installed.product.url}/ready`)).json())

    const doomed = [await upload(90), await upload(91)]
    for (const id of doomed) expect(await api.finished(id)).toMatchObject({ status: 'processed' })
    const ids: string[] = []
    for (let number = 0; number < 8; number++) ids.push(await upload(number))
    const anyProcessed = async () =>
      (await api.list()).some(({ id, status }) => ids.includes(id) && status === 'processed')
    await waitFor(anyProcessed, {
      what: 'the first of the documents to be processed',
      everyMs: 20,
    })
    await server.kill()

    await waitFor(async () => (await readiness()).reasons.join().includes('vector store'), {
      what: 'readiness to say that the vector store is away',
    })
    ids.push(await upload(50))
    // Hidden at once; the removal goes on by itself.
    expect(await Promise.all(doomed.map((id) => api.delete(id)))).toEqual([503, 503])
    expect(await Promise.all(doomed.map((id) => api.status(id)))).toEqual([null, null])
    await server.restart()

    for (const id of ids) expect(await api.finished(id, healedWithinMs)).toMatchObject({ status: 'processed' })
    await waitFor(async () => (await Promise.all(doomed.map((id) => api.delete(id)))).every((code) => code === 404), {
      what: 'the removals to end',
      timeoutMs: healedWithinMs,
    })
    await waitFor(async () => (await readiness()).status === 'ready', { what: 'readiness' })
    const reply = await api.ask(`¿Cuál es la clave del expediente ${secretWord(50)}?`)
    expect(reply.retrieved_documents.length).toBeGreaterThan(0)
    expect(reply.retrieved_documents.filter((one) => doomed.some((id) => id === one.document_id))).toEqual([])

    const stored = await installed.storedRows(companyId)
    expect(new Set(stored.map((row) => row.document_id))).toEqual(new Set(ids))
    for (const python of [original, current]) {
      expect(await readRows(needed(python), { ...place, collection }, [companyId])).toEqual(stored)
    }
  })
})
