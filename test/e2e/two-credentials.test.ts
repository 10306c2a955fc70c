import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkReply, readyReply } from '../../src/contract/health.ts'
import { apiOf } from '../harness/api.ts'
import { startMilvusStub } from '../harness/milvus/stub.ts'
import { countReply, permissionDenied, pretend, refuse, unauthenticated } from '../harness/milvus/stub-server.ts'
import type { PretendedServer } from '../harness/milvus/stub-server.ts'
import { discardProduct, startProduct } from '../harness/product.ts'
import { waitFor } from '../harness/wait.ts'

const missing = refuse('DescribeCollection', { code: 100, errorCode: 4, reason: 'collection not found' })
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const tokens = { INGEST_MILVUS_TOKEN: 'writer', QUERY_MILVUS_TOKEN: 'reader' }

/** A Milvus where one token may write and another may only read. */
async function productOn(server: PretendedServer, env: Readonly<Record<string, string>> = tokens) {
  const first: PretendedServer['first'] = async (call) => {
    if (call.credential === 'wrong') return unauthenticated
    const writes = ['Upsert', 'Delete', 'CreateCollection'].includes(call.method)
    if (writes && call.credential !== 'writer') return permissionDenied
    return (await server.first?.(call)) ?? (call.body.includes('count(*)') ? countReply(0) : null)
  }
  const stub = await startMilvusStub(pretend({ ...server, first }))
  closers.push(() => stub.close())
  const uri = `http://127.0.0.1:${stub.port}`
  const product = await startProduct({
    env: { INGEST_MILVUS_URI: uri, QUERY_MILVUS_URI: uri, ...env },
  })
  closers.push(() => discardProduct(product))
  return { stub, product }
}

describe('different credentials for ingest and query', () => {
  test('a document is deleted with the credentials of ingest, and questions are asked with those of query', async () => {
    const { stub, product } = await productOn({ collection: { dimension: 384, adopted: true } })
    const api = apiOf(product.url, randomUUID())
    const id = await api.uploaded('blank.txt', '   \n')
    await waitFor(async () => (await api.status(id))?.status === 'error', { what: 'an error', timeoutMs: 20_000 })
    expect(await api.delete(id)).toBe(204)
    await api.ask('¿Cuál es la clave del expediente?')
    const used = (method: string) =>
      new Set(stub.calls.filter((call) => call.method === method).map((call) => call.credential))
    expect(used('Delete')).toEqual(new Set(['writer']))
    expect(used('Search')).toEqual(new Set(['reader']))
    const log = product.output()
    expect(log).toContain('"secrets":"token set, password NOT SET"')
    expect(log).not.toContain('writer')
    expect(log).not.toContain('reader')
  })

  test('a wrong key stops no start: readiness and the doctor say so, and a rotated file mends it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atenex-key-'))
    closers.push(() => rm(folder, { recursive: true, force: true }))
    const file = join(folder, 'token')
    await writeFile(file, 'wrong')
    const { product } = await productOn(
      { collection: { dimension: 384, adopted: true } },
      { INGEST_MILVUS_TOKEN_FILE: file },
    )
    const api = apiOf(product.url, randomUUID())
    const ready = async () => readyReply.parse(await (await fetch(`${product.url}/ready`)).json())
    // Readiness is looked at every few seconds, and the first look may have met a start that was not over.
    const refused = { status: 'degraded', reasons: [expect.stringContaining('Check the key')] }
    await expect.poll(ready, { timeout: 30_000 }).toMatchObject(refused)
    const check = checkReply.parse(await (await api.fetch('/api/v1/check')).json())
    expect(check.parts.filter(({ detail }) => detail.includes('(key_wrong)')).map(({ name }) => name)).toEqual([
      'ingest: server',
      'query: server',
    ])
    await writeFile(file, 'writer')
    const id = await api.uploaded('blank.txt', '   \n')
    await waitFor(async () => (await api.status(id))?.status === 'error', {
      what: 'the worker to go on',
      timeoutMs: 30_000,
    })
    await expect.poll(async () => (await ready()).status, { timeout: 30_000 }).toBe('ready')
  })

  test('readiness is degraded and says why while the collection is not there any more', async () => {
    let gone = false
    const state: PretendedServer = {
      collection: { dimension: 384, adopted: true },
      first: ({ method }) => (gone && method === 'DescribeCollection' ? missing : null),
    }
    const { product } = await productOn(state)
    const ready = async () => readyReply.parse(await (await fetch(`${product.url}/ready`)).json())
    await expect.poll(ready, { timeout: 30_000 }).toEqual({ status: 'ready', reasons: [] })
    gone = true
    const degraded = { status: 'degraded', reasons: [expect.stringContaining('document_chunks_minilm')] }
    await expect.poll(ready, { timeout: 30_000 }).toEqual(degraded)
  })
})
