import { expect, test } from 'vitest'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { memoryEvents } from '../../../test/harness/memory-events.ts'
import type { RawClient } from '../../../test/harness/raw-client.ts'
import { rawServers } from '../../../test/harness/raw-servers.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { waitFor } from '../../../test/harness/wait.ts'
import { documentEvents, longestStreamSeconds } from '../../contract/document-events.ts'
import type { Log } from '../../ports/log.ts'
import { parseCompanyId } from '../../domain/ids.ts'
import { createFollow } from '../../ingest/events/follow-events.ts'
import { createDrain } from '../drain.ts'
import { heartbeatMs } from '../event-stream.ts'
import { createIdentity } from '../identity/identity.ts'
import { createServer } from '../server.ts'
import { eventRoutes } from './events.ts'

const company = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const { listen, connect } = rawServers()

async function serve(log: Log = silentLog) {
  const clock = createTestClock()
  const events = memoryEvents()
  const follow = createFollow({ events, clock, log: silentLog })
  const server = await createServer(serverOptions({ log }))
  const drain = createDrain(server, clock)
  eventRoutes(server, { identity: createIdentity('gateway'), follow, clock, log: silentLog, draining: drain.begun })
  await listen(server)
  const open = async (query = '', more = '') => {
    const client = await connect(server)
    client.send(`GET /api/v1/ingest/events${query} HTTP/1.1\r\nHost: x\r\nX-Company-ID: ${company}\r\n${more}\r\n`)
    return client
  }
  return { clock, events, server, drain, open }
}

const got = (client: RawClient, text: string) =>
  waitFor(async () => client.received.includes(text), {
    what: () => `${JSON.stringify(text)} in ${JSON.stringify(client.received)}`,
    everyMs: 2,
  })
const dataOf = (client: RawClient, name: string): unknown =>
  JSON.parse(new RegExp(`event: ${name}\\ndata: (.*)`).exec(client.received)?.[1] ?? 'null')

test('a stream begins with where it stands, beats when nothing happens, and ends after its time', async () => {
  const { clock, open } = await serve()
  const client = await open()
  await got(client, 'id: 0\nevent: ready\ndata: {}\n\n')
  expect(client.received).toContain('content-type: text/event-stream')
  await clock.tick(2 * heartbeatMs)
  await got(client, ': still here\n\n')
  await clock.tick(longestStreamSeconds * 1000)
  await got(client, '\r\n0\r\n\r\n')
  expect(clock.sleeping).toBe(0)
})

test('a client that comes back hears what it missed', async () => {
  const { clock, events, open } = await serve()
  for (const _seq of [1, 2]) events.add(company)
  const client = await open('?last_event_id=7', 'Last-Event-ID: 1\r\n')
  await got(client, 'id: 2\nevent: deleted')
  expect(client.received).toContain('id: 1\nevent: ready')
  expect(documentEvents.deleted.safeParse(dataOf(client, 'deleted')).error).toBeUndefined()
  events.add(company)
  await clock.tick(100)
  await got(client, 'id: 3\nevent: deleted')
})

test('an id that a gateway sends twice is one', async () => {
  const { events, open } = await serve()
  for (const _seq of [1, 2]) events.add(company)
  const client = await open('?seconds=0', 'Last-Event-ID: 1\r\nlast-event-id: 1\r\n')
  await got(client, 'id: 2\nevent: deleted')
  expect(client.received).toContain('id: 1\nevent: ready')
})

test.each(['99', '-1', '1, 2', 'something else'])(
  'an id that is not kept (%s) begins anew, in a sentence',
  async (id) => {
    const { events, open } = await serve()
    events.add(company)
    const client = await open(`?last_event_id=${encodeURIComponent(id)}`, 'Accept-Language: es\r\n')
    await got(client, 'id: 1\nevent: reset')
    expect(dataOf(client, 'reset')).toEqual({ detail: expect.stringContaining('ya no se guarda') })
  },
)

test('a client that goes away leaves nothing behind, and is no failure of the server', async () => {
  const failures: unknown[] = []
  const note = (failure: unknown) => void failures.push(failure)
  const { clock, open } = await serve({ ...silentLog, error: note, warn: note })
  const client = await open()
  await got(client, 'ready')
  client.destroy()
  await waitFor(async () => clock.sleeping <= 1, { what: 'its beats to end', everyMs: 2 })
  // the look that was under way is the last
  await clock.tick(100)
  expect(clock.sleeping).toBe(0)
  // whatever else the server does about it, it has done when it answers another
  await got(await open('?seconds=0'), 'event: ready')
  expect(failures).toEqual([])
})

test('a server that stops waits for no stream', async () => {
  const { server, open } = await serve()
  const client = await open()
  await got(client, 'ready')
  await server.close()
  await client.ended()
  expect(client.received.endsWith('\r\n0\r\n\r\n')).toBe(true)
})

test('a stream ends when its server is about to stop, for its client to come back elsewhere', async () => {
  const { clock, drain, open } = await serve()
  const client = await open()
  await got(client, 'event: ready')
  const running = drain.run(10_000)
  await got(client, '\r\n0\r\n\r\n')
  expect(client.received.endsWith('\r\n0\r\n\r\n')).toBe(true)
  await clock.tick(10_000)
  await running
})
