import { failureOfTransport } from '../calls/classify-failure.ts'
import type { Endpoint, MilvusTls } from '../calls/milvus-options.ts'
import { singleFlight } from '../../../flow/single-flight.ts'
import type { GrpcConnection } from './connection.ts'
import { openConnection } from './connection.ts'
import { GrpcFailure, grpcStatus } from './status.ts'
import { callUnary } from './unary.ts'

export interface GrpcRequest {
  /** Name of the call in `milvus.proto.milvus.MilvusService`. */
  readonly method: string
  /** Must not change until the call has ended, and after a failure not at all: it may still be under way. */
  readonly body: Buffer
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly credential: string | null
  readonly database: string
}

/** One connection to a server, opened with the first call and reopened by itself after an outage. */
export interface GrpcChannel {
  /** @throws MilvusFailure, or the signal's reason when aborted. */
  readonly unary: (request: GrpcRequest) => Promise<Buffer>
  /** Whether the connection is up: a call that finds it down opens a new one. */
  readonly connected: () => boolean
  /** Drops the connection and opens a new one with the next call: for peers that went silent. */
  readonly renew: () => void
  readonly close: () => void
}

const service = '/milvus.proto.milvus.MilvusService/'
const maxReplyBytes = 128 * 1024 * 1024

function metadataOf({ credential, database }: GrpcRequest): Readonly<Record<string, string>> {
  const authorization = credential === null ? {} : { authorization: Buffer.from(credential).toString('base64') }
  return { dbname: database, ...authorization }
}

/** Nothing is sent before the first call. */
export function openGrpcChannel(endpoint: Endpoint, tls: MilvusTls = {}): GrpcChannel {
  let connection: GrpcConnection | null = null
  let closed = false
  const open = singleFlight(async () => {
    connection = await openConnection(endpoint, tls)
    if (closed) connection.close()
    return connection
  })
  /** Waits for the connection no longer than the call may. */
  const openWithin = async (timeoutMs: number, signal: AbortSignal): Promise<GrpcConnection> => {
    const limit = AbortSignal.timeout(timeoutMs)
    try {
      return await open(AbortSignal.any([signal, limit]))
    } catch (error) {
      if (error !== limit.reason) throw error
      throw new GrpcFailure(grpcStatus.deadlineExceeded, `no connection within ${timeoutMs} ms`)
    }
  }
  const drop = () => {
    connection?.close()
    connection = null
  }
  const call = async (request: GrpcRequest): Promise<Buffer> => {
    const { method, body, signal, timeoutMs } = request
    signal.throwIfAborted()
    const deadline = performance.now() + timeoutMs
    const on = connection?.usable() ? connection : await openWithin(timeoutMs, signal)
    const left = Math.max(1, Math.ceil(deadline - performance.now()))
    return callUnary(on, {
      path: service + method,
      metadata: metadataOf(request),
      body,
      timeoutMs: left,
      maxReplyBytes,
      signal,
    })
  }
  return {
    unary: async (request) => {
      try {
        return await call(request)
      } catch (error) {
        if (!(error instanceof GrpcFailure)) throw error
        throw failureOfTransport(request.method, error.code, error.message, error)
      }
    },
    connected: () => connection?.usable() ?? false,
    renew: drop,
    close: () => {
      closed = true
      drop()
    },
  }
}
