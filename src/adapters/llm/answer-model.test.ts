import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { anyCompany } from '../../../test/harness/documents.ts'
import { createAnswerModel, type AnswerModelOptions } from './answer-model.ts'

interface Call {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Record<string, unknown>
}
type Answering = (call: Call, response: ServerResponse, number: number) => void

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** A server on this machine that speaks as much of the providers' APIs as a test needs. */
async function fakeServer(answering: Answering): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const call = { path: request.url ?? '', authorization: request.headers.authorization, body }
      calls.push(call)
      answering(call, response, calls.length)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listens on TCP
  return { url: `http://127.0.0.1:${port}`, calls }
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer) // no encoding was set
  return JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown> // sent by the SDK as an object
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
const completion = (content: string, finish = 'stop') => ({
  id: 'x',
  object: 'chat.completion',
  created: 0,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
})

const open = (url: string, changes: Partial<AnswerModelOptions> = {}) =>
  createAnswerModel({
    provider: 'openai-compatible',
    model: 'test-model',
    apiKey: 'test-key',
    baseUrl: `${url}/v1`,
    timeoutMs: 10_000,
    maxOutputTokens: 256,
    ...changes,
  })
const request = (signal = new AbortController().signal) => ({
  companyId: anyCompany(),
  system: 'Reglas.',
  messages: [
    { role: 'user' as const, content: 'Antes' },
    { role: 'assistant' as const, content: 'Respuesta' },
    { role: 'user' as const, content: 'SECRET-QUESTION' },
  ],
  signal,
})

describe('an OpenAI-compatible server', () => {
  test('gets rules, earlier turns and the question, and its answer comes back', async () => {
    const { url, calls } = await fakeServer((_, response) => send(response, 200, completion(' Diez días [Doc 1]. ')))
    expect(await open(url).answer(request())).toEqual({ text: 'Diez días [Doc 1].' })
    expect(calls[0]).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer test-key',
      body: {
        model: 'test-model',
        max_tokens: 256,
        messages: [
          { role: 'system', content: 'Reglas.' },
          { role: 'user', content: 'Antes' },
          { role: 'assistant', content: 'Respuesta' },
          { role: 'user', content: 'SECRET-QUESTION' },
        ],
      },
    })
  })

  test('needs no key when it asks for none', async () => {
    const { url, calls } = await fakeServer((_, response) => send(response, 200, completion('Sí.')))
    await open(url, { apiKey: null }).answer(request())
    expect(calls[0]?.authorization).toBeUndefined()
  })

  test('is asked once more after a failure that passes', async () => {
    const { url, calls } = await fakeServer((_, response, number) =>
      number === 1
        ? send(response.setHeader('retry-after-ms', '1'), 503, { error: { message: 'busy' } })
        : send(response, 200, completion('Sí.')),
    )
    expect(await open(url).answer(request())).toEqual({ text: 'Sí.' })
    expect(calls).toHaveLength(2)
  })

  test.each([
    [429, 'model_unavailable', true],
    [500, 'model_unavailable', true],
    [401, 'model_rejected', false],
    [404, 'model_rejected', false],
    [400, 'model_rejected', false],
  ])('status %i is %s', async (status, code, retryable) => {
    const { url } = await fakeServer((_, response) =>
      send(response.setHeader('retry-after-ms', '1'), status, {
        error: { message: 'provider says no to SECRET-QUESTION' },
      }),
    )
    await expect(open(url).answer(request())).rejects.toMatchObject({ code, retryable })
  })

  test('an error says nothing of the question, whatever the provider repeats', async () => {
    const { url } = await fakeServer((_, response) =>
      send(response, 400, { error: { message: 'bad: SECRET-QUESTION' } }),
    )
    const error: unknown = await open(url)
      .answer(request())
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    const { message, cause } = error as Error // checked above
    expect(`${message} ${JSON.stringify(cause)} ${String(cause)}`).not.toContain('SECRET')
  })

  test('that does not answer in time is unavailable', async () => {
    const { url } = await fakeServer(() => undefined)
    await expect(open(url, { timeoutMs: 50 }).answer(request())).rejects.toMatchObject({
      code: 'model_unavailable',
      retryable: true,
    })
  })

  test('that cannot be reached is unavailable', async () => {
    const { url } = await fakeServer(() => undefined)
    const [server] = servers
    await new Promise((resolve) => server?.close(resolve))
    await expect(open(url, { timeoutMs: 8_000 }).answer(request())).rejects.toMatchObject({ code: 'model_unavailable' })
  })

  test('is not waited for when the question was given up', async () => {
    const client = new AbortController()
    const { url } = await fakeServer(() => client.abort())
    await expect(open(url).answer(request(client.signal))).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('an empty, filtered or broken answer is a rejection, never an answer', async () => {
    for (const body of [completion('  '), completion('Algo', 'content_filter'), { nonsense: true }]) {
      const { url } = await fakeServer((_, response) => send(response, 200, body))
      await expect(open(url).answer(request())).rejects.toMatchObject({ code: 'model_rejected' })
    }
  })

  test('shows where an answer was cut off', async () => {
    const { url } = await fakeServer((_, response) => send(response, 200, completion('Diez días y', 'length')))
    expect(await open(url).answer(request())).toEqual({ text: 'Diez días y […]' })
  })

  test('gets no more calls at a time than allowed', async () => {
    let running = 0
    let most = 0
    const waiting: (() => void)[] = []
    const { url } = await fakeServer((_, response) => {
      running += 1
      most = Math.max(most, running)
      const finish = (): void => {
        running -= 1
        send(response, 200, completion('Sí.'))
      }
      // The first two wait for each other, so that a third would be seen.
      waiting.push(finish)
      if (waiting.length >= 2 || running === 1) setTimeout(() => waiting.splice(0).forEach((end) => end()), 20)
    })
    const model = open(url, { concurrency: 2 })
    await Promise.all(Array.from({ length: 6 }, () => model.answer(request())))
    expect(most).toBe(2)
  })
})

describe('Gemini', () => {
  test('is asked in its own way', async () => {
    const { url, calls } = await fakeServer((_, response) =>
      send(response, 200, {
        candidates: [{ content: { role: 'model', parts: [{ text: 'Diez días [Doc 1].' }] }, finishReason: 'STOP' }],
      }),
    )
    const model = open(url, { provider: 'gemini', model: 'gemini-test', baseUrl: `${url}/v1beta` })
    expect(model.name).toBe('gemini:gemini-test')
    expect(await model.answer(request())).toEqual({ text: 'Diez días [Doc 1].' })
    expect(calls[0]?.path).toBe('/v1beta/models/gemini-test:generateContent')
    expect(calls[0]?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'Reglas.' }] },
      generationConfig: { maxOutputTokens: 256 },
    })
  })

  test('an answer stopped by its safety filter is a rejection', async () => {
    const { url } = await fakeServer((_, response) => send(response, 200, { candidates: [{ finishReason: 'SAFETY' }] }))
    const model = open(url, { provider: 'gemini', baseUrl: `${url}/v1beta` })
    await expect(model.answer(request())).rejects.toMatchObject({ code: 'model_rejected' })
  })
})

test('an OpenAI-compatible model without an address is a configuration error', () => {
  expect(() => open('', { baseUrl: null })).toThrow(expect.objectContaining({ code: 'configuration' }))
})
