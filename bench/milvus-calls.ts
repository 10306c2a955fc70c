import { endpointOf } from '../src/adapters/milvus/calls/milvus-address.ts'
import { milvusRequest } from '../src/adapters/milvus/calls/milvus-request.ts'
import type { GrpcChannel } from '../src/adapters/milvus/grpc/channel.ts'
import { openGrpcChannel } from '../src/adapters/milvus/grpc/channel.ts'
import type { Limit } from './report.ts'

const never = new AbortController().signal

/** What was measured of the adapter and of what it is held against. */
export interface Figure {
  readonly what: string
  readonly ours: number
  readonly other: number
  readonly unit: string
  readonly value: number
  readonly limit: Limit | null
}

/** A connection without the adapter. */
export const bareChannel = (address: string) => openGrpcChannel(endpointOf({ kind: 'milvus', address }))

/** One call with a message encoded beforehand. */
export function bareCall(channel: GrpcChannel, method: string, body: Buffer): Promise<Buffer> {
  const request = milvusRequest(method, { database: 'default', credential: null })
  return channel.unary({ ...request, body, timeoutMs: 60_000, signal: never })
}
