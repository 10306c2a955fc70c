import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf, serverOptions } from '../../test/harness/http-server.ts'
import { rawClient } from '../../test/harness/raw-client.ts'
import { createServer, type Server } from './server.ts'

let server: Server
beforeAll(async () => {
  server = await createServer(serverOptions())
  server.get('/thing', async () => ({ of: 'a company' }))
  server.get('/lasting', async (_request, reply) => reply.header('cache-control', 'private, max-age=60').send('ok'))
  server.delete('/thing', async (_request, reply) => reply.code(204).send())
  server.get('/broken', async () => Promise.reject(new Error('x')))
  await server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => server.close())

const ways = [
  ['of a route', 'GET', '/thing', 200],
  ['to HEAD', 'HEAD', '/thing', 200],
  ['without a body', 'DELETE', '/thing', 204],
  ['about a failure', 'GET', '/broken', 500],
  ['about a method it does not take', 'PUT', '/thing', 405],
  ['about an address that is none', 'GET', '/nothing', 404],
  ['about an address that cannot be read', 'GET', '/%ff', 404],
] as const

test.each(ways)('a reply %s has its id, and is kept and guessed at by nobody', async (_which, method, url, status) => {
  const { statusCode, headers } = await server.inject({ method, url, headers: { 'x-request-id': 'trace-7' } })
  expect(statusCode).toBe(status)
  expect(headers).toMatchObject({
    'x-request-id': 'trace-7',
    'x-process-time-ms': expect.stringMatching(/^\d/),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
})

test('a route that says how long its reply lasts is believed', async () => {
  const { headers } = await server.inject({ url: '/lasting' })
  expect(headers['cache-control']).toBe('private, max-age=60')
})

test('a reply to what is no request is kept by nobody', async () => {
  const client = await rawClient(portOf(server))
  client.send('hello\r\n\r\n')
  await client.ended()
  expect(client.received.toLowerCase()).toMatch(/cache-control: no-store\r\n/)
  expect(client.received.toLowerCase()).toMatch(/x-content-type-options: nosniff\r\n/)
  client.destroy()
})

test.each(['/nothing', '/%ff'])('whoever reads Spanish is told in Spanish that %s is no address', async (url) => {
  const { headers, json } = await server.inject({ url, headers: { 'accept-language': 'es-PE' } })
  expect(headers['content-language']).toBe('es')
  expect(json()).toEqual({ detail: 'En esta dirección no hay nada.', code: 'not_found' })
})
