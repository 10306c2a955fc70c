import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface NeighbourRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** Of JSON; of a form the texts of its parts. */
  readonly body: Record<string, unknown>
}

/** What is said next instead of a proper reply. */
export type NeighbourFault =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang'
  | 'drop'
  | 'endless'

export interface NeighbourServices extends AsyncDisposable {
  readonly url: string
  readonly requests: NeighbourRequest[]
  /** For the next requests; afterwards it answers properly. */
  readonly next: NeighbourFault[]
  /** What `/api/v1/search` finds, whatever is asked. */
  found: readonly { readonly chunk_id: string; readonly score: number }[]
}

/** Words of a window of docproc, and how many of them are those of the one before. */
const windowWords = 40
const overlapWords = 12

/** A real HTTP server that speaks the documented shapes of docproc-, reranker- and sparse-search-service. */
export async function startNeighbourServices(): Promise<NeighbourServices> {
  const requests: NeighbourRequest[] = []
  const services = { found: [] as NeighbourServices['found'], next: [] as NeighbourFault[] }
  const server = createServer((request, response) => {
    void (async () => {
      const { method = '', url: path = '', headers } = request
      const body = await readBody(request)
      requests.push({ method, path, headers, body })
      const fault = services.next.shift()
      if (fault === 'hang') return
      if (fault === 'drop') return void request.socket.destroy()
      const { status, json } = fault === undefined ? properReply(path, body, services.found) : { status: 200, json: {} }
      const given = typeof fault === 'object' ? fault : {}
      response.writeHead(given.status ?? status, { 'content-type': 'application/json', ...given.headers })
      if (fault !== 'endless') return void response.end(given.body ?? JSON.stringify(json))
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return Object.assign(services, {
    url: `http://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer) // no encoding was set
  const bytes = Buffer.concat(parts)
  if (bytes.length === 0) return {}
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) return JSON.parse(bytes.toString()) as Record<string, unknown> // an object, or the test fails
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const texts: Record<string, unknown> = {}
  for (const [name, value] of form) texts[name] = typeof value === 'string' ? value : await value.text()
  return texts
}

type Reply = { readonly status: number; readonly json: unknown }

function properReply(path: string, body: Record<string, unknown>, found: NeighbourServices['found']): Reply {
  if (path.endsWith('/health')) return { status: 200, json: { status: 'ok', service: 'stub', version: '1.2.3' } }
  if (path.endsWith('/api/v1/rerank')) return rerank(body)
  if (path.endsWith('/api/v1/search')) return search(body, found)
  if (path.endsWith('/api/v1/process')) return process(body)
  return { status: 404, json: { detail: 'Not Found' } }
}

const wordsOf = (text: unknown): readonly string[] =>
  String(text)
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []

/** By the share of the question's words, best first as the service gives them. */
function rerank({ query, documents }: Record<string, unknown>): Reply {
  if (!Array.isArray(documents) || documents.length === 0) return { status: 422, json: { detail: 'documents' } }
  const asked = wordsOf(query)
  const scored = documents.map((one: { readonly id: string; readonly text: string }) => {
    const words = wordsOf(one.text)
    return { ...one, score: asked.filter((word) => words.includes(word)).length / Math.max(1, words.length) - 1 }
  })
  const reranked = scored.toSorted((a, b) => b.score - a.score)
  return { status: 200, json: { data: { reranked_documents: reranked, model_info: { model_name: 'stub' } } } }
}

function search(body: Record<string, unknown>, found: NeighbourServices['found']): Reply {
  const { query, company_id, top_k: top } = body
  if (typeof top !== 'number' || top < 1 || top > 200) return { status: 422, json: { detail: 'top_k' } }
  return { status: 200, json: { query, company_id, results: found.slice(0, top) } }
}

/** Windows over the words of each page; pages are divided by form feeds, and only those of a PDF have numbers. */
function process({ file, original_filename: name, content_type: type }: Record<string, unknown>): Reply {
  const paged = type === 'application/pdf'
  const chunks = String(file)
    .split('\f')
    .flatMap((page, at) =>
      windowsOf(page).map((text) => ({ text, source_metadata: { page_number: paged ? at + 1 : null } })),
    )
  if (chunks.length === 0) return { status: 422, json: { detail: 'empty', request_id: 'r' } }
  const metadata = { original_filename: name, content_type: type, num_chunks_generated: chunks.length }
  return { status: 200, json: { data: { document_metadata: metadata, chunks } } }
}

function windowsOf(page: string): string[] {
  const words = page.split(/\s+/u).filter(Boolean)
  const windows: string[] = []
  for (let from = 0; from < words.length; from += windowWords - overlapWords) {
    windows.push(words.slice(from, from + windowWords).join(' '))
  }
  return windows
}
