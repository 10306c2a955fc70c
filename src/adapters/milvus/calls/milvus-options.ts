import { AppError } from '../../../domain/errors.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Log } from '../../../ports/log.ts'
import type { VectorStoreObserver } from '../../../ports/vector-store-observer.ts'

/** PEM texts. A certificate authority makes TLS trust a private one; certificate and key make it mutual. */
export interface MilvusTls {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  /** The name in the server's certificate when it is not the host of the address. */
  readonly serverName?: string
}

/** Milliseconds. */
export interface MilvusTimeouts {
  /** The first call on a connection; Zilliz Serverless may have to wake up. */
  readonly connect: number
  readonly search: number
  readonly query: number
  readonly write: number
  readonly admin: number
  /** How long a search may be repeated in all. */
  readonly answerBudget: number
  /** How long background calls may be repeated in all; survives a restart, a rolling update, a cold start. */
  readonly backgroundBudget: number
}

export interface MilvusLimits {
  /** Bytes of one write request, 2 to 8 MB are sensible; halved by itself when the server finds it too large. */
  readonly batchBytes: number
  /** Bytes of one reply page while reading vectors. */
  readonly pageBytes: number
  /** Calls under way at a time. */
  readonly searches: number
  readonly reads: number
  readonly writes: number
}

export interface MilvusOptions {
  readonly kind: 'milvus' | 'zilliz'
  /** `https://host[:port]`, `http://host[:port]` or `host[:port]`. Without a port: 443 for Zilliz, 19530 for Milvus. */
  readonly address: string
  /**
   * API key, token or `user:password`. Asked before each call, so a rotated secret is taken without a restart
   * (`Secret.fromFile` reads one from a file). Null or absent: no authentication.
   */
  readonly credential?: () => string | null
  readonly tls?: MilvusTls
  readonly database?: string
  readonly collection: string
  /** Zilliz only: search effort from 1 (fast) to 10 (exact). Default 2. */
  readonly searchLevel?: number
  readonly timeouts?: Partial<MilvusTimeouts>
  readonly limits?: Partial<MilvusLimits>
  /**
   * Runs `work` while no other process of this installation runs work of that name: Milvus Lite guards itself against
   * nothing. Default: only this process counts.
   */
  readonly alone?: <T>(name: string, work: () => Promise<T>) => Promise<T>
  readonly clock?: Clock
  readonly log: Log
  readonly observer?: VectorStoreObserver
  /** From 0 to 1, for the jitter of retries. */
  readonly random?: () => number
}

const megabyte = 1024 * 1024

/** Two to eight megabytes a request is where throughput levels off; servers take up to 64. */
export const defaultLimits: MilvusLimits = {
  batchBytes: 4 * megabyte,
  pageBytes: 8 * megabyte,
  searches: 32,
  reads: 8,
  writes: 3,
}

export const defaultTimeouts: MilvusTimeouts = {
  connect: 30_000,
  search: 10_000,
  query: 30_000,
  write: 60_000,
  admin: 60_000,
  answerBudget: 12_000,
  backgroundBudget: 120_000,
}

/** A Serverless cluster that was idle needs up to a minute for its first answer. */
const zillizTimeouts: Partial<MilvusTimeouts> = { connect: 90_000 }

export function timeoutsOf(options: MilvusOptions): MilvusTimeouts {
  return { ...defaultTimeouts, ...(options.kind === 'zilliz' ? zillizTimeouts : {}), ...options.timeouts }
}

export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly secure: boolean
}

/**
 * Splits the address. Zilliz needs TLS and a key; Milvus may have neither, so that a plain `http://` Standalone is always
 * possible with the same build.
 * @throws AppError `configuration` naming what is wrong, never the key.
 */
export function endpointOf(options: Pick<MilvusOptions, 'kind' | 'address' | 'tls'>): Endpoint {
  const text = /^[a-z]+:\/\//i.test(options.address) ? options.address : `http://${options.address}`
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.hostname === '' || !['http:', 'https:', 'tcp:'].includes(url.protocol)) {
    throw new AppError('configuration', `The vector store address is not http://host:port or https://host:port.`)
  }
  const secure = url.protocol === 'https:' || options.tls?.ca !== undefined || options.tls?.cert !== undefined
  if (options.kind === 'zilliz' && !secure) {
    throw new AppError('configuration', `A Zilliz Cloud address must start with https://; ${url.host} does not.`)
  }
  const port =
    url.port === '' ? (options.kind === 'zilliz' ? 443 : portWithoutName(options.address, url)) : Number(url.port)
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port, secure }
}

/** `URL` drops a port that is the scheme's default, so an explicit one is looked for in the text. */
function portWithoutName(address: string, url: URL): number {
  if (/:443(\/|$)/.test(address) && url.protocol === 'https:') return 443
  if (/:80(\/|$)/.test(address) && url.protocol === 'http:') return 80
  return 19_530
}

/** `host:port`, with brackets around an IPv6 address. */
export function hostAndPort({ host, port }: Pick<Endpoint, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The address as it may be logged: without user, password or path. */
export function displayAddress(endpoint: Endpoint): string {
  return `${endpoint.secure ? 'https' : 'http'}://${hostAndPort(endpoint)}`
}
