import { createHmac, randomUUID } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkReply, readyReply } from '../../src/contract/health.ts'
import { apiOf } from '../harness/api.ts'
import { startMilvusStub, type StubCall } from '../harness/milvus/stub.ts'
import { countReply, permissionDenied, pretend, refuse, unauthenticated } from '../harness/milvus/stub-server.ts'
import type { PretendedServer } from '../harness/milvus/stub-server.ts'
import { closeModelServers, modelServer, send } from '../harness/model-server.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { discardProduct, oneEmbedder, startProduct, type Product } from '../harness/product.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const missing = refuse('DescribeCollection', { code: 100, errorCode: 4, reason: 'collection not found' })
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

/** A Milvus where one token may write and another may only read. */
async function productOn(server: PretendedServer, env: Readonly<Record<string, string>>): Promise<Product> {
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
    env: { ...oneEmbedder, INGEST_MILVUS_URI: uri, QUERY_MILVUS_URI: uri, ...env },
  })
  closers.push(() => discardProduct(product))
  return product
}

function plantedSecrets() {
  const names = ['password', 'writer', 'reader', 'target', 'model', 'jwt', 'operator', 'wrong'] as const
  const plant = (name: string) => `${name}-7731-${randomUUID()}`
  const secrets = Object.fromEntries(names.map((name) => [name, plant(name)])) as Record<(typeof names)[number], string>
  return { ...secrets, document: plant('texto'), question: plant('pregunta') }
}

/** Of HS256. */
function signToken(secret: string, company: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1_000) + 3_600
  const claims = { sub: company, company_id: company, roles: ['admin'], exp }
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

const seenIn = (body: Buffer, words: Readonly<Record<string, string>>) =>
  Object.values(words)
    .filter((word) => body.includes(word))
    .join(' and ')

describe('different credentials for ingest and query', () => {
  test('a document is deleted with the credentials of ingest, questions are asked with those of query, and nobody tells a secret or a text', async () => {
    const planted = plantedSecrets()
    const text = [1, 2, 3].map(
      // the question's word as well: one that stands nowhere is answered without asking the model
      (number) =>
        `El artículo ${number} fija un plazo de treinta días, véanse ${planted.document} y ${planted.question}.`,
    )
    const words = { document: planted.document, question: planted.question }
    const model = await modelServer(({ authorization, body }, response) =>
      send(response, 401, { error: { message: `Incorrect key: ${authorization}, asked ${JSON.stringify(body)}` } }),
    )
    const database = await createTestDatabase()
    closers.push(closeModelServers, () => database.drop())
    let rows = 0
    let refusals = 2
    // repeats what it was sent, as helpful servers do, before it does what it is asked
    const repeats = async ({ method, body, credential }: StubCall) => {
      if (refusals > 0 && ['Upsert', 'Search'].includes(method)) {
        refusals -= 1
        return refuse(method, { code: 2200, reason: `not now, ${credential}, for ${seenIn(body, words)}` })
      }
      const writes = ['Upsert', 'Delete', 'CreateCollection'].includes(method)
      if (writes && credential !== planted.writer) return permissionDenied
      if (method === 'Upsert') rows += 1
      if (method === 'Delete') rows = 0
      return body.includes('count(*)') ? countReply(rows) : null
    }
    const stub = await startMilvusStub(pretend({ collection: { dimension: 384, adopted: true }, first: repeats }))
    closers.push(() => stub.close())
    const uri = `http://127.0.0.1:${stub.port}`
    const product = await startProduct({
      env: {
        ...oneEmbedder,
        DATABASE_URL: database.url.replace(/^(postgres(?:ql)?:\/\/[^/:@]*)(?::[^@]*)?@/, `$1:${planted.password}@`),
        INGEST_MILVUS_URI: uri,
        QUERY_MILVUS_URI: uri,
        INGEST_MILVUS_TOKEN: planted.writer,
        QUERY_MILVUS_TOKEN: planted.reader,
        ATENEX_TARGET_MILVUS_URI: 'http://127.0.0.1:1',
        ATENEX_TARGET_MILVUS_TOKEN: planted.target,
        ATENEX_LLM_PROVIDER: 'openai-compatible',
        ATENEX_LLM_URL: `${model.url}/v1`,
        ATENEX_LLM_MODEL: 'm',
        ATENEX_LLM_API_KEY: planted.model,
        ATENEX_AUTH: 'jwt',
        ATENEX_JWT_SECRET: planted.jwt,
        ATENEX_OPERATOR_TOKEN: planted.operator,
      },
    })
    closers.push(() => discardProduct(product))
    const company = randomUUID()
    const token = signToken(planted.jwt, company)
    const api = apiOf(product.url, company, company, token)
    const said: string[] = []
    const ask = async (path: string, token: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const reply = await fetch(`${product.url}${path}`, { ...init, headers })
      said.push(`${path} ${reply.status} ${await reply.text()}`)
      return reply.status
    }
    const id = await api.uploaded('acta.txt', text.join('\n\n'))
    const item = await api.finished(id)
    said.push(JSON.stringify(item))
    expect(item.status).toBe('processed')
    expect(model.calls).toEqual([])
    const question = JSON.stringify({ query: `¿Qué plazo fija el artículo 1, véase ${planted.question}?` })
    expect(await ask('/api/v1/ask', token, { method: 'POST', body: question })).toBe(503)
    // the model was asked, with its key, and refused
    expect(model.calls.map(({ authorization }) => authorization)).toContain(`Bearer ${planted.model}`)
    await api.upload('roto.pdf', `%PDF-1.7 ${planted.document}`)
    const key = await fetch(`${product.url}/api/v1/keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${planted.operator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'test', rights: ['operator'] }),
    })
    const { key: made } = (await key.json()) as { key: string }
    expect(made.length).toBeGreaterThan(20)
    expect(await ask('/api/v1/chats', made)).toBe(401)
    expect(await ask('/api/v1/chats', signToken(planted.wrong, company))).toBe(401)
    expect(await ask('/api/v1/keys', planted.wrong)).toBe(401)
    expect(await ask('/api/v1/check', planted.operator)).toBe(200)
    await ask('/api/v1/migrations/plan', planted.operator, { method: 'POST', body: '{}' })
    await ask('/api/v1/ask', planted.wrong, { method: 'POST', body: `{"query":"${planted.question}` })
    await ask('/metrics', planted.operator)
    expect(refusals).toBe(0)
    expect(await api.delete(id)).toBe(204)
    const used = (method: string) =>
      new Set(stub.calls.filter((call) => call.method === method).map((call) => call.credential))
    expect(used('Delete')).toEqual(new Set([planted.writer]))
    expect(used('Search')).toEqual(new Set([planted.reader]))
    await product.stop()
    expect(product.output()).toContain('"secrets":"token set, password NOT SET"')
    const everything = [...said, product.output()].join('\n')
    for (const [what, secret] of Object.entries({ ...planted, token, key: made }))
      expect(everything, what).not.toContain(secret)
  })

  test('a wrong key stops no start: readiness and the doctor say so, and a rotated file mends it; a collection that is gone is told as well', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atenex-key-'))
    closers.push(() => removeFolder(folder))
    const file = join(folder, 'token')
    await writeFile(file, 'wrong')
    let gone = false
    const product = await productOn(
      {
        collection: { dimension: 384, adopted: true },
        first: ({ method }) => (gone && method === 'DescribeCollection' ? missing : null),
      },
      { INGEST_MILVUS_TOKEN_FILE: file },
    )
    const api = apiOf(product.url, randomUUID())
    const ready = async () => readyReply.parse(await (await fetch(`${product.url}/ready`)).json())
    // Readiness is looked at every few seconds, and the first look may have met a start that was not over.
    const refused = { status: 'degraded', reasons: [expect.stringContaining('Check the key')] }
    await expect.poll(ready).toMatchObject(refused)
    const check = checkReply.parse(await (await api.fetch('/api/v1/check')).json())
    expect(check.parts.filter(({ detail }) => detail.includes('(key_wrong)')).map(({ name }) => name)).toEqual([
      'ingest: server',
      'query: server',
    ])
    await writeFile(file, 'writer')
    const id = await api.uploaded('blank.txt', '   \n')
    await waitFor(async () => (await api.status(id))?.status === 'error', {
      what: 'the worker to go on',
    })
    await expect.poll(ready).toEqual({ status: 'ready', reasons: [] })
    gone = true
    const degraded = { status: 'degraded', reasons: [expect.stringContaining('document_chunks_minilm')] }
    await expect.poll(ready).toEqual(degraded)
  })
})
