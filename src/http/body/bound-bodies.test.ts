import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { portOf, serverOptions } from '../../../test/harness/http-server.ts'
import { chunk, rawClient, type RawClient } from '../../../test/harness/raw-client.ts'
import { createTestClock, type TestClock } from '../../../test/harness/test-clock.ts'
import { waitFor } from '../../../test/harness/wait.ts'
import { AppError } from '../../domain/errors.ts'
import { spool } from '../../ingest/spool.ts'
import { createServer, type Server } from '../server.ts'
import { bodyBroken, receiveUpload, uploadBody } from '../upload/receive-upload.ts'
import { politeMs } from './bound-bodies.ts'

const maxUploadBytes = 400_000
let folder = ''
let clock: TestClock
let server: Server
let port = 0
const clients: RawClient[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-bodies-'))
  clock = createTestClock()
  const options = serverOptions({ clock })
  server = await createServer({ ...options, limits: { ...options.limits, maxUploadBytes } })
  server.post('/upload', { config: { upload: true } }, async (request) => {
    if (request.headers['x-company-id'] === undefined) throw new AppError('missing_identity', 'Who is it?')
    const body = uploadBody(request, maxUploadBytes)
    const received = await receiveUpload(body, request.headers['content-type'] ?? '')
    await using file = await spool(received.body, { folder, maxBytes: maxUploadBytes, signal: bodyBroken(body) })
    await received.metadata()
    return { bytes: file.sizeBytes }
  })
  server.post('/ask', { schema: { body: z.object({ query: z.string() }) } }, async () => ({ answer: 'yes' }))
  server.get('/thing', async () => ({ thing: true }))
  await server.listen({ host: '127.0.0.1', port: 0 })
  port = portOf(server)
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  server.server.closeAllConnections()
  const closing = server.close()
  await clock.tick(60_000)
  await closing
  await rm(folder, { recursive: true })
})

async function open(...parts: readonly (string | Buffer)[]): Promise<RawClient> {
  const client = await rawClient(port)
  clients.push(client)
  for (const part of parts) client.send(part)
  return client
}

const head = (line: string, ...headers: readonly string[]) =>
  [`${line} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n')
const who = 'X-Company-ID: 00000000-0000-4000-8000-0000000000c1'
const form = 'Content-Type: multipart/form-data; boundary=q'
const chunked = 'Transfer-Encoding: chunked'
const filePart = (name = 'file') => `--q\r\nContent-Disposition: form-data; name="${name}"; filename="z.txt"\r\n\r\n`
const spooled = () => readdir(folder)
const until = (what: string, condition: () => Promise<boolean>) => waitFor(condition, { what, everyMs: 5 })
/** The last bytes are held back: they may be the beginning of a boundary. */
const copied = (bytes: number) =>
  until(`a copy of ${bytes} bytes`, async () => {
    const [name = ''] = await spooled()
    return (await stat(path.join(folder, name))).size > bytes - 10
  })
const watched = () => until('the server to see the request', async () => clock.sleeping > 0)

describe('a body that stops', () => {
  test('ends after a minute with 408, its copy is gone and the connection closed', async () => {
    const client = await open(head('POST /upload', who, form, 'Content-Length: 90000'), filePart(), 'a'.repeat(70_000))
    await copied(70_000)
    await clock.tick(30_000)
    expect(client.received).toBe('')
    await clock.tick(40_000)
    expect(await client.status()).toBe(408)
    expect(client.received).toContain('"code":"request_timeout"')
    await client.ended()
    expect(await spooled()).toEqual([])
  })

  test('behind the last boundary is waited for no longer', async () => {
    const client = await open(head('POST /upload', who, form, chunked), chunk(`${filePart()}some text\r\n--q--\r\n`))
    await copied(9)
    await clock.tick(70_000)
    expect(await client.status()).toBe(408)
    await client.ended()
    expect(await spooled()).toEqual([])
  })

  test('of someone who does not say who they are is refused at once and cut off after the polite time', async () => {
    const client = await open(head('POST /upload', form, 'Content-Length: 9000000'), filePart())
    expect(await client.status()).toBe(422)
    await clock.tick(politeMs)
    await client.ended()
  })

  test.each([
    ['of a question', '/ask', 'Content-Type: application/json'],
    ['of a question that says it is a form', '/ask', form],
    ['at an address where there is nothing', '/nothing', 'Content-Type: application/json'],
    ['in a type nobody reads', '/ask', 'Content-Type: text/csv'],
  ])('%s is over after some seconds', async (_what, address, type) => {
    const client = await open(head(`POST ${address}`, type, 'Content-Length: 900000'), `{"query":"${'a'.repeat(5000)}`)
    await watched()
    await clock.tick(15_000)
    expect([404, 408, 422]).toContain(await client.status())
    await clock.tick(politeMs)
    await client.ended()
  })

  test('of a question that comes steadily but without end in sight is over after some seconds', async () => {
    const client = await open(head('POST /ask', 'Content-Type: application/json', chunked), chunk('{"query":"'))
    await watched()
    for (let second = 0; second < 15; second += 1) {
      client.send(chunk('a'))
      await clock.tick(1000)
    }
    expect(await client.status()).toBe(408)
    await client.ended()
  })
})

describe('a body without an end', () => {
  const zeros = chunk(Buffer.alloc(65_536))
  const json = 'Content-Type: application/json'
  test.each<[string, string, Buffer | string, number]>([
    ['in the file', head('POST /upload', who, form, chunked), chunk(filePart()), 413],
    ['in a part of another name', head('POST /upload', who, form, chunked), chunk(filePart('x')), 413],
    ['before the first boundary', head('POST /upload', who, form, chunked), '', 413],
    ['after the last boundary', head('POST /upload', who, form, chunked), chunk(`${filePart()}a\r\n--q--\r\n`), 413],
    ['in the head of a part', head('POST /upload', who, form, chunked), chunk('--q\r\nX: '), 413],
    [
      'in a field',
      head('POST /upload', who, form, chunked),
      chunk('--q\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
      413,
    ],
    ['of a question', head('POST /ask', json, chunked), chunk('{"query":"'), 413],
    ['without identity', head('POST /upload', form, chunked), chunk(filePart()), 422],
    ['at an address where there is nothing', head('POST /nothing', form, chunked), '', 404],
    ['at an address that cannot be read', head('POST /%ZZ', json, chunked), '', 404],
    ['of a request that has none', head('GET /thing', chunked), '', 200],
    ['in a type nobody reads', head('POST /ask', 'Content-Type: text/csv', chunked), '', 422],
  ])('%s is answered while it comes, leaves no copy and is cut off', async (_where, start, first, status) => {
    const client = await open(start, first)
    const flood = client.flood(zeros)
    expect(await client.status()).toBe(status)
    expect(await spooled()).toEqual([])
    expect(client.closed).toBe(false)
    await clock.tick(politeMs)
    await client.ended()
    flood.stop()
  })

  test('that is announced is refused before it comes', async () => {
    const client = await open(head('POST /upload', who, form, 'Content-Length: 900000000'))
    expect(await client.status()).toBe(413)
  })
})

test('a client that sends the rest of a refused body uses its connection again', async () => {
  const client = await open(head('POST /upload', form, 'Content-Length: 400000'), 'a'.repeat(100_000))
  expect(await client.status()).toBe(422)
  client.send('a'.repeat(300_000))
  client.send(head('GET /thing'))
  await until('the second reply', async () => client.received.includes('{"thing":true}'))
  await clock.tick(politeMs)
  expect(client.closed).toBe(false)
})

describe('a client that sends only when it is asked to', () => {
  const waits = 'Expect: 100-continue'
  const json = 'Content-Type: application/json'
  test.each([
    ['an upload of someone who does not say who they are', head('POST /upload', form, 'Content-Length: 9', waits), 422],
    ['too large an upload', head('POST /upload', who, form, 'Content-Length: 900000000', waits), 413],
    ['too long a question', head('POST /ask', json, 'Content-Length: 9000000', waits), 413],
    ['a question in a type nobody reads', head('POST /ask', 'Content-Type: text/csv', chunked, waits), 422],
    ['what has no address', head('POST /nothing', json, 'Content-Length: 9', waits), 404],
    ['what is for another method', head('POST /thing', json, 'Content-Length: 9', waits), 405],
  ])('is refused for %s without being asked, and the connection ends', async (_what, request, status) => {
    const client = await open(request)
    expect(await client.status()).toBe(status)
    await client.ended()
    expect(client.received).toContain('connection: close')
    expect(client.received).not.toContain('100 Continue')
  })

  test.each([
    ['an upload', head('POST /upload', who, form, chunked, waits), chunk(`${filePart()}a\r\n--q--\r\n`)],
    ['a question', head('POST /ask', json, chunked, waits), chunk('{"query":"a"}')],
  ])('is asked once for %s and answered, and may go on', async (_what, request, body) => {
    const client = await open(request)
    await until('the server to ask', async () => client.received.endsWith('100 Continue\r\n\r\n'))
    client.send(body)
    client.send('0\r\n\r\n')
    await until('the reply', async () => /HTTP\/1.1 200 /.test(client.received))
    client.send(head('GET /thing'))
    await until('the second reply', async () => client.received.includes('{"thing":true}'))
    expect(client.received.split('100 Continue')).toHaveLength(2)
  })

  test('and then sends nothing is given up as any other', async () => {
    const client = await open(head('POST /ask', json, 'Content-Length: 9', waits))
    await watched()
    await clock.tick(15_000)
    await until('the refusal', async () => client.received.includes('HTTP/1.1 408'))
    await client.ended()
    expect(client.received).toContain('100 Continue')
  })
})

test('an upload may take its time as long as it comes', async () => {
  const client = await open(head('POST /upload', who, form, chunked), chunk(filePart()))
  for (let minute = 0; minute < 5; minute += 1) {
    client.send(chunk(Buffer.alloc(65_536)))
    await copied(65_536 * (minute + 1))
    await clock.tick(45_000)
  }
  client.send(chunk('\r\n--q--\r\n'))
  client.send('0\r\n\r\n')
  expect(await client.status()).toBe(200)
})
