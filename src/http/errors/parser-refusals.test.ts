import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf, serverOptions } from '../../../test/harness/http-server.ts'
import { rawClient } from '../../../test/harness/raw-client.ts'
import { errorReply } from '../../contract/errors.ts'
import { createServer, type Server } from '../server.ts'

let server: Server
beforeAll(async () => {
  server = await createServer(serverOptions())
  server.get('/thing', async () => 'ok')
  server.post('/thing', async () => 'ok')
  await server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => server.close())

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['the greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['a method nobody knows', 'FLY /thing HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['two hosts', 'GET /thing HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n', 400],
  ['two keys', 'GET /thing HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n', 400],
  ['two types', 'GET /thing HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Type: a/c\r\n\r\n', 400],
  [
    'another coding than chunks',
    'POST /thing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['no host', 'GET /thing HTTP/1.1\r\n\r\n', 400],
  ['a header that is none', 'GET /thing HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n', 400],
  ['two lengths', 'POST /thing HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na', 400],
  ['a negative length', 'POST /thing HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
  ['an encoding nobody knows', 'POST /thing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n', 400],
  ['headers that are too long', `GET /thing HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
  ['an address that is too long', `GET /${'y'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['an expectation', 'GET /thing HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n', 417],
  ['the wish for a tunnel', 'CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405],
  ['a chunk that is none', 'POST /thing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
])('%s is refused with a sentence and a code', async (_what, request, status) => {
  const client = await rawClient(portOf(server))
  client.send(request)
  expect(await client.status()).toBe(status)
  if (status !== 400 || !client.received.includes('keep-alive')) await client.ended()
  const [head = '', body = ''] = client.received.split('\r\n\r\n')
  expect(errorReply.safeParse(JSON.parse(body)).success, body).toBe(true)
  expect(head.toLowerCase()).toContain('content-type: application/json')
  expect(head.toLowerCase()).toContain('x-request-id: ')
  client.destroy()
})

test('the same key or type twice is one', async () => {
  const client = await rawClient(portOf(server))
  client.send('GET /thing HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: a\r\n\r\n')
  expect(await client.status()).toBe(200)
  client.destroy()
})

test('an old client without a host is answered', async () => {
  const client = await rawClient(portOf(server))
  client.send('GET /thing HTTP/1.0\r\n\r\n')
  expect(await client.status()).toBe(200)
  client.destroy()
})

test.each([
  ['mine-1', true],
  ['4bf92f3577b34da6a3ce929d0e0e4736', true],
  ['a'.repeat(128), true],
  ['a'.repeat(129), false],
  ['a'.repeat(3000), false],
  ['two words', false],
  ['a"b', false],
  ['ñ', false],
  ['', false],
])('of the request id %j: taken over is %s', async (id, kept) => {
  const reply = await server.inject({ url: '/thing', headers: { 'x-request-id': id } })
  if (kept) expect(reply.headers['x-request-id']).toBe(id)
  else expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})
