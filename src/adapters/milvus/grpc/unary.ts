import type { ClientHttp2Stream, IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2'
import { constants } from 'node:http2'
import type { GrpcConnection } from './connection.ts'
import { createMessageReader, messageHeader } from './message.ts'
import { failureOfHttp, failureOfReset, GrpcFailure, grpcStatus } from './status.ts'

/** One call: a message there, a message back. */
export interface UnaryCall {
  /** `/package.Service/Method`. */
  readonly path: string
  readonly metadata: Readonly<Record<string, string>>
  /** Sent as it is, without a copy: must not change until the call has ended. */
  readonly body: Buffer
  /** A whole number of at least 1; the server is told, so that it gives up at the same time. */
  readonly timeoutMs: number
  readonly maxReplyBytes: number
  readonly signal: AbortSignal
}

/** What the reply has told so far. */
interface Told {
  httpStatus: number | null
  contentType: string
  /** `grpc-status` and `grpc-message`, from the trailers or, in a reply without a message, from the headers. */
  status: number | null
  text: string
}

function readHeaders(told: Told, headers: IncomingHttpHeaders): void {
  const status = headers['grpc-status']
  if (status === undefined) return
  told.status = Number(status)
  const text = String(headers['grpc-message'] ?? '')
  try {
    told.text = decodeURIComponent(text)
  } catch {
    // Not encoded as it should be: better shown as it is than not at all.
    told.text = text
  }
}

const isGrpc = (told: Told) => told.httpStatus === 200 && told.contentType.startsWith('application/grpc')

/** Why a stream ended that did not end with a status. */
function failureWithoutStatus(told: Told, stream: ClientHttp2Stream, error: Error | null, lost: string | null) {
  if (told.httpStatus !== null && told.httpStatus !== 200) return failureOfHttp(told.httpStatus)
  if (told.httpStatus === 200 && !isGrpc(told)) {
    return new GrpcFailure(grpcStatus.unknown, `invalid content-type "${told.contentType}"`)
  }
  const isReset = error !== null && 'code' in error && error.code === 'ERR_HTTP2_STREAM_ERROR'
  const reason = lost ?? (isReset ? null : error?.message)
  if (reason)
    return new GrpcFailure(grpcStatus.unavailable, `connection lost: ${reason}`, { cause: error ?? undefined })
  if (stream.rstCode !== constants.NGHTTP2_NO_ERROR) return failureOfReset(stream.rstCode)
  return new GrpcFailure(grpcStatus.unavailable, 'the reply ended without a status')
}

function requestHeaders(connection: GrpcConnection, call: UnaryCall): OutgoingHttpHeaders {
  return {
    ':method': 'POST',
    ':scheme': connection.scheme,
    ':authority': connection.authority,
    ':path': call.path,
    te: 'trailers',
    'content-type': 'application/grpc',
    'user-agent': 'atenex',
    'grpc-accept-encoding': 'identity',
    'grpc-timeout': `${Math.min(99_999_999, call.timeoutMs)}m`,
    ...call.metadata,
  }
}

/**
 * Makes one call on a connection. Bodies go to the socket without a copy: a write of megabytes costs half of what it does
 * with a general gRPC library, which frames a copy of each message (decision 0011).
 * @throws GrpcFailure, or the signal's reason when aborted.
 */
export function callUnary(connection: GrpcConnection, call: UnaryCall): Promise<Buffer> {
  const { signal, timeoutMs } = call
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const told: Told = { httpStatus: null, contentType: '', status: null, text: '' }
    const reader = createMessageReader(call.maxReplyBytes)
    let failure: Error | null = null
    const stream = connection.request(requestHeaders(connection, call))

    const settle = (outcome: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      outcome()
    }
    const fail = (error: unknown) => settle(() => reject(error))
    /** Before the stream has ended by itself: the server is told. */
    const giveUp = (error: unknown) => {
      fail(error)
      stream.close(constants.NGHTTP2_CANCEL)
    }
    const abort = () => giveUp(signal.reason)
    const late = () => giveUp(new GrpcFailure(grpcStatus.deadlineExceeded, `no answer within ${timeoutMs} ms`))
    const timer = setTimeout(late, timeoutMs)
    signal.addEventListener('abort', abort, { once: true })

    const finish = () => {
      if (told.status === null) return fail(failureWithoutStatus(told, stream, failure, connection.lost()))
      if (told.status !== grpcStatus.ok) return fail(new GrpcFailure(told.status, told.text || 'no reason given'))
      try {
        const message = reader.message()
        if (message === null) return fail(new GrpcFailure(grpcStatus.internal, 'No message received'))
        settle(() => resolve(message))
      } catch (error) {
        fail(error)
      }
    }
    stream.on('response', (headers) => {
      told.httpStatus = headers[':status'] ?? null
      told.contentType = headers['content-type'] ?? ''
      readHeaders(told, headers)
    })
    stream.on('trailers', (headers) => readHeaders(told, headers))
    stream.on('data', (piece: Buffer) => {
      try {
        if (isGrpc(told)) reader.take(piece)
      } catch (error) {
        giveUp(error)
      }
    })
    stream.on('end', () => {
      if (told.status === null) return
      finish()
      // A server that refuses a message before it has read it leaves our side open.
      if (!stream.writableFinished) stream.close(constants.NGHTTP2_CANCEL)
    })
    stream.on('error', (error: Error) => (failure = error))
    stream.on('close', finish)

    stream.cork()
    stream.write(messageHeader(call.body.length))
    stream.end(call.body)
  })
}
