import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAnswerModel, type AnswerModelOptions } from '../../src/adapters/llm/answer-model.ts'
import { anyCompany } from './documents.ts'

interface Call {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Record<string, unknown>
}
type Answering = (call: Call, response: ServerResponse, number: number) => void

const servers: Server[] = []

/** For `afterEach`. */
export async function closeModelServers(): Promise<void> {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** A server on this machine that speaks as much of the providers' APIs as a test needs. */
export async function modelServer(answering: Answering): Promise<{ url: string; calls: Call[] }> {
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

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
export const completion = (content: string, finish = 'stop') => ({
  id: 'x',
  object: 'chat.completion',
  created: 0,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
})

export const openModel = (url: string, changes: Partial<AnswerModelOptions> = {}) =>
  createAnswerModel({
    provider: 'openai-compatible',
    model: 'test-model',
    apiKey: () => 'test-key',
    baseUrl: `${url}/v1`,
    timeoutMs: 10_000,
    maxOutputTokens: 256,
    ...changes,
  })
/** A question with an earlier turn. */
export const question = (signal = new AbortController().signal, companyId = anyCompany()) => ({
  companyId,
  system: 'Reglas.',
  messages: [
    { role: 'user' as const, content: 'Antes' },
    { role: 'assistant' as const, content: 'Respuesta' },
    { role: 'user' as const, content: 'SECRET-QUESTION' },
  ],
  signal,
})

/** Keeps every call waiting until the test lets one go. */
export async function holdingModelServer() {
  const held: ServerResponse[] = []
  const { url } = await modelServer(({ path: asked }, response) => {
    if (asked === '/ping') send(response, 200, {})
    else held.push(response)
  })
  const answerOne = (which: 'first' | 'last' = 'first') => {
    const response = which === 'first' ? held.shift() : held.pop()
    if (response !== undefined) send(response, 200, completion('Sí.'))
  }
  return { url, held, answerOne }
}
