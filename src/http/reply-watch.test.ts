import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { portOf, serverOptions } from '../../test/harness/http-server.ts'
import { createTestClock, type TestClock } from '../../test/harness/test-clock.ts'
import { waitFor } from '../../test/harness/wait.ts'
import { createServer, type Server } from './server.ts'

let clock: TestClock
let server: Server
let client: Socket
let reading: Readable | null = null

/** More than any system keeps for a connection. */
const large = 64_000_000

beforeEach(async () => {
  clock = createTestClock()
  reading = null
  server = await createServer(serverOptions({ clock }))
  server.get('/large', async (_request, reply) => {
    const body = Readable.from(pieces(), { objectMode: false })
    reading = body
    return reply.send(body)
  })
  server.get('/never', () => new Promise(() => undefined))
  await server.listen({ host: '127.0.0.1', port: 0 })
  client = connect(portOf(server), '127.0.0.1')
  client.on('error', () => undefined) // a reset is one way to be cut off
})
afterEach(async () => {
  client.destroy()
  server.server.closeAllConnections()
  const closing = server.close()
  await clock.tick(60_000)
  await closing
})

function* pieces() {
  for (let sent = 0; sent < large; sent += 64_000) yield Buffer.alloc(64_000)
}

/** Asks, and reads nothing; resolves when the server can send no more. */
async function askAndStop(address: string): Promise<void> {
  client.pause()
  client.write(`GET ${address} HTTP/1.1\r\nHost: x\r\n\r\n`)
  await waitFor(async () => clock.sleeping > 0, { what: 'the request', everyMs: 5 })
}
const connections = () =>
  new Promise<number>((resolve, reject) => {
    server.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
  })
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await clock.tick(1_000)
  }
}
/** The system's buffers are full: what is in the server's stays the same. */
async function stuck(): Promise<void> {
  let before = -1
  await waitFor(
    async () => {
      const now = reading !== null ? client.bytesRead + reading.readableLength : -1
      const same = now === before && now >= 0
      before = now
      return same
    },
    { what: 'a reply that is stuck', everyMs: 100 },
  )
}

test('a client that takes nothing of its reply for minutes is cut off, and what it was sent from is closed', async () => {
  await askAndStop('/large')
  await stuck()
  await pass(55)
  expect(await connections()).toBe(1)
  await pass(400)
  expect(await connections()).toBe(0)
  expect(reading?.destroyed).toBe(true)
})

test('a client that takes a little now and then is waited for', async () => {
  await askAndStop('/large')
  await stuck()
  for (let minute = 0; minute < 4; minute += 1) {
    await pass(40)
    const before = client.bytesRead
    client.resume()
    await waitFor(async () => client.bytesRead > before + 8_000_000, { what: 'a part', everyMs: 1 })
    client.pause()
  }
  expect(await connections()).toBe(1)
})

test('a client that waits for its reply is not one that does not take it', async () => {
  await askAndStop('/never')
  await pass(300)
  expect(await connections()).toBe(1)
})

test('a stop waits some seconds for a client that takes nothing', async () => {
  await askAndStop('/large')
  await stuck()
  let isClosed = false
  const closing = server.close().then(() => (isClosed = true))
  await pass(4)
  expect(isClosed).toBe(false)
  await pass(5)
  await closing
})
