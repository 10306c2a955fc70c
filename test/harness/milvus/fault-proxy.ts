import type { ClientHttp2Session, IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from 'node:http2'
import { connect, constants, createSecureServer, createServer } from 'node:http2'
import { buffer } from 'node:stream/consumers'
import type { TestCertificate } from './certificates.ts'
import { answerBytes, answerStatus, encodeReply, frame, methodOf } from './frames.ts'

/** What happens to one call. */
export type Fault =
  /** The connection breaks before the server hears of the call. */
  | { readonly kind: 'drop-before' }
  /** The server does it, but the connection breaks before the answer: a lost acknowledgement. */
  | { readonly kind: 'drop-after' }
  /** The server gets half of the bytes. */
  | { readonly kind: 'half-request' }
  /** The client gets half of the answer. */
  | { readonly kind: 'half-reply' }
  | { readonly kind: 'grpc-status'; readonly code: number; readonly message: string }
  | { readonly kind: 'server-status'; readonly code: number; readonly reason: string }
  /** The connection breaks at once, but the server gets the call all the same, only later. */
  | { readonly kind: 'late'; readonly until: Promise<void>; readonly done: () => void }
  /** No answer at all until the client gives up. */
  | { readonly kind: 'hang' }
  /** Answered, and the connection is announced to end. */
  | { readonly kind: 'goaway' }
  /** The server does it, but ends the connection before the answer, for pings that came too often. */
  | { readonly kind: 'too-many-pings' }
  /** An answer without a status. */
  | { readonly kind: 'no-status' }
  /** This message instead of what the server would say. */
  | { readonly kind: 'answer'; readonly message: Buffer }

export interface ProxiedCall {
  readonly method: string
  /** Counted from 1 over all calls. */
  readonly number: number
  /** Counted from 1 over the calls of this method. */
  readonly numberOfMethod: number
  readonly bytes: number
  /** From the `authorization` header; empty without one. */
  readonly credential: string
}

export interface FaultProxy {
  readonly address: string
  readonly port: number
  /** Decides the fate of each call from now on. Null lets it pass. May take its time: the call waits. */
  plan(decide: (call: ProxiedCall) => Fault | null | Promise<Fault | null>): void
  /** Closes every connection and refuses new ones, as a server that is not up. */
  pause(): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

interface Answer {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly trailers: IncomingHttpHeaders
}

/** One call to the real server, with raw bytes. */
async function forward(upstream: ClientHttp2Session, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
  const { ':authority': _authority, connection: _connection, ...rest } = headers
  const stream = upstream.request(rest)
  let answerHeaders: IncomingHttpHeaders = {}
  let trailers: IncomingHttpHeaders = {}
  stream.on('response', (received) => (answerHeaders = received))
  stream.on('trailers', (received) => (trailers = received))
  stream.end(body)
  return { body: await buffer(stream), headers: answerHeaders, trailers }
}

function passOn(stream: ServerHttp2Stream, answer: Answer): void {
  if (stream.destroyed) return
  const headers = { ...answer.headers, ...(answer.body.length === 0 ? answer.trailers : {}) }
  if (answer.body.length === 0) {
    stream.respond(headers, { endStream: true })
    return
  }
  stream.respond(headers, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers(answer.trailers))
  stream.end(answer.body)
}

interface Call {
  readonly stream: ServerHttp2Stream
  readonly session: ServerHttp2Session
  readonly method: string
  readonly body: Buffer
  readonly send: (body: Buffer) => Promise<Answer>
}

async function suffer(fault: Fault, { stream, session, method, body, send }: Call): Promise<void> {
  switch (fault.kind) {
    case 'drop-before':
      return session.destroy()
    case 'drop-after':
      await send(body)
      return session.destroy()
    case 'half-request':
      // The length in the frame promises more than arrives, so the server cannot make sense of it.
      await send(body.subarray(0, Math.floor(body.length / 2))).catch(() => undefined)
      return session.destroy()
    case 'half-reply': {
      const answer = await send(body)
      if (stream.destroyed) return
      stream.respond(answer.headers)
      stream.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => session.destroy())
      return
    }
    case 'grpc-status':
      return answerStatus(stream, fault.code, fault.message)
    case 'server-status':
      return answerBytes(stream, frame(encodeReply(method, { code: fault.code, reason: fault.reason })))
    case 'no-status':
      return answerBytes(stream, frame(Buffer.alloc(0)))
    case 'late':
      session.destroy()
      await fault.until
      await send(body)
      return fault.done()
    case 'answer':
      return answerBytes(stream, frame(fault.message))
    case 'hang':
      return
    case 'goaway': {
      const answer = await send(body)
      session.goaway(constants.NGHTTP2_NO_ERROR)
      return passOn(stream, answer)
    }
    case 'too-many-pings':
      await send(body)
      // with an error, so the client ends the connection, calls and all
      return session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0, Buffer.from('too_many_pings'))
  }
}

/** One connection to the real server, opened again when it broke. */
function reconnecting(port: number): { get(): ClientHttp2Session; close(): void } {
  let current: ClientHttp2Session | null = null
  return {
    get: () => {
      if (current !== null && !current.closed && !current.destroyed) return current
      const opened = connect(`http://127.0.0.1:${port}`)
      // A broken connection shows in the calls on it; the event itself needs a listener.
      opened.on('error', () => opened.destroy())
      current = opened
      return opened
    },
    close: () => current?.destroy(),
  }
}

type Handle = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => Promise<void>

interface Listening {
  readonly port: number
  /** Ends every connection, too. */
  stop(): Promise<void>
}

async function listen(port: number, tls: TestCertificate | null, handle: Handle): Promise<Listening> {
  const sessions = new Set<ServerHttp2Session>()
  const server = tls === null ? createServer() : createSecureServer({ ...tls })
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => session.destroy())
  })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy())
    // A server that went away is what the client must cope with.
    handle(stream, headers).catch(() => answerStatus(stream, 14, 'upstream is away'))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const bound = server.address()
  if (typeof bound !== 'object' || bound === null) throw new Error('the proxy has no port')
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const session of sessions) session.destroy()
    await closed
  }
  return { port: bound.port, stop }
}

const writes: ReadonlySet<string> = new Set(['Insert', 'Upsert', 'Delete', 'Flush'])

/** Calls one after the other: what a server needs that guards itself against nothing and is taken for one that does. */
function oneAtATime(send: (body: Buffer) => Promise<Answer>, last: { done: Promise<unknown> }) {
  return (body: Buffer): Promise<Answer> => {
    const turn = last.done.then(() => send(body))
    last.done = turn.catch(() => undefined)
    return turn
  }
}

/**
 * Passes gRPC calls on as raw bytes to a server at `upstreamPort` on this machine, and breaks those it is told to. With a certificate
 * clients reach it by TLS.
 * @param writesInTurn the server behind it takes one write at a time.
 */
export async function startFaultProxy(
  upstreamPort: number,
  tls: TestCertificate | null = null,
  writesInTurn = false,
): Promise<FaultProxy> {
  const lastWrite = { done: Promise.resolve() as Promise<unknown> }
  let decide: Parameters<FaultProxy['plan']>[0] = () => null
  let number = 0
  const perMethod = new Map<string, number>()
  const upstream = reconnecting(upstreamPort)

  const handle: Handle = async (stream, headers) => {
    const { session } = stream
    if (session === undefined) return
    const method = methodOf(String(headers[':path']))
    const body = await buffer(stream)
    const credential = Buffer.from(headers.authorization ?? '', 'base64').toString()
    const numberOfMethod = (perMethod.get(method) ?? 0) + 1
    perMethod.set(method, numberOfMethod)
    const fault = await decide({ method, number: ++number, numberOfMethod, bytes: body.length, credential })
    const toServer = (bytes: Buffer) => forward(upstream.get(), headers, bytes)
    const send = writesInTurn && writes.has(method) ? oneAtATime(toServer, lastWrite) : toServer
    if (fault === null) passOn(stream, await send(body))
    // A stream of a server belongs to a session of a server; the types do not say so.
    else await suffer(fault, { stream, session: session as ServerHttp2Session, method, body, send })
  }

  let listening: Listening | null = await listen(0, tls, handle)
  const { port } = listening
  const pause = async () => {
    await listening?.stop()
    listening = null
  }
  return {
    port,
    address: `${tls === null ? 'http' : 'https'}://127.0.0.1:${port}`,
    plan: (next) => {
      decide = next
    },
    pause,
    resume: async () => {
      listening ??= await listen(port, tls, handle)
    },
    close: async () => {
      await pause()
      upstream.close()
    },
  }
}
