import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

interface PassedReply {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

export interface PassedRequest {
  readonly request: IncomingMessage
  readonly reply: ServerResponse
  /** Whether the bytes of an object are asked for. */
  readonly isDownload: boolean
  /** Asks the server behind, and passes on what it says, changed or not. */
  pass(change?: (reply: PassedReply) => PassedReply): void
}

/** What becomes of a request. */
export type Fault = (passed: PassedRequest) => void

export interface FaultGateway {
  readonly endpoint: string
  /** From now on; null: everything is passed. */
  set(fault: Fault | null): void
  /** Connections of clients that are open. */
  readonly connections: number
  close(): Promise<void>
}

/** Stands before a server of Google Cloud Storage's protocol and answers in its place where a test says so. */
export async function startFaultGateway(behind: string): Promise<FaultGateway> {
  let fault: Fault | null = null
  const sockets = new Set<Socket>()
  const server = createServer((request, reply) => void answer(request, reply))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // of a TCP server
  const endpoint = `http://127.0.0.1:${port}`

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const body = await buffer(request).catch(() => Buffer.alloc(0))
    const pass: PassedRequest['pass'] = (change = (same) => same) => {
      ask(request, body).then(
        (answered) => {
          const { status, headers, body: bytes } = change(answered)
          reply.writeHead(status, { ...headers, 'content-length': bytes.byteLength }).end(bytes)
        },
        () => reply.destroy(),
      )
    }
    const isDownload = /alt=media/.test(request.url ?? '')
    if (fault === null) pass()
    else fault({ request, reply, isDownload, pass })
  }

  async function ask(request: IncomingMessage, body: Buffer): Promise<PassedReply> {
    const {
      'content-length': _length,
      'transfer-encoding': _coding,
      connection: _connection,
      ...headers
    } = request.headers
    const reply = await fetch(`${behind}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { ...(headers as Record<string, string>), host: new URL(behind).host }, // none of them comes twice
      ...(body.byteLength === 0 ? {} : { body }),
    })
    const named = Object.fromEntries(
      [...reply.headers].filter(([name]) => !/^(content-encoding|transfer-encoding)$/.test(name)),
    )
    for (const [name, value] of Object.entries(named)) named[name] = value.replaceAll(behind, endpoint)
    return { status: reply.status, headers: named, body: Buffer.from(await reply.arrayBuffer()) }
  }

  return {
    endpoint,
    set: (next) => (fault = next),
    get connections() {
      return sockets.size
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
