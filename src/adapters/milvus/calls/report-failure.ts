import type { ClientParts } from './client-parts.ts'
import type { MilvusCall } from './milvus-call.ts'
import type { FailureKind, MilvusFailure } from './milvus-failure.ts'

/** Failures that mean the server is away, as opposed to an answer we do not like. */
const awayKinds = new Set<FailureKind>(['unavailable', 'timeout'])
/** Timeouts in a row after which the connection is taken for dead and opened anew. */
const timeoutsUntilRenewal = 2

/** Tells breaker, byte budget and connection what a failed attempt says about the server. */
export function reportFailure(parts: ClientParts, call: MilvusCall<unknown>, failure: MilvusFailure): void {
  const { silence, breaker, channel, life } = parts
  // What fails because we end it says nothing about the server.
  if (life.aborted) return
  silence.timeouts = failure.kind === 'timeout' ? silence.timeouts + 1 : 0
  if (silence.timeouts >= timeoutsUntilRenewal) {
    silence.timeouts = 0
    channel.renew()
  }
  if (awayKinds.has(failure.kind)) {
    parts.firstCall.again()
    silence.lastFailure = failure.message
  }
  if (failure.kind === 'rate-limited' && call.class === 'write') parts.budget.refused(call.body.length)
  if (call.once) return
  if (awayKinds.has(failure.kind)) breaker.failed()
  else if (failure.kind === 'not-sent') breaker.abandoned()
  else if (failure.kind !== 'breaker-open') breaker.succeeded()
}
