import type { FastifyRequest } from 'fastify'
import { AppError } from '../../domain/errors.ts'

const loopbackName = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i
const loopbackAddress = /^(::1|(::ffff:)?127(\.\d+){3})$/i
/** Set by proxies: behind one, every client would seem to sit at this machine. */
const proxyHeader =
  /^(forwarded|via|(x-)?(original-)?forwarded-.+|x-real-ip|(x|true)-client-ip|cf-connecting-ip|x-envoy-.+)$/

interface Refusal {
  readonly english: string
  readonly spanish: string
}

const onlyHere: Refusal = {
  english: 'This server runs in local mode and answers only on localhost. Set ATENEX_AUTH=gateway.',
  spanish: 'Este servidor está en modo local y solo responde en localhost. Configura ATENEX_AUTH=gateway.',
}
const noOtherPage: Refusal = {
  english: 'This server runs in local mode and answers no web page of another server.',
  spanish: 'Este servidor está en modo local y no responde a páginas web de otro servidor.',
}

/** Whether a program of this machine asks directly, and no web page makes a browser of this machine ask. */
export function comesFromThisMachine(request: FastifyRequest): boolean {
  const proxied = Object.keys(request.headers).some((name) => proxyHeader.test(name))
  return !proxied && loopbackAddress.test(request.socket.remoteAddress ?? '') && refusal(request) === null
}

/**
 * Of a `local` server, where nobody has to say who they are: it answers only to loopback names (a name of elsewhere may point
 * here too), and to no web page but its own, because browsers send requests with files to any address.
 * @throws AppError `forbidden`.
 */
export function requireThisMachine(request: FastifyRequest): void {
  const reason = refusal(request)
  if (reason !== null) throw new AppError('forbidden', reason.english, { spanish: reason.spanish })
}

function refusal({ headers }: FastifyRequest): Refusal | null {
  const { host = '', origin } = headers
  if (!loopbackName.test(host)) {
    return onlyHere
  }
  // the same host and port, so also no page of another server on this machine
  if (origin !== undefined && origin.replace(/^https?:\/\//i, '').toLowerCase() !== host.toLowerCase()) {
    return noOtherPage
  }
  // browsers leave Origin out of many reading requests, but say where they come from
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return noOtherPage
  }
  return null
}
