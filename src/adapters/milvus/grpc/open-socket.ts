import type { ClientHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Endpoint, TlsIdentity } from './endpoint.ts'
import { openTunnel, proxyFor } from './http-proxy.ts'
import { tlsOptions } from './tls-options.ts'

/** For the time between calls: whatever stands between forgets a silent connection without telling. */
const tcpKeepAliveMs = 55_000

export interface OpenSocket {
  /** What the protocol above speaks through. */
  readonly socket: Socket
  /** What lies below it; the same without TLS. */
  readonly tcp: Socket
}

/** @throws Error when there is no server, no trust or no proxy; the signal's reason when that fires first. */
export async function openSocket(endpoint: Endpoint, tls: TlsIdentity, signal: AbortSignal): Promise<OpenSocket> {
  const { host, port } = endpoint
  const proxy = proxyFor(host, process.env)
  const tcp = proxy === null ? connectTcp({ host, port }) : await openTunnel(proxy, endpoint, signal)
  tcp.setNoDelay(true)
  tcp.setKeepAlive(true, tcpKeepAliveMs)
  if (!endpoint.secure) {
    if (proxy === null) await waitForEvent(tcp, 'connect', signal)
    return { socket: tcp, tcp }
  }
  const name = tls.serverName ?? host
  // `host` is whom the certificate must be for, whether it is announced or not.
  const secured = connectTls({ ...tlsOptions(name, tls), socket: tcp, host: name })
  tcp.once('error', (error) => secured.destroy(error))
  // A handshake that failed would leave the connection below it open, and this process alive with it.
  secured.once('close', () => tcp.destroy())
  await waitForEvent(secured, 'secureConnect', signal)
  return { socket: secured, tcp }
}

/** Waits for an event of something that fails with `error`; destroys it when it fails or the signal fires first. */
export function waitForEvent(source: Socket | ClientHttp2Session, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      signal.removeEventListener('abort', giveUp)
      source.off(event, ready).off('error', failed).off('close', closed)
    }
    const ready = () => {
      stop()
      resolve()
    }
    const failed = (error: unknown) => {
      stop()
      // What it says while it is torn down interests nobody.
      source.on('error', () => undefined)
      source.destroy()
      reject(error)
    }
    const closed = () => failed(new Error('the server closed it at once'))
    const giveUp = () => failed(signal.reason)
    source.once(event, ready).once('error', failed).once('close', closed)
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}
