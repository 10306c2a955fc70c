import type { Clock } from '../../../ports/clock.ts'
import type { Log } from '../../../ports/log.ts'
import type { StoreMeter } from '../../../ports/store-meter.ts'
import type { VectorStoreObserver } from '../../../ports/vector-store-observer.ts'
import type { TlsIdentity } from '../grpc/endpoint.ts'

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
  /** Keys of one reply while looking over a collection; servers give 16,384 at most. */
  readonly keysAPage: number
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
  readonly tls?: TlsIdentity
  readonly database?: string
  readonly collection: string
  /** Zilliz only: search effort, from 1 (fast). Default 2. */
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
  /** Hears of what is billed. */
  readonly meter?: StoreMeter
  /** From 0 to 1, for the jitter of retries. */
  readonly random?: () => number
}

const megabyte = 1024 * 1024

/** Two to eight megabytes a request is where throughput levels off; servers take up to 64. */
export const defaultLimits: MilvusLimits = {
  batchBytes: 4 * megabyte,
  pageBytes: 8 * megabyte,
  keysAPage: 8_000,
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

/** What a search on Zilliz gets that names no level. */
export const levelOf = ({ searchLevel = 2 }: Pick<MilvusOptions, 'searchLevel'>): number => searchLevel

/** A Serverless cluster that was idle needs up to a minute for its first answer. */
const zillizTimeouts: Partial<MilvusTimeouts> = { connect: 90_000 }

export function timeoutsOf(options: MilvusOptions): MilvusTimeouts {
  return { ...defaultTimeouts, ...(options.kind === 'zilliz' ? zillizTimeouts : {}), ...options.timeouts }
}
