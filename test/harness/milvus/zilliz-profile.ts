import { writeStringField } from '../../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import type { Fault, ProxiedCall } from './fault-proxy.ts'
import { encodeReply, success } from './frames.ts'

export interface ZillizProfile {
  /** Zilliz' smallest plan allows 2 MB of writes and half a megabyte of deletes a second. */
  readonly writeBytesASecond: number
  readonly deleteBytesASecond: number
  readonly requestBytes: number
  /** Calls that a suspended cluster refuses until it is awake. */
  readonly asleepFor: number
  readonly apiKey: string
}

export interface PretendedZilliz {
  readonly decide: (call: ProxiedCall) => Fault | null
  /** How often each limit was met. */
  readonly met: { rate: number; size: number; asleep: number }
}

/** What stands between a client and another server so that it is taken for a Serverless cluster of Zilliz Cloud. */
export function pretendZilliz(profile: ZillizProfile): PretendedZilliz {
  const met = { rate: 0, size: 0, asleep: 0 }
  const writes = bucket(profile.writeBytesASecond)
  const deletes = bucket(profile.deleteBytesASecond)
  const version = encodeReply('GetVersion', success, (writer) =>
    writeStringField(writer, 2, 'Zilliz Cloud Vector Database (Compatible with Milvus 2.5)'),
  )
  const decide = ({ method, bytes, credential }: ProxiedCall): Fault | null => {
    if (credential !== profile.apiKey) return { kind: 'grpc-status', code: 16, message: 'auth check failure' }
    if (met.asleep < profile.asleepFor) {
      met.asleep += 1
      return { kind: 'grpc-status', code: 14, message: 'cluster is suspended, resuming' }
    }
    if (method === 'GetVersion') return { kind: 'answer', message: version }
    if (bytes > profile.requestBytes) {
      met.size += 1
      const message = `grpc: received message larger than max (${bytes} vs. ${profile.requestBytes})`
      return { kind: 'grpc-status', code: 8, message }
    }
    const limit = { Upsert: writes, Insert: writes, Delete: deletes }[method]
    if (limit === undefined || limit.takes(bytes)) return null
    met.rate += 1
    return { kind: 'server-status', code: 8, reason: `rate limit exceeded[rate=${limit.rate / 1_000_000}]` }
  }
  return { decide, met }
}

/** A second's worth at once, and no more than the rate after it. */
function bucket(rate: number) {
  let left = rate
  let at = performance.now()
  return {
    rate,
    takes: (bytes: number): boolean => {
      const now = performance.now()
      left = Math.min(rate, left + ((now - at) / 1_000) * rate)
      at = now
      // one request may be larger than a second's worth
      if (left <= 0 || (bytes > left && left < rate)) return false
      left -= bytes
      return true
    },
  }
}
