import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

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

/**
 * A real HTTP server that speaks the documented shapes of docproc-, reranker- and sparse-search-service, and refuses with 415 and
 * 422 what they refuse: each field of a request is looked at.
 */
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

const refused = (json: object): Reply => ({ status: 422, json })
const word = z.string().min(1)

const rerankRequest = z.object({
  query: z.string(),
  documents: z.array(z.object({ id: z.string(), text: word, metadata: z.record(z.string(), z.unknown()) })).min(1),
  top_n: z.int().positive().nullish(),
})

/** By the share of the question's words, best first as the service gives them. */
function rerank(body: Record<string, unknown>): Reply {
  const parsed = rerankRequest.safeParse(body)
  if (!parsed.success) return refused({ detail: parsed.error.issues })
  const asked = wordsOf(parsed.data.query)
  const scored = parsed.data.documents.map((one) => {
    const words = wordsOf(one.text)
    return { ...one, score: asked.filter((word) => words.includes(word)).length / Math.max(1, words.length) - 1 }
  })
  const reranked = scored.toSorted((a, b) => b.score - a.score).slice(0, parsed.data.top_n ?? scored.length)
  return { status: 200, json: { data: { reranked_documents: reranked, model_info: { model_name: 'stub' } } } }
}

const searchRequest = z.object({ query: word, company_id: z.uuid(), top_k: z.int().min(1).max(200).default(10) })

function search(body: Record<string, unknown>, found: NeighbourServices['found']): Reply {
  const parsed = searchRequest.safeParse(body)
  if (!parsed.success) return refused({ detail: parsed.error.issues })
  const { query, company_id, top_k: top } = parsed.data
  return { status: 200, json: { query, company_id, results: found.slice(0, top) } }
}

const processRequest = z.object({
  file: z.string(),
  original_filename: z.string(),
  content_type: z.string(),
  document_id: z.string().optional(),
  company_id: z.string().optional(),
})
/** `DOCPROC_SUPPORTED_CONTENT_TYPES` */
const processed = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'text/plain',
  'text/markdown',
  'text/html',
]

/** Windows over the words of each page; pages are divided by form feeds, and only those of a PDF have numbers. */
function process(body: Record<string, unknown>): Reply {
  const parsed = processRequest.safeParse(body)
  if (!parsed.success) return refused({ detail: parsed.error.issues, request_id: 'r' })
  const { file, original_filename: name, content_type: type } = parsed.data
  if (!processed.includes(type)) return { status: 415, json: { detail: 'unsupported', request_id: 'r' } }
  const paged = type === 'application/pdf'
  const pages = file.split('\f')
  const chunks = pages.flatMap((page, at) =>
    windowsOf(page).map((text) => ({ text, source_metadata: { page_number: paged ? at + 1 : null } })),
  )
  if (chunks.length === 0) return refused({ detail: 'empty', request_id: 'r' })
  const metadata = {
    original_filename: name,
    content_type: type,
    total_pages_extracted: paged ? pages.length : null,
    raw_text_length_chars: file.length,
    processing_time_ms: 1.5,
    num_chunks_generated: chunks.length,
  }
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
