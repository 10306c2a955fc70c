import { lookup } from 'node:dns/promises'
import { connect as connectTcp } from 'node:net'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { connect as connectTls } from 'node:tls'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'
import { judgeCertificate } from './judge-certificate.ts'
import { tlsOptions } from '../grpc/tls-options.ts'
import type { Endpoint, TlsIdentity } from '../grpc/endpoint.ts'
import { displayAddress } from '../grpc/endpoint.ts'

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
function shakeHands({ host, port }: Endpoint, tls: TlsIdentity, timeoutMs: number): Promise<Handshake> {
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
export async function diagnoseTls(
  endpoint: Endpoint,
  tls: TlsIdentity,
  timeoutMs: number,
  now: Date,
): Promise<Finding> {
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
