import { afterEach, describe, expect, test } from 'vitest'
import { setUpAsk } from '../../test/harness/ask.ts'
import { portOf, serverOptions } from '../../test/harness/http-server.ts'
import { silentLog } from '../../test/harness/log.ts'
import { rawClient } from '../../test/harness/raw-client.ts'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { waitFor } from '../../test/harness/wait.ts'
import { askReply } from '../contract/ask.ts'
import { askEvents, type AskEventName } from '../contract/ask-events.ts'
import { AppError } from '../domain/errors.ts'
import { systemClock } from '../flow/system-clock.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ask } from '../query/ask.ts'
import { heartbeatMs } from './event-stream.ts'
import { createIdentity } from './identity/identity.ts'
import { askRoutes } from './routes/ask.ts'
import { createServer, type Server, type ServerOptions } from './server.ts'

const who = {
  'x-company-id': '00000000-0000-4000-8000-0000000000c1',
  'x-user-id': '00000000-0000-4000-8000-0000000000a1',
}
const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(ask: Ask, clock: Clock = systemClock, options: Partial<ServerOptions> = {}) {
  const server = await createServer(serverOptions(options))
  servers.push(server)
  askRoutes(server, { identity: createIdentity('gateway'), ask, clock, log: silentLog })
  const post = (payload: object, headers: Record<string, string> = {}) =>
    server.inject({ method: 'POST', url: '/api/v1/ask', headers: { ...who, ...headers }, payload })
  return { server, post }
}

interface Event {
  readonly name: AskEventName
  readonly data: unknown
}

function eventsOf(body: string): Event[] {
  return body
    .split('\n\n')
    .filter((block) => block.startsWith('event: '))
    .map((block) => {
      const [name = '', data = ''] = block.split('\n').map((line) => line.replace(/^\w+: /, ''))
      return { name: name as AskEventName, data: JSON.parse(data) as unknown }
    })
}

const nothingElse = () => {
  const { corpus, ask } = setUpAsk()
  corpus.add('contrato.pdf', 'El plazo de entrega es de diez días.')
  return ask
}
const query = '¿Cuál es el plazo de entrega?'
const failure = new AppError('vector_store_unavailable', 'The vector store is away.', { retryable: true })
const telling: Ask = (request) => {
  request.tell?.({ kind: 'text', text: 'Diez' })
  return Promise.reject(failure)
}

describe('a streamed answer', () => {
  test.each([
    ['asked for in the body', { query, stream: true }, {}],
    ['asked for by what is accepted', { query }, { accept: 'text/event-stream' }],
    ['asked for where plain JSON is refused', { query }, { accept: 'application/json;q=0, text/event-stream;q=0.5' }],
  ])('%s is sources, text, citations and the plain reply', async (_how, body, headers) => {
    const { post } = await serve(nothingElse())
    const reply = await post(body, headers)
    expect(reply.statusCode).toBe(200)
    expect(reply.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    const events = eventsOf(reply.body)
    expect(events.map(({ name }) => name)).toEqual(['sources', 'text', 'citations', 'done'])
    for (const { name, data } of events) expect(askEvents[name].safeParse(data).error, name).toBeUndefined()
    const done = askReply.parse(events[3]?.data)
    const found = done.retrieved_documents.map(({ weak: _knownLater, ...document }) => document)
    expect(askEvents.sources.parse(events[0]?.data).retrieved_documents).toEqual(found)
    expect(events[1]?.data).toEqual({ text: done.answer })
    expect(events[2]?.data).toEqual({ citations: done.citations })
    const plain = askReply.parse((await post({ query })).json())
    expect({ ...done, chat_id: plain.chat_id, query_log_id: plain.query_log_id }).toEqual(plain)
  })

  test.each([
    ['nothing is said of it', { query }, {}],
    ['events are refused', { query }, { accept: 'text/event-stream;q=0' }],
    ['events are refused, and anything else is not', { query }, { accept: 'TEXT/EVENT-STREAM; q=0.0, */*' }],
    ['plain JSON is accepted as well', { query }, { accept: 'application/json, text/event-stream' }],
    ['the body does not want it', { query, stream: false }, { accept: 'text/event-stream' }],
  ])('is not sent when %s', async (_why, body, headers) => {
    const { post } = await serve(nothingElse())
    expect(askReply.safeParse((await post(body, headers)).json()).success).toBe(true)
  })

  test('that fails at once is a plain refusal with its status', async () => {
    const { post } = await serve(() => Promise.reject(failure))
    const reply = await post({ query, stream: true })
    expect([reply.statusCode, reply.json()]).toMatchObject([503, { code: 'vector_store_unavailable' }])
    expect((await post({ query: ' ', stream: true })).statusCode).toBe(422)
  })

  test('that fails later ends with an event that says so', async () => {
    const { post } = await serve(telling)
    const events = eventsOf((await post({ query, stream: true })).body)
    expect(events).toMatchObject([{ name: 'text' }, { name: 'error', data: { code: 'vector_store_unavailable' } }])
  })
})

describe('a client of a streamed answer', () => {
  async function askSlowly(clock: Clock, options: Partial<ServerOptions> = {}) {
    const asked = Promise.withResolvers<AbortSignal>()
    const answer = Promise.withResolvers<never>()
    const { server } = await serve(
      (request) => {
        asked.resolve(request.signal)
        request.signal.addEventListener('abort', () => answer.reject(request.signal.reason))
        return answer.promise
      },
      clock,
      options,
    )
    await server.listen({ host: '127.0.0.1', port: 0 })
    const client = await rawClient(portOf(server))
    const body = JSON.stringify({ query, stream: true })
    const lines = Object.entries({ host: 'localhost', ...who, 'content-type': 'application/json' })
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    client.send(`POST /api/v1/ask HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    return { server, client, signal: await asked.promise, fail: () => answer.reject(failure) }
  }

  test('hears a comment whenever nothing else came for a while, also before the first event', async () => {
    const clock = createTestClock()
    const { client, fail } = await askSlowly(clock)
    expect(heartbeatMs).toBeLessThan(30_000)
    for (const beats of [1, 2, 3]) {
      await clock.tick(heartbeatMs)
      await waitFor(async () => client.received.split(': still here').length > beats, {
        what: `${beats} comments, so far: ${client.received}`,
        everyMs: 5,
      })
    }
    expect(client.received).toMatch(/^HTTP\/1\.1 200 /)
    fail()
    await waitFor(async () => client.received.includes('event: error'), {
      what: 'the end',
      everyMs: 5,
    })
    client.destroy()
  })

  test('is told with an event when the server stops before the answer is complete', async () => {
    const clock = createTestClock()
    const { server, client } = await askSlowly(clock, { answersMs: 100 })
    // the first sign of life begins the reply
    await clock.tick(heartbeatMs)
    await waitFor(async () => client.received.includes(': still here'), { what: 'the beginning', everyMs: 5 })
    await server.close()
    await client.ended()
    expect(client.received).toMatch(/event: error\ndata: .*"code":"cancelled"/)
  })

  test('that goes away stops the work', async () => {
    const clock = createTestClock()
    const { client, signal, fail } = await askSlowly(clock)
    await clock.tick(heartbeatMs)
    expect(await client.status()).toBe(200)
    client.destroy()
    await waitFor(async () => signal.aborted, { what: 'the work to be stopped', everyMs: 5 })
    fail()
  })
})
