import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: {
    readonly texts?: string[]
    readonly text_type?: string
    readonly input?: string[]
    readonly model?: string
  }
}

/** What the service says next: nothing special, a status, or a body of its own. */
export type Answer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang'
  | 'drop'

export interface EmbeddingService {
  readonly url: string
  readonly requests: ReceivedRequest[]
  /** Answers for the next requests; afterwards it answers properly. */
  readonly next: Answer[]
  readonly atOnce: { now: number; most: number }
  close(): Promise<void>
}

export const serviceDimension = 32

/** A real HTTP server that speaks both interfaces; its vectors are a hash of the text and not of unit length. */
export async function startEmbeddingService(): Promise<EmbeddingService> {
  const requests: ReceivedRequest[] = []
  const next: Answer[] = []
  const atOnce = { now: 0, most: 0 }
  const server: Server = createServer((request, response) => {
    atOnce.now += 1
    atOnce.most = Math.max(atOnce.most, atOnce.now)
    response.on('close', () => (atOnce.now -= 1))
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8'))
      const path = request.url ?? ''
      requests.push({ path, headers: request.headers, body })
      const answer = next.shift()
      if (answer === 'hang') return
      if (answer === 'drop') return request.socket.destroy()
      const status = answer?.status ?? (isAsked(path, body) ? 200 : 422)
      response.writeHead(status, { 'content-type': 'application/json', ...answer?.headers })
      setImmediate(() => response.end(answer?.body ?? (status === 200 ? properReply(path, body) : '{}')))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // A TCP server that listens has an AddressInfo.
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    next,
    atOnce,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** At least one text, and nothing but texts: all else is refused by either interface. */
function isAsked(path: string, { texts, text_type: type, input, model }: ReceivedRequest['body']): boolean {
  const given: unknown = path.endsWith('/api/v1/embed') ? texts : input
  if (!Array.isArray(given) || given.length === 0 || given.some((text) => typeof text !== 'string')) return false
  return texts === undefined ? typeof model === 'string' : ['query', 'passage', undefined].includes(type)
}

function properReply(path: string, body: ReceivedRequest['body']): string {
  if (path.endsWith('/api/v1/embed')) {
    const embeddings = (body.texts ?? []).map(vectorOf)
    return JSON.stringify({ embeddings, model_info: { model_name: 'hash-model', dimension: serviceDimension } })
  }
  const data = (body.input ?? []).map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }))
  // OpenAI does not promise an order, only the index.
  return JSON.stringify({ object: 'list', data: data.toReversed(), model: body.model })
}

function vectorOf(text: string): number[] {
  return [...createHash('sha256').update(text).digest()].map((byte) => byte - 127.5)
}
