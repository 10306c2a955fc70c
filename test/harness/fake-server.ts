import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net'
import type { DocumentItem } from '../../src/contract/documents.ts'
import { terminalOver, type Terminal } from '../../src/cli/terminal.ts'

// A small HTTP server in place of the product, and a terminal that keeps what it is told. For the tests of this folder.

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly json?: unknown
  readonly text?: string
}

export interface FakeServer extends AsyncDisposable {
  readonly url: string
  readonly received: readonly Received[]
}

/** Starts on a free port of the loopback address; `answer` sees every request with its whole body. */
export async function startFakeServer(answer: (request: Received) => Answer | Promise<Answer>): Promise<FakeServer> {
  const received: Received[] = []
  const server = createServer((request, response) => void serve(request, response))
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer) // a stream without encoding yields buffers
    const seen = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(parts),
    }
    received.push(seen)
    const { status, json, text } = await answer(seen)
    response.writeHead(status, { 'content-type': json === undefined ? 'text/plain' : 'application/json' })
    response.end(json === undefined ? text : JSON.stringify(json))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * An address at which nobody listens, and nobody can begin to meanwhile: the port is the near end of an open connection. A
 * port that was given up could be anybody's by the time it is used.
 */
export async function deadServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const far = createTcpServer()
  await new Promise<void>((resolve) => far.listen(0, '127.0.0.1', resolve))
  const { port } = far.address() as AddressInfo // a TCP server that listens has one
  const near = connect(port, '127.0.0.1')
  await new Promise<void>((resolve) => near.once('connect', resolve))
  return {
    url: `http://127.0.0.1:${near.localPort}`,
    [Symbol.asyncDispose]: async () => {
      near.destroy()
      await new Promise((resolve) => far.close(resolve))
    },
  }
}

/** The file part of an upload as a server sees it. */
export async function uploadedFile(request: Received): Promise<{ name: string; bytes: Buffer }> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(new Uint8Array(request.body), { headers }).formData()
  const file = form.get('file')
  if (!(file instanceof File)) throw new Error('The upload has no part named file.')
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) }
}

/** A document reply, processed unless told otherwise. */
export function documentReply(id: string, changes: Partial<DocumentItem> = {}): DocumentItem {
  const time = '2026-11-03T10:00:00.000Z'
  return {
    id,
    document_id: id,
    company_id: id,
    file_name: 'contrato.pdf',
    file_type: 'application/pdf',
    file_path: null,
    metadata: null,
    parent_document_id: null,
    status: 'processed',
    progress: { stage: 'done', done: 1, total: 1 },
    attempts: 1,
    chunk_count: 3,
    error_code: null,
    error_message: null,
    warnings: [],
    warning_details: [],
    text_version: 3,
    reprocessing: false,
    size_bytes: 10,
    uploaded_at: time,
    created_at: time,
    updated_at: time,
    last_updated: time,
    gcs_exists: true,
    minio_exists: true,
    milvus_chunk_count: 3,
    message: null,
    ...changes,
  }
}

export function recordingTerminal(outIsTty = true): Terminal & { readonly output: string; readonly notes: string } {
  const output: string[] = []
  const notes: string[] = []
  const terminal = terminalOver({
    out: (text) => void output.push(text),
    note: (text) => void notes.push(text),
    outIsTty,
    bars: null,
    columns: 120,
  })
  return {
    ...terminal,
    get output() {
      return output.join('').trimEnd()
    },
    get notes() {
      return notes.join('').trimEnd()
    },
  }
}
