import { MalformedReply } from '../wire/protobuf/protobuf-reader.ts'
import type { Reply } from '../wire/status.ts'
import { failureOfStatus } from './classify-failure.ts'
import type { MilvusCall } from './milvus-call.ts'
import { withoutEcho } from './without-echo.ts'
import { MilvusFailure } from './milvus-failure.ts'

/** @throws MilvusFailure when the reply is none, or says that the call failed. */
export function decodeOrFail<T>(call: MilvusCall<T>, bytes: Buffer, credential: string | null): T {
  const { status, value } = decode(call, bytes)
  if (status !== null && status.code === 0 && status.errorCode === 0) return value
  throw failureOfStatus(call.method, status, (reason) => withoutEcho(reason, call.body, credential))
}

function decode<T>(call: MilvusCall<T>, bytes: Buffer): Reply<T> {
  try {
    return call.decode(bytes)
  } catch (cause) {
    if (!(cause instanceof MalformedReply)) throw cause
    const facts = { kind: 'malformed' as const, method: call.method, grpcCode: null, serverCode: null, cause }
    // Whoever answers nonsense may not be the server.
    throw new MilvusFailure(`${call.method}: ${cause.message}`, { ...facts, inDoubt: true })
  }
}
