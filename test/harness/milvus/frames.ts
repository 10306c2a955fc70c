import type { OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import type { ProtoWriter } from '../../../src/adapters/milvus/wire/protobuf/protobuf-bytes.ts'
import {
  encodeMessage,
  writeIntField,
  writeMessageField,
  writeStringField,
} from '../../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'

/** What a server of the Milvus protocol says about a call. */
export interface ReplyStatus {
  readonly code: number
  readonly errorCode?: number
  readonly reason?: string
  readonly retriable?: boolean
}

export const success: ReplyStatus = { code: 0 }

/** Calls whose reply is the status itself; in all others it is field 1. */
const bareStatus = new Set(['CreateCollection', 'DropCollection', 'LoadCollection', 'CreateIndex', 'DropIndex'])

function writeStatus(writer: ProtoWriter, status: ReplyStatus): void {
  writeIntField(writer, 1, status.errorCode ?? (status.code === 0 ? 0 : 1))
  writeStringField(writer, 2, status.reason ?? '')
  writeIntField(writer, 3, status.code)
  writeIntField(writer, 4, status.retriable ? 1 : 0)
}

/** A reply to `method` with this status and, after it, what `more` writes. */
export function encodeReply(
  method: string,
  status: ReplyStatus,
  more: (writer: ProtoWriter) => void = () => {},
): Buffer {
  return encodeMessage((writer) => {
    if (bareStatus.has(method)) return writeStatus(writer, status)
    writeMessageField(writer, 1, (inner) => writeStatus(inner, status))
    more(writer)
  })
}

/** The five bytes gRPC puts before a message: not compressed, length. */
export function frame(message: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(message.length, 1)
  return Buffer.concat([head, message])
}

/** The message without the five bytes before it. */
export function unframe(body: Buffer): Buffer {
  return body.subarray(5)
}

export const methodOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const grpcHeaders = { ':status': 200, 'content-type': 'application/grpc' }

/** Ends a call with a status and no message. */
export function answerStatus(stream: ServerHttp2Stream, code: number, message: string): void {
  if (stream.destroyed) return
  const status = { 'grpc-status': String(code), 'grpc-message': encodeURIComponent(message) }
  stream.respond({ ...grpcHeaders, ...status }, { endStream: true })
}

/** Ends a call with these bytes, normally a frame, and then the trailers. */
export function answerBytes(
  stream: ServerHttp2Stream,
  bytes: Buffer,
  trailers: OutgoingHttpHeaders = { 'grpc-status': '0' },
): void {
  if (stream.destroyed) return
  stream.respond(grpcHeaders, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers(trailers))
  stream.end(bytes)
}
