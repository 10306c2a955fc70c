import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { errorReply } from '../../src/contract/errors.ts'
import { replyHeaders } from '../../src/contract/openapi/reply-headers.ts'
import { allRoutes } from '../../src/contract/routes/all-routes.ts'
import type { Route } from '../../src/contract/routes/route.ts'
import { AppError, type ErrorCode } from '../../src/domain/errors.ts'
import { openHttpApi, operatorToken, uploadRequest, type HttpApi } from '../harness/http-api.ts'
import type { RawHeaders, RawReply, RawRequest } from '../harness/raw-http.ts'

// Every route × every status of its description, on the raw wire.

let api: HttpApi
beforeAll(async () => {
  api = await openHttpApi()
})
afterAll(() => api.close())
afterEach(() => api.failWith(null))

type Send = () => Promise<RawReply>

const json = ['Content-Type', 'application/json'] as const
const who = () =>
  [
    ['X-Company-ID', api.company],
    ['X-User-ID', api.user],
  ] as const
const asOperator = [['Authorization', `Bearer ${operatorToken}`]] as const
const proxied = [['X-Forwarded-For', '10.1.2.3']] as const

const post = (path: string, body: object, headers = who() as RawHeaders): RawRequest => ({
  method: 'POST',
  path,
  headers: [...headers, json],
  body: JSON.stringify(body),
})
const upload = (text: string, name = `${randomUUID()}.txt`) => uploadRequest(api, name, text)
const uploaded = () => api.upload(`${randomUUID()}.txt`, `Texto ${randomUUID()}.`)
const failed = async () => {
  const id = await uploaded()
  await api.ingest.db.updateTable('documents').set({ status: 'error' }).where('id', '=', id).execute()
  return id
}
/** Read by PDFium, which makes up for the table of objects that is missing. */
const pdf = () =>
  api.upload(
    `${randomUUID()}.pdf`,
    `%PDF-1.4\n%${randomUUID()}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  )
const imageOf = (id: string, page = 1) => ({
  method: 'GET',
  path: `/api/v1/ingest/documents/${id}/pages/${page}/image?width=150`,
})
/** Processed, of two pages. */
const withPages = async () => {
  const id = await uploaded()
  await api.process(id)
  const pages = [
    [1, 0, 5],
    [2, 5, 10],
  ]
  const changed = { content: 'Uno. Dos. ', layout: JSON.stringify({ pages }) }
  await api.ingest.db.updateTable('document_texts').set(changed).where('document_id', '=', id).execute()
  return id
}
const chat = async () => {
  const reply = await api.send(post('/api/v1/ask', { query: 'hola' }))
  return (reply.json() as { chat_id: string }).chat_id
}

const newKey = () => post('/api/v1/keys', { name: 'test', rights: ['operator'] }, asOperator)

/** A request that is answered with success, by the name of its route. */
const successes: Readonly<Record<string, () => Promise<RawRequest>>> = {
  upload: async () => upload(`Texto ${randomUUID()}.`),
  listDocuments: async () => ({ method: 'GET', path: '/api/v1/ingest/status?limit=5' }),
  getDocument: async () => ({ method: 'GET', path: `/api/v1/ingest/status/${await uploaded()}` }),
  followDocuments: async () => ({ method: 'GET', path: '/api/v1/ingest/events?seconds=0&last_event_id=0' }),
  retryDocument: async () => ({ method: 'POST', path: `/api/v1/ingest/retry/${await failed()}` }),
  deleteDocument: async () => ({ method: 'DELETE', path: `/api/v1/ingest/${await uploaded()}` }),
  deleteDocuments: async () => ({
    ...post('/api/v1/ingest/bulk', { document_ids: [await uploaded()] }),
    method: 'DELETE',
  }),
  getStats: async () => ({ method: 'GET', path: '/api/v1/ingest/stats?from_date=2024-01-01' }),
  ask: async () => post('/api/v1/ask', { query: '¿Cuántos días de vacaciones hay?' }),
  getOriginal: async () => ({ method: 'GET', path: `/api/v1/ingest/documents/${await uploaded()}/original` }),
  getPage: async () => ({ method: 'GET', path: `/api/v1/ingest/documents/${await withPages()}/pages/2` }),
  getPageImage: async () => imageOf(await pdf()),
  search: async () => post('/api/v1/search', { query: 'vacaciones' }),
  readText: async () => {
    const id = await uploaded()
    await api.process(id)
    return { method: 'GET', path: `/api/v1/documents/${id}/text?length=100` }
  },
  createKey: async () => newKey(),
  listKeys: async () => ({ method: 'GET', path: '/api/v1/keys', headers: asOperator }),
  revokeKey: async () => {
    const made = (await api.send(newKey())).json() as { id: string }
    return { method: 'DELETE', path: `/api/v1/keys/${made.id}`, headers: asOperator }
  },
  listChats: async () => ({ method: 'GET', path: '/api/v1/chats?limit=100&offset=0' }),
  listMessages: async () => ({ method: 'GET', path: `/api/v1/chats/${await chat()}/messages?limit=100&offset=0` }),
  deleteChat: async () => ({ method: 'DELETE', path: `/api/v1/chats/${await chat()}` }),
}

const successOf = async ({ name, method, path, caller }: Route): Promise<RawRequest> => {
  const made = await successes[name]?.()
  return made ?? { method, path, ...(caller === 'operator' ? { headers: asOperator } : {}) }
}

const sendAs = async (route: Route, failure: Error) => {
  const request = await successOf(route)
  api.failWith(failure)
  return api.send(request)
}
const failure = (code: ErrorCode) => new AppError(code, `It is ${code}.`, { retryable: true })
const unknown = '00000000-0000-4000-8000-00000000dead'

/** How a refusal is brought about, where the rules below do not say it for all routes. */
const refusals: Readonly<Record<string, Send>> = {
  'upload 400': () =>
    api.send({
      ...upload('Texto.'),
      headers: [...(upload('').headers ?? []).slice(2), ['X-Company-ID', 'x'], ['X-User-ID', 'u']],
    }),
  'upload 409': async () => {
    const request = upload(`Texto ${randomUUID()}.`)
    await api.send(request)
    return api.send(request)
  },
  'upload 413': () => api.send(upload('x'.repeat(21_000))),
  'upload 415': () => api.send(upload('MZ\u0000\u0000\u0001', 'programa.exe')),
  'upload 429': () => sendAs(routeNamed('upload'), failure('too_many_requests')),
  'getDocument 404': () => api.send({ method: 'GET', path: `/api/v1/ingest/status/${unknown}` }),
  'followDocuments 429': () => sendAs(routeNamed('followDocuments'), failure('too_many_requests')),
  'retryDocument 404': () => api.send({ method: 'POST', path: `/api/v1/ingest/retry/${unknown}` }),
  'retryDocument 409': async () => api.send({ method: 'POST', path: `/api/v1/ingest/retry/${await uploaded()}` }),
  'deleteDocument 404': () => api.send({ method: 'DELETE', path: `/api/v1/ingest/${unknown}` }),
  'ask 403': () => api.send(post('/api/v1/ask', { query: 'hola', chat_id: unknown })),
  'ask 429': () => sendAs(routeNamed('ask'), failure('too_many_requests')),
  'getOriginal 404': () => api.send({ method: 'GET', path: `/api/v1/ingest/documents/${unknown}/original` }),
  'getOriginal 416': async () => {
    const headers = [...who(), ['Range', 'bytes=99999-']] as const
    return api.send({ method: 'GET', path: `/api/v1/ingest/documents/${await uploaded()}/original`, headers })
  },
  'getPage 404': async () =>
    api.send({ method: 'GET', path: `/api/v1/ingest/documents/${await withPages()}/pages/99` }),
  'getPageImage 404': async () => api.send(imageOf(await pdf(), 2)),
  'getPageImage 415': async () => api.send(imageOf(await uploaded())),
  'getPageImage 429': () => sendAs(routeNamed('getPageImage'), failure('too_many_requests')),
  'search 429': () => sendAs(routeNamed('search'), failure('too_many_requests')),
  'readText 404': () => api.send({ method: 'GET', path: `/api/v1/documents/${unknown}/text` }),
  'listMessages 404': () => api.send({ method: 'GET', path: `/api/v1/chats/${unknown}/messages` }),
  'deleteChat 404': () => api.send({ method: 'DELETE', path: `/api/v1/chats/${unknown}` }),
  'check 422': () => api.send({ method: 'GET', path: '/api/v1/check?write=true', headers: asOperator }),
  'createKey 422': () => api.send(post('/api/v1/keys', { name: 'test', rights: ['read'] }, asOperator)),
  'listKeys 422': () => api.send({ method: 'GET', path: '/api/v1/keys?company_id=x', headers: asOperator }),
  'revokeKey 404': () => api.send({ method: 'DELETE', path: `/api/v1/keys/${unknown}`, headers: asOperator }),
  'getMigrationReport 404': () => sendAs(routeNamed('getMigrationReport'), failure('not_found')),
  'getReprocessing 422': () => api.send({ method: 'GET', path: '/api/v1/reprocess?company_id=x', headers: asOperator }),
  'reprocessDocuments 422': () => api.send(post('/api/v1/reprocess', { older_than: 'two' }, asOperator)),
  'reconcile 422': () => api.send(post('/api/v1/reconcile', { apply: 'yes' }, asOperator)),
  'planMigration 409': () => sendAs(routeNamed('planMigration'), failure('conflict')),
  'startMigration 404': () => sendAs(routeNamed('startMigration'), failure('not_found')),
  'startMigration 409': () => sendAs(routeNamed('startMigration'), failure('conflict')),
  'startMigration 422': () => api.send(post('/api/v1/migrations', { started_by: 7 }, asOperator)),
}

function refusalOf(route: Route, status: number): Send {
  const own = refusals[`${route.name} ${status}`]
  if (own !== undefined) return own
  const without = async (headers: RawHeaders) => ({ ...(await successOf(route)), headers })
  if (status === 400) return async () => api.send(await without([['X-Company-ID', 'x']]))
  if (status === 412) return async () => api.send(await without([...who(), ['If-Match', '"other"']]))
  if (status === 401) return async () => api.send(await without([]))
  if (status === 403) return async () => api.sendToTokenless(await without(proxied))
  if (status === 500) return () => sendAs(route, new Error('something unexpected with a secret in it'))
  if (status === 503) return () => sendAs(route, failure('database_unavailable'))
  if (status === 404) return () => sendAs(route, failure('not_found'))
  if (status === 409) return () => sendAs(route, failure('conflict'))
  if (status === 422 && route.caller === 'operator') {
    return () =>
      api.send({
        method: route.method,
        path: route.path,
        headers: [...asOperator, json],
        body: '{"force":1,"rebuild":1}',
      })
  }
  return async () => api.send(await without([json]))
}

function routeNamed(name: string): Route {
  const route = allRoutes.find((one) => one.name === name)
  if (route === undefined) throw new Error(`there is no route ${name}`)
  return route
}

/** Headers of HTTP itself, which no description needs. */
const ofHttp = /^(date|connection|keep-alive|content-length|content-type|transfer-encoding)$/

function expectDescribedHeaders({ status, headers }: RawReply, { success }: Route): void {
  const described = replyHeaders(status, success.headers).map((name) => name.toLowerCase())
  const sent = [...headers.keys()].filter((name) => !ofHttp.test(name))
  expect(sent.filter((name) => !described.includes(name))).toEqual([])
}

function expectCommonHeaders({ headers }: RawReply): void {
  expect(headers.get('x-request-id')).toMatch(/^\S+$/)
  expect(headers.get('x-process-time-ms')).toMatch(/^\d+(\.\d+)?$/)
  expect(headers.get('content-encoding')).toBeUndefined()
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cache-control')).toMatch(/^(no-store|no-cache|private)/)
}

test.each(allRoutes.map((route) => [route.name, route.success.status, route] as const))(
  '%s answers %i as it is described',
  async (_name, status, route) => {
    const reply = await api.send(await successOf(route))
    expect(reply.status, reply.body).toBe(status)
    expectCommonHeaders(reply)
    expectDescribedHeaders(reply, route)
    if (status === 204) return expect(reply.body).toBe('')
    const { json: shape, media = [] } = route.success
    const type = reply.headers.get('content-type') ?? ''
    expect(
      ['application/json', ...media].some((each) => each === '*/*' || type.startsWith(each)),
      type,
    ).toBe(true)
    if (shape !== null) expect(shape.safeParse(reply.json()).error, reply.body).toBeUndefined()
  },
)

const refused = allRoutes.flatMap((route) =>
  Object.keys(route.refusals).map((status) => [route.name, Number(status), route] as const),
)

test.each(refused)('%s answers %i with a sentence and a code', async (_name, status, route) => {
  const reply = await refusalOf(route, status)()
  expect(reply.status, reply.body).toBe(status)
  expectCommonHeaders(reply)
  expectDescribedHeaders(reply, route)
  expect(reply.headers.get('content-type')).toMatch(/^application\/json/)
  const own: Readonly<Record<number, Route['body'] | undefined>> = route.refusalJson ?? {}
  expect((own[status] ?? errorReply).safeParse(reply.json()).error, reply.body).toBeUndefined()
  expect(reply.body).not.toContain('secret in it')
  if (status === 503 && own[status] === undefined) expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
})

test.each(allRoutes.filter(({ aliases }) => aliases.length > 0).map((route) => [route.name, route] as const))(
  '%s is found under its aliases as well',
  async (_name, route) => {
    for (const alias of route.aliases) {
      const { path, ...request } = await successOf(route)
      const prefix = route.path.split('{')[0] ?? ''
      const aliased = path.replace(prefix, alias.split('{')[0] ?? '')
      const reply = await api.send({ ...request, path: aliased })
      expect(reply.status, `${aliased}: ${reply.body}`).toBe(route.success.status)
    }
  },
)

test('an image that a browser has already is not drawn again', async () => {
  const request = imageOf(await pdf())
  const { headers } = await api.send(request)
  expect(headers.get('content-type')).toBe('image/png')
  expect(headers.get('cache-control')).toBe('private, max-age=3600')
  const tag = headers.get('etag') ?? ''
  expect(tag).toMatch(/^"[\da-f]{32}-1-150-1"$/)
  const again = await api.send({ ...request, headers: [...who(), ['If-None-Match', `W/${tag}`]] })
  expect(again).toMatchObject({ status: 304, body: '' })
  expect(again.headers.get('etag')).toBe(tag)
})

test('an operator reconciles one company, and mends it when asked', async () => {
  const company = '00000000-0000-4000-8000-0000000000c7'
  const told = await api.send(post('/api/v1/reconcile', { company_id: company, grace_minutes: 0 }, asOperator))
  expect(told.json()).toMatchObject({
    mended: 0,
    findings: [{ kind: 'vectors_missing', company_id: company, mended: null }],
  })
  const mended = await api.send(post('/api/v1/reconcile', { apply: true }, asOperator))
  expect(mended.json()).toMatchObject({ mended: 1, findings: [{ company_id: api.company, mended: true }] })
  expect((await api.send(post('/api/v1/reconcile', { grace_minutes: -1 }, asOperator))).status).toBe(422)
})
