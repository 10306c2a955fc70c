import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKeyVerifier } from '../../src/access/api-keys.ts'
import { createApiKeyStore } from '../../src/adapters/postgres/api-key-store.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createKeyReply, keyListReply, type CreateKeyRequest } from '../../src/contract/keys.ts'
import { createOperatorGate } from '../../src/http/identity/operator.ts'
import { createTokenIdentity } from '../../src/http/identity/token-identity.ts'
import { healthRoutes } from '../../src/http/routes/health.ts'
import { keyRoutes } from '../../src/http/routes/keys.ts'
import { createServer, type Server } from '../../src/http/server.ts'
import { anyCompany } from '../harness/documents.ts'
import { serverOptions } from '../harness/http-server.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'

let db: Database
let clock: TestClock
/** Two processes on one database. */
let servers: readonly [Server, Server]
let close: () => Promise<void>

async function openServer(): Promise<Server> {
  const server = await createServer(serverOptions({ auth: 'keys' }))
  const apiKeys = createApiKeyStore(db)
  const identity = createTokenIdentity(server, createKeyVerifier({ apiKeys, clock }))
  const operators = createOperatorGate({ reveal: () => 'the-first' }, (request) => identity.has(request, 'operator'))
  keyRoutes(server, { operators, apiKeys, clock, inUse: true })
  healthRoutes(server, {
    operators,
    version: '1',
    started: () => true,
    stopping: () => false,
    missing: async () => [],
    metrics: async () => 'metrics',
  })
  server.get('/reads', async (request) => ({
    company: identity.company(request, 'query'),
    user: identity.user(request),
  }))
  server.get('/writes', async (request) => {
    identity.requireWrite(request)
    return {}
  })
  return server
}

beforeAll(async () => {
  const database = await createTestDatabase()
  db = openDatabase({ url: database.url, maxConnections: 5, log: silentLog })
  clock = createTestClock(new Date())
  servers = [await openServer(), await openServer()]
  close = async () => {
    for (const server of servers) await server.close()
    await db.destroy()
    await database.drop()
  }
})
afterAll(() => close())

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const get = async (server: Server, url: string, headers: Record<string, string>) => {
  const reply = await server.inject({ url, headers })
  return { status: reply.statusCode, body: reply.body }
}

async function made(payload: CreateKeyRequest) {
  const reply = await servers[0].inject({ method: 'POST', url: '/api/v1/keys', headers: bearer('the-first'), payload })
  expect(reply.statusCode, reply.body).toBe(201)
  return createKeyReply.parse(reply.json())
}

test('a key opens its company with its rights, in every process, and no other company', async () => {
  const company = anyCompany()
  const reader = await made({ name: 'web', company_id: company, rights: ['read'] })
  const writer = await made({ name: 'importer', company_id: company, rights: ['write'] })
  for (const server of servers) {
    const seen = await get(server, '/reads', bearer(reader.key))
    expect(JSON.parse(seen.body)).toEqual({ company, user: reader.id })
    expect(await get(server, '/writes', bearer(reader.key))).toMatchObject({ status: 403 })
    expect(await get(server, '/writes', bearer(writer.key))).toMatchObject({ status: 200 })
    const other = { ...bearer(reader.key), 'x-company-id': anyCompany() }
    expect(await get(server, '/reads', other)).toMatchObject({ status: 403 })
    const named = { ...bearer(reader.key), 'x-user-id': company }
    expect(JSON.parse((await get(server, '/reads', named)).body)).toMatchObject({ user: company })
    expect(await get(server, '/metrics', bearer(writer.key))).toMatchObject({ status: 401 })
  }
})

test('a key that acts for a user acts for nobody else', async () => {
  const [company, user] = [anyCompany(), anyCompany()]
  const { key } = await made({ name: 'assistant', company_id: company, user_id: user, rights: ['read'] })
  expect(JSON.parse((await get(servers[0], '/reads', bearer(key))).body)).toEqual({ company, user })
  expect(await get(servers[0], '/reads', { ...bearer(key), 'x-user-id': anyCompany() })).toMatchObject({ status: 403 })
})

test('a revoked or expired key is useless in every process within seconds', async () => {
  const company = anyCompany()
  const revoked = await made({ name: 'lost', company_id: company, rights: ['read'] })
  const expired = await made({ name: 'old', company_id: company, rights: ['read'], expires_in_days: 1 })
  for (const { key } of [revoked, expired]) {
    for (const server of servers) expect(await get(server, '/reads', bearer(key))).toMatchObject({ status: 200 })
  }
  await sql`update api_keys set expires_at = now() - interval '1 hour' where id = ${expired.id}`.execute(db)
  const headers = bearer('the-first')
  const revoke = { method: 'DELETE', url: `/api/v1/keys/${revoked.id}`, headers } as const
  expect((await servers[0].inject(revoke)).statusCode).toBe(204)
  expect((await servers[0].inject(revoke)).statusCode).toBe(404)
  await clock.tick(2_000)
  for (const { key } of [revoked, expired]) {
    for (const server of servers) expect(await get(server, '/reads', bearer(key))).toMatchObject({ status: 401 })
  }
  const list = await servers[1].inject({ url: `/api/v1/keys?company_id=${company}`, headers })
  const states = keyListReply.parse(list.json()).map(({ name, status }) => [name, status])
  expect(states).toEqual(
    expect.arrayContaining([
      ['lost', 'revoked'],
      ['old', 'expired'],
    ]),
  )
  expect(list.body).not.toContain(revoked.key)
})

test('an operator key sees metrics and keys and opens no company', async () => {
  // named twice, as a form may send it
  const { key, rights } = await made({ name: 'monitoring', rights: ['operator', 'operator'] })
  expect(rights).toEqual(['operator'])
  expect(await get(servers[1], '/metrics', bearer(key))).toMatchObject({ status: 200 })
  expect(await get(servers[1], '/api/v1/keys', bearer(key))).toMatchObject({ status: 200 })
  expect(await get(servers[1], '/reads', bearer(key))).toMatchObject({ status: 403 })
})

test.each(['', 'nonsense', `atenex_${'a'.repeat(43)}`])(
  '%j opens nothing but what is open to everyone',
  async (key) => {
    const headers = key === '' ? {} : bearer(key)
    const reply = await servers[0].inject({ url: '/reads', headers })
    expect([reply.statusCode, reply.headers['www-authenticate']]).toEqual([401, 'Bearer'])
    expect(await get(servers[0], '/health', headers)).toMatchObject({ status: 200 })
    expect(await get(servers[0], '/api/v1/keys', headers)).toMatchObject({ status: 401 })
  },
)
