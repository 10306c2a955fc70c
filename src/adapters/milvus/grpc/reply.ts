import type { ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2'
import { constants } from 'node:http2'
import type { GrpcConnection } from './connection.ts'
import type { MessageReader } from './message.ts'
import { createMessageReader } from './message.ts'
import { failureOfHttp, failureOfReset, GrpcFailure, grpcStatus } from './status.ts'

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

/** What a stream has brought so far. */
export interface Reply {
  readonly told: Told
  readonly reader: MessageReader
  /** The last error of the stream itself. */
  failure: Error | null
}

export function emptyReply(maxBytes: number): Reply {
  const told: Told = { httpStatus: null, contentType: '', status: null, text: '' }
  return { told, reader: createMessageReader(maxBytes), failure: null }
}

/** @throws GrpcFailure when the reply is none. */
export function messageOf(reply: Reply, stream: ClientHttp2Stream, connection: GrpcConnection): Buffer {
  const { told, reader, failure } = reply
  if (told.status === null) throw failureWithoutStatus(told, stream, failure, connection.lost())
  if (told.status !== grpcStatus.ok) throw new GrpcFailure(told.status, told.text || 'no reason given')
  const message = reader.message()
  if (message === null) throw new GrpcFailure(grpcStatus.internal, 'No message received')
  return message
}

/** Collects the reply; calls `finish` when it is there, perhaps twice, and `giveUp` when it makes no sense. */
export function listen(
  stream: ClientHttp2Stream,
  reply: Reply,
  { finish, giveUp }: { readonly finish: () => void; readonly giveUp: (error: unknown) => void },
): void {
  const { told, reader } = reply
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
  stream.on('error', (error: Error) => (reply.failure = error))
  stream.on('close', finish)
}
