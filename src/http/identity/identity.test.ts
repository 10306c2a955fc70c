import { expect, test } from 'vitest'
import { createIdentity, localCompanyId, type HeaderMode, type ServiceName } from './identity.ts'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { createServer, type Server } from '../server.ts'

const id = '0b51d7c4-6f0e-4b3a-9a5f-1d2c3b4a5e6f'

async function serverFor(auth: HeaderMode, service: ServiceName = 'ingest'): Promise<Server> {
  const server = await createServer(serverOptions({ auth }))
  const identity = createIdentity(auth)
  server.get('/who', async (request) => ({ company: identity.company(request, service) }))
  return server
}

const who = async (server: Server, headers: Record<string, string | string[]>) => {
  const reply = await server.inject({ url: '/who', headers: { host: 'localhost', ...headers } })
  return { status: reply.statusCode, body: reply.json<{ company?: string; detail?: string; code?: string }>() }
}

test('behind a gateway a missing company is refused, in a sentence that names the header', async () => {
  const { status, body } = await who(await serverFor('gateway'), {})
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'missing_identity', detail: 'The header X-Company-ID is missing.' })
})

test('a company that is no UUID is 400 for the ingest API and 422 for the query API, as in the original', async () => {
  const headers = { 'x-company-id': 'acme' }
  expect((await who(await serverFor('gateway', 'ingest'), headers)).status).toBe(400)
  expect((await who(await serverFor('gateway', 'query'), headers)).status).toBe(422)
})

test('every spelling of a UUID means the same company', async () => {
  const server = await serverFor('gateway')
  for (const spelling of [id.toUpperCase(), `urn:uuid:${id}`, `{${id}}`, id.replaceAll('-', '')]) {
    expect(await who(server, { 'x-company-id': spelling })).toEqual({ status: 200, body: { company: id } })
  }
})

test('a doubled header is one company when both lines agree, and refused when they differ', async () => {
  const server = await serverFor('gateway')
  expect((await who(server, { 'x-company-id': `${id}, ${id.toUpperCase()}` })).body.company).toBe(id)
  expect((await who(server, { 'x-company-id': `${id}, ${localCompanyId}` })).status).toBe(400)
})

test('the ingest API wants a user but takes any, as the original, and the query API wants a UUID', async () => {
  const server = await createServer(serverOptions())
  const identity = createIdentity('gateway')
  server.get('/ingest', async (request) => identity.requireUser(request))
  server.get('/query', async (request) => ({ user: identity.user(request) }))
  const status = async (url: string, headers: Record<string, string>) =>
    (await server.inject({ url, headers })).statusCode
  expect(await status('/ingest', {})).toBe(422)
  expect(await status('/ingest', { 'x-user-id': ' ' })).toBe(422)
  expect(await status('/ingest', { 'x-user-id': 'auth0|5f7c8' })).toBe(200)
  expect(await status('/query', { 'x-user-id': 'auth0|5f7c8' })).toBe(422)
})

test('in local mode missing headers mean one fixed company, but a wrong one is still refused', async () => {
  const server = await serverFor('local')
  expect((await who(server, {})).body.company).toBe(localCompanyId)
  expect((await who(server, { 'x-company-id': 'acme' })).status).toBe(400)
})
