import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { allRoutes } from '../../src/contract/routes/all-routes.ts'
import { pathsOf, type Route } from '../../src/contract/routes/route.ts'
import { workerMs } from '../harness/api.ts'
import { fastEmbedder, startProduct, type Product } from '../harness/product.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

// Every route of the whole product, question by somebody nobody knows, by another company, and by one that may only read.

const operatorToken = randomUUID()
const jwtSecret = randomUUID()
const [own, other] = [randomUUID(), randomUUID()]
const secret = 'ZARZAMORA-4471'
const question = '¿Cuál es la clave del expediente?'

type Right = 'read' | 'write'
type TokenOf = (product: Product, company: string, right: Right) => Promise<string>

const modes: Readonly<Record<'keys' | 'jwt', TokenOf>> = {
  keys: async (product, company, right) => {
    const reply = await fetch(`${product.url}/api/v1/keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'test', company_id: company, rights: [right] }),
    })
    return ((await reply.json()) as { key: string }).key
  },
  jwt: (_product, company, right) =>
    new SignJWT({ company_id: company, roles: [right === 'read' ? 'reader' : 'user'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(randomUUID())
      .setExpirationTime('10m')
      .sign(new TextEncoder().encode(jwtSecret)),
}

let dataDir: string | undefined
afterAll(() => dataDir === undefined || removeFolder(dataDir))

/** The second mode finds what the first has stored. */
async function start(mode: keyof typeof modes): Promise<Product> {
  const env = { ...fastEmbedder, ATENEX_AUTH: mode, ATENEX_OPERATOR_TOKEN: operatorToken }
  const product = await startProduct({
    ...(dataDir === undefined ? {} : { dataDir }),
    env: mode === 'jwt' ? { ...env, ATENEX_JWT_SECRET: jwtSecret } : env,
  })
  dataDir = product.dataDir
  return product
}

interface Theirs {
  readonly document: string
  readonly chat: string
}

const bodies: Readonly<Record<string, (theirs: Theirs) => object>> = {
  ask: ({ chat }) => ({ query: question, chat_id: chat }),
  search: () => ({ query: question }),
  deleteDocuments: ({ document }) => ({ document_ids: [document] }),
  createKey: () => ({ name: 'mine', rights: ['operator'] }),
}

/** A request that would do what the route is there for, of what belongs to somebody. */
function requestOf(route: Route, path: string, theirs: Theirs): { path: string; init: RequestInit } {
  const filled = path
    .replace('{document_id}', theirs.document)
    .replace('{chat_id}', theirs.chat)
    .replace('{key_id}', randomUUID())
    .replace('{number}', '1')
  const { method } = route
  const query = route.name === 'followDocuments' ? '?seconds=0&last_event_id=0' : ''
  const whole = { path: `${filled}${query}`, init: { method } }
  if (route.form === true) {
    const form = new FormData()
    form.append('file', new Blob([`Otro texto ${randomUUID()}.`]), `${randomUUID()}.txt`)
    return { ...whole, init: { method, body: form } }
  }
  if (route.body === null) return whole
  const headers = { 'content-type': 'application/json' }
  return { ...whole, init: { method, headers, body: JSON.stringify(bodies[route.name]?.(theirs) ?? {}) } }
}

const everyPath = allRoutes.flatMap((route) => pathsOf(route).map((path) => [route, path] as const))
const changing = ['upload', 'retryDocument', 'deleteDocument', 'deleteDocuments']

interface Reply {
  readonly status: number
  readonly text: string
}
type Ask = (token: string | null, path: string, init?: RequestInit) => Promise<Reply>

function askerOf({ url }: Product): Ask {
  return async (token, path, init = {}) => {
    const headers = new Headers(init.headers)
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    const reply = await fetch(`${url}${path}`, { ...init, headers, signal: AbortSignal.timeout(60_000) })
    return { status: reply.status, text: await reply.text() }
  }
}

async function fill(ask: Ask, token: string, name: string): Promise<Theirs> {
  const form = new FormData()
  form.append('file', new Blob([`La clave del expediente ${name} es ${secret}.`]), `${name}.txt`)
  const accepted = await ask(token, '/api/v1/ingest/upload', { method: 'POST', body: form })
  const { document_id: document } = JSON.parse(accepted.text) as { document_id: string }
  const isReady = async () =>
    (await ask(token, `/api/v1/ingest/status/${document}`)).text.includes('"status":"processed"')
  await waitFor(isReady, { what: 'the document to be processed', timeoutMs: workerMs })
  const headers = { 'content-type': 'application/json' }
  const asking = { method: 'POST', headers, body: JSON.stringify({ query: question }) }
  const answer = await ask(token, '/api/v1/ask', asking)
  expect(answer.text).toContain(secret)
  return { document, chat: (JSON.parse(answer.text) as { chat_id: string }).chat_id }
}

describe.each(['keys', 'jwt'] as const)('with %s', (mode) => {
  test('no route answers somebody unknown, and none tells a company of another', async () => {
    const product = await start(mode)
    try {
      const ask = askerOf(product)
      const token = (company: string, right: Right) => modes[mode](product, company, right)
      const [writer, reader, stranger] = [
        await token(own, 'write'),
        await token(own, 'read'),
        await token(other, 'write'),
      ]
      const theirs = await fill(ask, writer, mode)

      for (const [route, path] of everyPath) {
        const send = (who: string | null, more: Readonly<Record<string, string>> = {}) => {
          const request = requestOf(route, path, theirs)
          const headers = { ...Object.fromEntries(new Headers(request.init.headers)), ...more }
          return ask(who, request.path, { ...request.init, headers })
        }
        const what = `${route.method} ${path}`
        for (const unknown of [null, 'nonsense']) {
          const { status, text } = await send(unknown)
          expect([what, status]).toEqual([what, route.caller === 'nobody' ? 200 : 401])
          expect(text).not.toContain(secret)
        }
        if (route.caller === 'nobody') continue
        const foreign = await send(stranger)
        expect(foreign.text, what).not.toContain(secret)
        const isNamed = /document_id|chat_id|number/.test(path) || route.name === 'ask'
        if (route.caller === 'operator') expect([what, foreign.status]).toEqual([what, 401])
        else if (isNamed) expect([404, 403], `${what}: ${foreign.text}`).toContain(foreign.status)
        else expect(foreign.status, `${what}: ${foreign.text}`).toBeLessThan(300)
        if (route.name !== 'deleteDocuments') expect(foreign.text, what).not.toContain(theirs.document)
        if (route.caller === 'operator') continue
        expect([what, (await send(stranger, { 'x-company-id': own })).status]).toEqual([what, 403])
        if (changing.includes(route.name)) expect([what, (await send(reader)).status]).toEqual([what, 403])
      }
      const mcp = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
      for (const unknown of [null, 'nonsense']) expect((await ask(unknown, '/mcp', mcp)).status).toBe(401)

      // nothing of all that has changed anything
      expect((await ask(reader, `/api/v1/ingest/documents/${theirs.document}/original`)).text).toContain(secret)
      expect((await ask(writer, `/api/v1/chats/${theirs.chat}/messages`)).text).toContain(secret)
    } finally {
      await product.stop()
    }
  })
})
