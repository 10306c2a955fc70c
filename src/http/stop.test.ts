import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { portOf, serverOptions } from '../../test/harness/http-server.ts'
import { rawClient, type RawClient } from '../../test/harness/raw-client.ts'
import { waitFor } from '../../test/harness/wait.ts'
import { spool } from '../ingest/spool.ts'
import { replyUnwanted } from './client-gone.ts'
import { createServer, type Server } from './server.ts'
import { bodyBroken, receiveUpload, uploadBody } from './upload/receive-upload.ts'

let folder = ''
let server: Server
let answer = Promise.withResolvers<string>()
let answering = 0
const clients: RawClient[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-stop-'))
  answer = Promise.withResolvers()
  answering = 0
  server = await createServer(serverOptions({ answersMs: 300 }))
  server.post('/upload', { config: { upload: true } }, async (request) => {
    const body = uploadBody(request, 1_000_000)
    const received = await receiveUpload(body, request.headers['content-type'] ?? '')
    await using file = await spool(received.body, { folder, maxBytes: 1_000_000, signal: bodyBroken(body) })
    return { bytes: file.sizeBytes }
  })
  server.get('/slow', async () => {
    answering += 1
    return answer.promise
  })
  server.get('/endless', async (_request, reply) => {
    answering += 1
    const signal = replyUnwanted(reply)
    return new Promise<string>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  })
  server.get('/deaf', () => {
    answering += 1
    return new Promise<string>(() => undefined)
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await rm(folder, { recursive: true })
})

async function open(text: string): Promise<RawClient> {
  const client = await rawClient(portOf(server))
  clients.push(client)
  client.send(text)
  return client
}

const until = (what: string, condition: () => Promise<boolean>) => waitFor(condition, { what, everyMs: 5 })

const stalled =
  'POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=q\r\nContent-Length: 9000\r\n\r\n' +
  '--q\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf'

test('a stop ends uploads that are not whole, tells their clients and leaves no copy', async () => {
  const uploads = await Promise.all(Array.from({ length: 50 }, () => open(stalled)))
  await until('50 copies', async () => (await readdir(folder)).length === 50)
  await server.close()
  expect(await readdir(folder)).toEqual([])
  for (const client of uploads) {
    expect(await client.status()).toBe(503)
    expect(client.received.toLowerCase()).toContain('retry-after: 5')
    await client.ended()
  }
})

test('a request that is being answered gets its time, also when others never finish theirs', async () => {
  const asked = await open('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')
  const halfHead = await open('GET /slow HTTP/1.1\r\nHost')
  const idle = await open('')
  await until('all connections and the one request', async () => answering === 1 && (await connections()) === 3)
  const closing = server.close()
  answer.resolve('at last')
  expect(await asked.status()).toBe(200)
  await until('the whole answer', async () => asked.received.endsWith('at last'))
  await closing
  await Promise.all([halfHead.ended(), idle.ended()])
})

test('what is not answered in the time of a stop ends with a refusal that says so, and not with the process', async () => {
  const asked = await Promise.all(Array.from({ length: 20 }, () => open('GET /endless HTTP/1.1\r\nHost: x\r\n\r\n')))
  await until('all requests', async () => answering === 20)
  await server.close()
  for (const client of asked) {
    expect(await client.status()).toBe(503)
    expect(client.received).toContain('"code":"cancelled"')
    expect(client.received.toLowerCase()).toContain('retry-after: 5')
  }
})

test('what does not even hear that its time is over does not keep a stop waiting', async () => {
  const asked = await open('GET /deaf HTTP/1.1\r\nHost: x\r\n\r\n')
  await until('the request', async () => answering === 1)
  await server.close()
  await asked.ended()
  expect(asked.received).toBe('')
})

function connections(): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
  })
}
