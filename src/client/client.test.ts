import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHastyClock } from '../../test/harness/hasty-clock.ts'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { systemClock } from '../flow/system-clock.ts'
import type { ClientOptions } from './client.ts'
import { createFileClient, type FileClient } from './node/file-client.ts'
import { deadServer, documentReply, startFakeServer, uploadedFile } from '../../test/harness/fake-server.ts'

const id = '6f1c9a50-2f5e-4a44-8a51-0f4a5f1f7f10'
const accepted = { document_id: id, task_id: id, status: 'uploaded', message: 'ok' }
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-client-'))
})
afterAll(() => rm(folder, { recursive: true }))

function client(url: string, changes: Partial<ClientOptions> = {}): FileClient {
  const nobody = { company: null, user: null, operatorToken: null }
  const signal = new AbortController().signal
  return createFileClient({ url, ...nobody, timeoutMs: 60_000, signal, clock: systemClock, ...changes })
}

async function file(name: string, content: string | Buffer): Promise<{ path: string; name: string }> {
  await writeFile(path.join(folder, name), content)
  return { path: path.join(folder, name), name }
}

test('an upload carries the bytes and a name with accents, quotes and emoji', async () => {
  await using server = await startFakeServer(() => ({ status: 202, json: accepted }))
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251))
  const sent: number[] = []
  const odd = await file('Año «2024» "niño" 🙂 +%.pdf', content)
  await client(server.url).upload({ ...odd, onSent: (bytes) => sent.push(bytes) })
  const [request] = server.received
  const seen = await uploadedFile(request!) // one request was answered
  expect(seen.name).toBe('Año «2024» "niño" 🙂 +%.pdf')
  expect(seen.bytes.equals(content)).toBe(true)
  expect(sent.at(-1)).toBe(content.length)
  expect(Number(request!.headers['content-length'])).toBe(request!.body.length)
})

test('an empty file is sent, so that the server can say what is wrong with it', async () => {
  const refusal = { detail: 'vacío.txt is empty.', code: 'empty_file' }
  await using server = await startFakeServer(() => ({ status: 422, json: refusal }))
  const upload = client(server.url).upload(await file('vacío.txt', ''))
  await expect(upload).rejects.toMatchObject({ status: 422, code: 'empty_file' })
})

test('a server that refuses while the body is still coming is heard', async () => {
  const answer = '{"detail":"The file is too large.","code":"payload_too_large"}'
  const head = `HTTP/1.1 413 x\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n`
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    // Answers after the first bytes and reads nothing more.
    socket.once('data', () => {
      socket.pause()
      socket.write(head + answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number } // a TCP server that listens has one
  const upload = client(`http://127.0.0.1:${port}`).upload(await file('grande.bin', Buffer.alloc(20_000_000)))
  await expect(upload).rejects.toMatchObject({ status: 413, code: 'payload_too_large' })
  for (const socket of sockets) socket.destroy()
  server.close()
})

test('a file that is not there fails before anything is sent', async () => {
  await using server = await startFakeServer(() => ({ status: 202, json: accepted }))
  const upload = client(server.url).upload({ path: path.join(folder, 'no.txt'), name: 'no.txt' })
  await expect(upload).rejects.toMatchObject({ status: 0, code: 'unreadable_file' })
  expect(server.received).toEqual([])
})

test('company and user are sent as headers, and left out when there are none', async () => {
  await using server = await startFakeServer(() => ({ status: 200, json: documentReply(id) }))
  await client(server.url, { company: id, user: id }).document(id)
  await client(server.url).document(id)
  const [first, second] = server.received
  expect(first?.headers).toMatchObject({ 'x-company-id': id, 'x-user-id': id })
  expect(Object.keys(second?.headers ?? {})).not.toContain('x-company-id')
})

test('a key is sent with every request, and an operator token instead where that is asked for', async () => {
  await using server = await startFakeServer(({ path: target }) =>
    target.startsWith('/api/v1/keys') ? { status: 200, json: [] } : { status: 200, json: documentReply(id) },
  )
  await client(server.url, { key: 'atenex_k' }).document(id)
  await client(server.url, { key: 'atenex_k' }).keys(id)
  await client(server.url, { key: 'atenex_k', operatorToken: 'op' }).keys(null)
  expect(server.received.map(({ path: target, headers }) => [target, headers.authorization])).toEqual([
    [`/api/v1/ingest/status/${id}`, 'Bearer atenex_k'],
    [`/api/v1/keys?company_id=${id}`, 'Bearer atenex_k'],
    ['/api/v1/keys', 'Bearer op'],
  ])
})

test('reading is tried again when a gateway has a bad moment', async () => {
  let calls = 0
  await using server = await startFakeServer(() => {
    calls += 1
    return calls < 3
      ? { status: 503, json: { detail: 'later', code: 'database_unavailable' } }
      : { status: 200, json: [] }
  })
  const patient = client(server.url, { timeoutMs: 60_000, clock: createHastyClock() })
  expect(await patient.documents({ limit: 10, offset: 0 })).toEqual([])
  expect(calls).toBe(3)
})

test('nothing that changes something is sent twice', async () => {
  const refusal = { detail: 'later', code: 'removal_pending' }
  await using server = await startFakeServer(() => ({ status: 503, json: refusal }))
  const c = client(server.url)
  await expect(c.remove(id)).rejects.toMatchObject({ code: 'removal_pending' })
  await expect(c.retry(id)).rejects.toMatchObject({ status: 503 })
  await expect(c.ask({ query: 'a' })).rejects.toMatchObject({ status: 503 })
  await expect(c.upload(await file('a.txt', 'a'))).rejects.toMatchObject({ status: 503 })
  expect(server.received.map(({ method }) => method)).toEqual(['DELETE', 'POST', 'POST', 'POST'])
})

test('an error names its code and the document it is about', async () => {
  const refusal = { detail: 'Already there.', code: 'duplicate_document', document_id: id }
  await using server = await startFakeServer(() => ({ status: 409, json: refusal }))
  const upload = client(server.url).upload(await file('a.txt', 'a'))
  await expect(upload).rejects.toMatchObject({ message: 'Already there.', documentId: id, status: 409 })
})

test('a server that is something else is recognised', async () => {
  await using server = await startFakeServer(() => ({ status: 200, text: '<html>' }))
  await expect(client(server.url).check(false)).rejects.toMatchObject({ code: 'unexpected_reply' })
  await using other = await startFakeServer(() => ({ status: 404, text: 'nothing here' }))
  await expect(client(other.url).check(false)).rejects.toMatchObject({ status: 404, code: 'unexpected_reply' })
})

test('without a server the failure says how to get one', async () => {
  await using gone = await deadServer()
  await expect(client(gone.url).check(false)).rejects.toThrow(
    /No server answers at .* \(ECONNREFUSED\).*npm start.*--url/,
  )
  const upload = client(gone.url).upload(await file('a.txt', 'a'))
  await expect(upload).rejects.toMatchObject({ status: 0, code: 'unreachable' })
})

test('a server that is silent for too long is given up, for reading and for uploads', async () => {
  await using server = await startFakeServer(() => new Promise<never>(() => undefined))
  const clock = createTestClock()
  const impatient = client(server.url, { timeoutMs: 100, clock })
  const asking = impatient.document(id)
  asking.catch(() => undefined) // waited for below
  await clock.tick(100)
  await expect(asking).rejects.toMatchObject({ status: 0, code: 'timeout' })
  await expect(impatient.upload(await file('a.txt', 'a'))).rejects.toMatchObject({ code: 'timeout' })
})

test('an interruption ends what is under way', async () => {
  await using server = await startFakeServer(() => new Promise<never>(() => undefined))
  const controller = new AbortController()
  const stoppable = client(server.url, { signal: controller.signal })
  const both = Promise.allSettled([stoppable.document(id), stoppable.upload(await file('a.txt', 'a'))])
  await expect.poll(() => server.received.length).toBe(2)
  controller.abort()
  for (const outcome of await both)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'interrupted' } })
})

test('a path in front of the interface is kept', async () => {
  await using server = await startFakeServer(() => ({ status: 200, json: [] }))
  await client(`${server.url}/atenex/`).chats({ limit: 5, offset: 0 })
  expect(server.received[0]?.path).toBe('/atenex/api/v1/chats?limit=5&offset=0')
})

test('a check that writes is a POST, and only a check carries the token of operators', async () => {
  await using server = await startFakeServer(() => ({ status: 200, json: { status: 'ok', parts: [] } }))
  const operator = client(server.url, { operatorToken: 'secret' })
  await operator.check(true)
  await operator.check(false)
  await operator.document(id).catch(() => undefined) // only what was sent counts here
  expect(server.received.map(({ method, path: target, headers }) => [method, target, headers.authorization])).toEqual([
    ['POST', '/api/v1/check', 'Bearer secret'],
    ['GET', '/api/v1/check', 'Bearer secret'],
    ['GET', `/api/v1/ingest/status/${id}`, undefined],
  ])
})
