import { singleFlight } from '../../../flow/single-flight.ts'
import { timeLimit } from '../../../flow/timeout.ts'
import type { GrpcConnection } from './connection.ts'
import { openConnection } from './connection.ts'
import type { Endpoint, TlsIdentity } from './endpoint.ts'
import { GrpcFailure, grpcStatus } from './status.ts'
import { callUnary } from './unary.ts'

export interface GrpcRequest {
  /** `/package.Service/Method`. */
  readonly path: string
  readonly metadata: Readonly<Record<string, string>>
  /** Must not change until the call has ended, and after a failure not at all: it may still be under way. */
  readonly body: Buffer
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /**
   * Once it is being sent, the call is not cancelled by the signal but ends by itself, at the latest at its time-out: for
   * what changes something, whose end the caller must know.
   */
  readonly endsByItself?: boolean
}

/** One connection to a server, opened with the first call and reopened by itself after an outage. */
export interface GrpcChannel {
  /** @throws GrpcFailure, or the signal's reason when aborted. */
  readonly unary: (request: GrpcRequest) => Promise<Buffer>
  /** Whether the connection is up: a call that finds it down opens a new one. */
  readonly connected: () => boolean
  /** Lets the calls under way end and opens a new connection with the next call: for peers that went silent. */
  readonly renew: () => void
  /** Ends the connection and the calls on it; what was not sent yet never will be. The next call opens a new one. */
  readonly reset: () => void
  /** Ends everything at once, also an attempt to connect. */
  readonly close: () => void
}

const maxReplyBytes = 128 * 1024 * 1024
const neverAborted = new AbortController().signal

/** Nothing is sent before the first call. */
export function openGrpcChannel(endpoint: Endpoint, tls: TlsIdentity = {}): GrpcChannel {
  const closing = new AbortController()
  let connection: GrpcConnection | null = null
  const open = singleFlight(async () => {
    connection = await openConnection(endpoint, tls, closing.signal)
    return connection
  })
  /** Waits for the connection no longer than the call may. */
  const openWithin = async (ms: number, signal: AbortSignal): Promise<GrpcConnection> => {
    closing.signal.throwIfAborted()
    const message = `no connection within ${ms} ms`
    const late = () => new GrpcFailure(grpcStatus.deadlineExceeded, message, { sent: false })
    using limit = timeLimit({ ms, signal, late })
    return await open(limit.signal)
  }
  return {
    unary: async ({ timeoutMs, signal, endsByItself = false, ...call }) => {
      signal.throwIfAborted()
      const deadline = performance.now() + timeoutMs
      const on = connection?.usable() ? connection : await openWithin(timeoutMs, signal)
      signal.throwIfAborted()
      const left = Math.max(1, Math.ceil(deadline - performance.now()))
      return callUnary(on, { ...call, timeoutMs: left, maxReplyBytes, signal: endsByItself ? neverAborted : signal })
    },
    connected: () => connection?.usable() ?? false,
    renew: () => {
      connection?.close()
      connection = null
    },
    reset: () => {
      connection?.reset()
      connection = null
    },
    close: () => {
      closing.abort(new GrpcFailure(grpcStatus.cancelled, 'the connection was closed', { sent: false }))
      connection?.reset()
      connection = null
    },
  }
}
