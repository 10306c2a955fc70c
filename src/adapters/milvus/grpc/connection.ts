import type { ClientHttp2Session, ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2'
import { connect as connectHttp2 } from 'node:http2'
import type { Socket } from 'node:net'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Endpoint, MilvusTls } from '../calls/milvus-options.ts'
import { displayAddress, hostAndPort } from '../calls/milvus-options.ts'
import { openTunnel, proxyFor } from './http-proxy.ts'
import { GrpcFailure, grpcStatus } from './status.ts'
import { tlsOptions } from './tls-options.ts'

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
}

/** Replies with vectors are megabytes; with the 64 kB of the standard each of them waits dozens of times. */
const windowBytes = 16 * 1024 * 1024
const connectTimeoutMs = 20_000
/** More often is answered with GOAWAY "too_many_pings" by Milvus Lite and by load balancers of Google Cloud. */
const keepAliveEveryMs = 55_000
const keepAliveTimeoutMs = 10_000

/** Some errors of Node have only a code, such as that of a name with two addresses which both refuse. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}

/** Waits for an event of something that fails with `error`, at most `connectTimeoutMs`. */
function waitFor(source: Socket | ClientHttp2Session, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      source.off(event, ready).off('error', failed).off('close', closed)
    }
    const ready = () => {
      stop()
      resolve()
    }
    const failed = (error: unknown) => {
      stop()
      source.destroy()
      reject(error)
    }
    const closed = () => failed(new Error('the server closed it at once'))
    const late = () => failed(new Error(`not there after ${connectTimeoutMs} ms`))
    const timer = setTimeout(late, connectTimeoutMs)
    source.once(event, ready).once('error', failed).once('close', closed)
  })
}

async function openSocket(endpoint: Endpoint, tls: MilvusTls): Promise<Socket> {
  const { host, port } = endpoint
  const proxy = proxyFor(host, process.env)
  const tcp = proxy === null ? connectTcp({ host, port }) : await openTunnel(proxy, endpoint, connectTimeoutMs)
  tcp.setNoDelay(true)
  // For the time between calls: whatever stands between forgets a silent connection without telling.
  tcp.setKeepAlive(true, keepAliveEveryMs)
  if (!endpoint.secure) {
    if (proxy === null) await waitFor(tcp, 'connect')
    return tcp
  }
  const name = tls.serverName ?? host
  // `host` is whom the certificate must be for, whether it is announced or not.
  const secured = connectTls({ ...tlsOptions(name, tls), socket: tcp, host: name })
  tcp.once('error', (error) => secured.destroy(error))
  await waitFor(secured, 'secureConnect')
  return secured
}

/** Pings while calls are under way, and ends a connection whose other side went silent. */
function keepAlive(session: ClientHttp2Session, underWay: () => number): NodeJS.Timeout {
  const ping = () => {
    if (underWay() === 0 || session.closed || session.destroyed) return
    const silent = () => session.destroy(new Error(`no answer to a ping within ${keepAliveTimeoutMs} ms`))
    const timer = setTimeout(silent, keepAliveTimeoutMs).unref()
    session.ping(() => clearTimeout(timer))
  }
  return setInterval(ping, keepAliveEveryMs).unref()
}

/** @throws GrpcFailure `UNAVAILABLE` when there is no server, no trust, or something that does not speak HTTP/2. */
export async function openConnection(endpoint: Endpoint, tls: MilvusTls): Promise<GrpcConnection> {
  const scheme = endpoint.secure ? 'https' : 'http'
  const authority = tls.serverName ?? hostAndPort(endpoint)
  try {
    const socket = await openSocket(endpoint, tls)
    const session = connectHttp2(displayAddress(endpoint), {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: windowBytes },
      // The limit of 10 MB would refuse the third of three writes; what waits to be sent is bounded by the calls under way.
      maxSessionMemory: Number.MAX_SAFE_INTEGER,
    })
    // Only what speaks HTTP/2 has settings.
    await waitFor(session, 'remoteSettings')
    session.setLocalWindowSize(windowBytes)
    return watch(session, { scheme, authority })
  } catch (error) {
    const message = `no connection to ${hostAndPort(endpoint)}: ${reasonOf(error)}`
    throw new GrpcFailure(grpcStatus.unavailable, message, error)
  }
}

/** @throws GrpcFailure `UNAVAILABLE` when the session ended meanwhile. */
function begin(session: ClientHttp2Session, headers: OutgoingHttpHeaders): ClientHttp2Stream {
  try {
    return session.request(headers)
  } catch (error) {
    const ended = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_HTTP2_')
    if (ended) throw new GrpcFailure(grpcStatus.unavailable, `connection lost: ${error.message}`, error)
    throw error
  }
}

function watch(session: ClientHttp2Session, names: Pick<GrpcConnection, 'scheme' | 'authority'>): GrpcConnection {
  let underWay = 0
  let lost: string | null = null
  const pinging = keepAlive(session, () => underWay)
  // An idle connection must not keep the process from ending.
  session.unref()
  session.on('error', (error) => (lost = reasonOf(error)))
  session.on('goaway', () => session.close())
  session.on('close', () => {
    clearInterval(pinging)
    lost ??= 'the server closed it'
  })
  const usable = () => !session.closed && !session.destroyed
  return {
    ...names,
    usable,
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
  }
}
