import type { ClientHttp2Session, ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2'
import { connect as connectHttp2, constants } from 'node:http2'
import type { Socket } from 'node:net'
import { timeLimit } from '../../../flow/timeout.ts'
import type { Endpoint, TlsIdentity } from './endpoint.ts'
import { displayAddress, hostAndPort } from './endpoint.ts'
import { keepAlive } from './keep-alive.ts'
import { openSocket, waitForEvent } from './open-socket.ts'
import { GrpcFailure, grpcStatus } from './status.ts'

/** One HTTP/2 connection to a server. */
export interface GrpcConnection {
  readonly scheme: 'http' | 'https'
  readonly authority: string
  /** @throws GrpcFailure `UNAVAILABLE` when the connection has ended meanwhile. */
  readonly request: (headers: OutgoingHttpHeaders) => ClientHttp2Stream
  /** False from the moment it ends or the server says goodbye: calls under way end, new ones need another connection. */
  readonly usable: () => boolean
  /** Why it was lost; null while it is there. */
  readonly lost: () => string | null
  /** Lets the calls under way end. */
  readonly close: () => void
  /** Ends it now, calls and all. Bytes that were not sent yet never will be, whatever the network does later. */
  readonly reset: () => void
}

/** Replies with vectors are megabytes; with the 64 kB of the standard each of them waits dozens of times. */
const windowBytes = 16 * 1024 * 1024
const connectTimeoutMs = 20_000

/** Some errors of Node have only a code, such as that of a name with two addresses which both refuse. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}

/**
 * @throws GrpcFailure `UNAVAILABLE` when there is no server, no trust, or something that does not speak HTTP/2; the signal's
 *   reason when that fires first.
 */
export async function openConnection(
  endpoint: Endpoint,
  tls: TlsIdentity,
  signal: AbortSignal,
): Promise<GrpcConnection> {
  const late = () => new Error(`not there after ${connectTimeoutMs} ms`)
  using limit = timeLimit({ ms: connectTimeoutMs, signal, late })
  try {
    return await connect(endpoint, tls, limit.signal)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const message = `no connection to ${hostAndPort(endpoint)}: ${reasonOf(error)}`
    throw new GrpcFailure(grpcStatus.unavailable, message, { cause: error, sent: false })
  }
}

async function connect(endpoint: Endpoint, tls: TlsIdentity, signal: AbortSignal): Promise<GrpcConnection> {
  const { socket, tcp } = await openSocket(endpoint, tls, signal)
  const session = connectHttp2(displayAddress(endpoint), {
    createConnection: () => socket,
    settings: { enablePush: false, initialWindowSize: windowBytes },
    // The limit of 10 MB would refuse the third of three writes; what waits to be sent is bounded by the calls under way.
    maxSessionMemory: Number.MAX_SAFE_INTEGER,
  })
  // Only what speaks HTTP/2 has settings.
  await waitForEvent(session, 'remoteSettings', signal)
  session.setLocalWindowSize(windowBytes)
  const scheme = endpoint.secure ? 'https' : 'http'
  return watch(session, tcp, { scheme, authority: tls.serverName ?? hostAndPort(endpoint) })
}

/** @throws GrpcFailure `UNAVAILABLE` when the session ended meanwhile. */
function begin(session: ClientHttp2Session, headers: OutgoingHttpHeaders): ClientHttp2Stream {
  try {
    return session.request(headers)
  } catch (error) {
    const ended = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_HTTP2_')
    if (!ended) throw error
    const message = `connection lost: ${error.message}`
    throw new GrpcFailure(grpcStatus.unavailable, message, { cause: error, sent: false })
  }
}

function watch(
  session: ClientHttp2Session,
  tcp: Socket,
  names: Pick<GrpcConnection, 'scheme' | 'authority'>,
): GrpcConnection {
  let underWay = 0
  let lost: string | null = null
  const pinging = keepAlive(session, () => underWay)
  // An idle connection must not keep the process from ending.
  session.unref()
  session.on('error', (error) => (lost ??= reasonOf(error)))
  session.on('goaway', (code, _last, data) => {
    // with an error Node ends the session by itself, calls and all
    if (code === constants.NGHTTP2_NO_ERROR) session.close()
    else lost = `the server ended it: ${data?.toString('utf8', 0, 200) || `GOAWAY with code ${code}`}`
  })
  session.on('close', () => {
    clearInterval(pinging)
    lost ??= 'the server closed it'
  })
  return {
    ...names,
    usable: () => !session.closed && !session.destroyed,
    lost: () => lost,
    request: (headers) => {
      const stream = begin(session, headers)
      if (underWay++ === 0) session.ref()
      stream.once('close', () => {
        if (--underWay === 0 && !session.destroyed) session.unref()
      })
      return stream
    },
    close: () => session.close(),
    reset: () => {
      lost ??= 'ended from here'
      // Closing alone would leave it to the system to go on sending what waits.
      tcp.resetAndDestroy()
      session.destroy()
    },
  }
}
