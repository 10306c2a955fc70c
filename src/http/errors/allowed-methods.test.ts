import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf, serverOptions } from '../../../test/harness/http-server.ts'
import { rawHttp, type RawHeaders } from '../../../test/harness/raw-http.ts'
import { createServer, type Server } from '../server.ts'

let server: Server
beforeAll(async () => {
  server = await createServer(serverOptions({ auth: 'gateway' }))
  server.get('/health', async () => 'well')
  server.post('/api/ask', async () => 'answered')
  server.delete('/api/:id', async () => 'deleted')
  await server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => server.close())

const send = (method: string, path: string, headers: RawHeaders = []) =>
  rawHttp(portOf(server), { method, path, headers })

test.each([
  '/api/ask',
  '/api/ask/',
  '/api/ask/?x=1',
  '/api/%61sk',
  '/api/ask#part',
  'http://localhost/api/ask',
  'http://elsewhere.example/api/ask?x=1',
])('%s is the same address for the method it takes and for another one', async (path) => {
  expect((await send('POST', path)).status).toBe(200)
  const refused = await send('GET', path)
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST'])
})

test('an address of its own is not told as the id that it would be in another one', async () => {
  expect((await send('GET', '/api/ask')).headers.get('allow')).toBe('POST')
  expect((await send('GET', '/api/something')).headers.get('allow')).toBe('DELETE')
})

test.each(['/health//', '//health', '/api//ask', '/health;x=1', '/api%2Fask', '/api/./ask', '/API/ASK'])(
  '%s is no address, for every method',
  async (path) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) expect((await send(method, path)).status, method).toBe(404)
  },
)
