import { lookup } from 'node:dns/promises'
import { connect as connectTcp } from 'node:net'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { connect as connectTls } from 'node:tls'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'
import { tlsOptions } from '../grpc/tls-options.ts'
import type { Endpoint, MilvusTls } from '../calls/milvus-options.ts'
import { displayAddress } from '../calls/milvus-options.ts'

const expiresSoonDays = 14
const dayMs = 86_400_000

/** Node's error codes of sockets and TLS, which are all an Error with a `code`. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
}

/** Whether the name resolves. */
export async function diagnoseName(endpoint: Endpoint): Promise<Finding> {
  try {
    const { address } = await lookup(endpoint.host)
    return finding('network', 'ok', 'name_resolves', `${endpoint.host} is ${address}.`)
  } catch (error) {
    const message = `The name ${endpoint.host} does not resolve (${codeOf(error)}).`
    return finding(
      'network',
      'error',
      'name_not_resolved',
      message,
      'Correct the host in the address, or the DNS server of this machine.',
    )
  }
}

/** Whether something accepts connections on the port. */
export async function diagnosePort(endpoint: Endpoint, timeoutMs: number): Promise<Finding> {
  const where = displayAddress(endpoint)
  try {
    await openSocket(endpoint, timeoutMs)
    return finding('network', 'ok', 'port_open', `${where} accepts connections.`)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ECONNREFUSED') {
      const remedy = 'Start the server or correct the port; Milvus listens on 19530, Zilliz Serverless on 443.'
      return finding('network', 'error', 'port_closed', `Nothing listens on ${where}.`, remedy)
    }
    const remedy = 'Check firewall, network policy and, on Zilliz Cloud, the list of allowed addresses.'
    return finding('network', 'error', 'port_unreachable', `${where} cannot be reached (${code}).`, remedy)
  }
}

function openSocket({ host, port }: Endpoint, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port, timeout: timeoutMs })
    socket.once('connect', () => resolve(socket.destroy() && undefined))
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    socket.once('error', reject)
  })
}

interface Handshake {
  readonly certificate: PeerCertificate | null
  /** Why the certificate is not trusted, empty when it is. */
  readonly refusal: string
}

/** Shakes hands without insisting on the certificate, so that the exact reason can be told. */
function shakeHands({ host, port }: Endpoint, tls: MilvusTls, timeoutMs: number): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connectTls({
      ...tlsOptions(tls.serverName ?? host, tls),
      host,
      port,
      timeout: timeoutMs,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    })
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate()
      const refusal = socket.authorized ? '' : String(socket.authorizationError)
      socket.destroy()
      resolve({ certificate, refusal })
    })
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    socket.once('error', reject)
  })
}

/** Whether a server that is spoken to without TLS wants it. */
export async function speaksTls(endpoint: Endpoint, timeoutMs: number): Promise<boolean> {
  return shakeHands(endpoint, {}, timeoutMs).then(
    () => true,
    () => false,
  )
}

/** Whether the certificate is good: authority, name, dates. */
export async function diagnoseTls(endpoint: Endpoint, tls: MilvusTls, timeoutMs: number, now: Date): Promise<Finding> {
  try {
    const { certificate, refusal } = await shakeHands(endpoint, tls, timeoutMs)
    return judgeCertificate(tls.serverName ?? endpoint.host, certificate, refusal, now)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/certificate.required|handshake.failure|bad.certificate/i.test(message)) {
      const remedy = 'Name a certificate it trusts and its key in …_MILVUS_TLS_CERT and …_MILVUS_TLS_KEY.'
      return finding(
        'tls',
        'error',
        'tls_client_certificate',
        'The server wants a client certificate it trusts.',
        remedy,
      )
    }
    const remedy = 'The server does not speak TLS on this port: use http:// or the TLS port.'
    return finding(
      'tls',
      'error',
      'tls_not_spoken',
      `No TLS handshake with ${displayAddress(endpoint)} (${codeOf(error)}).`,
      remedy,
    )
  }
}

function judgeCertificate(name: string, certificate: PeerCertificate | null, refusal: string, now: Date): Finding {
  const until = certificate?.valid_to ?? ''
  if (refusal === 'CERT_HAS_EXPIRED' || Date.parse(until) < now.getTime()) {
    const remedy = 'Renew the certificate of the server; if it was just renewed, check the clock of this machine.'
    return finding('tls', 'error', 'tls_expired', `The certificate of the server ended on ${until}.`, remedy)
  }
  if (refusal === 'CERT_NOT_YET_VALID') {
    const message = `The certificate of the server begins on ${certificate?.valid_from}.`
    return finding('tls', 'error', 'tls_not_yet_valid', message, 'Check the clock of this machine and of the server.')
  }
  if (refusal !== '') {
    const message = `The certificate of the server was not issued by an authority this machine trusts (${refusal}).`
    return finding(
      'tls',
      'error',
      'tls_unknown_ca',
      message,
      'Name the file of the authority (PEM) that issued it in …_MILVUS_TLS_CA.',
    )
  }
  if (certificate !== null && !matchesName(name, certificate)) {
    const message = `The certificate of the server is for ${namesIn(certificate).join(', ')}, not for ${name}.`
    return finding(
      'tls',
      'error',
      'tls_wrong_name',
      message,
      'Use the name in the certificate as host, or set it as …_MILVUS_TLS_SERVER_NAME.',
    )
  }
  if (Date.parse(until) - now.getTime() < expiresSoonDays * dayMs) {
    return finding('tls', 'warning', 'tls_expires_soon', `The certificate of the server ends on ${until}.`, 'Renew it.')
  }
  return finding('tls', 'ok', 'tls_trusted', `The certificate of the server is trusted until ${until}.`)
}

/** Host names and addresses the certificate is for; the common name only when it has no others. */
function namesIn(certificate: PeerCertificate): readonly string[] {
  const { subjectaltname: others, subject } = certificate
  if (others === undefined) return [subject.CN ?? []].flat()
  return others.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''))
}

function matchesName(name: string, certificate: PeerCertificate): boolean {
  return namesIn(certificate).some((each) => {
    const wanted = each.toLowerCase()
    if (wanted === name.toLowerCase()) return true
    return wanted.startsWith('*.') && name.toLowerCase().split('.').slice(1).join('.') === wanted.slice(2)
  })
}
