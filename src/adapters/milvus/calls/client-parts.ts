import type { Limiter } from '../../../flow/limiter.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { VectorStoreObserver } from '../../../ports/vector-store-observer.ts'
import type { GrpcChannel } from '../grpc/channel.ts'
import type { ByteBudget } from './policy/byte-budget.ts'
import type { CircuitBreaker } from '../../../flow/circuit-breaker.ts'
import type { LoneFirstCall } from './policy/lone-first-call.ts'
import type { MilvusCall } from './milvus-call.ts'
import type { MilvusOptions, MilvusTimeouts } from './milvus-options.ts'
import type { CallClass } from './policy/retry-policy.ts'
import type { WritePace } from './policy/settle-write.ts'

/** What the calls of one client share. */
export interface ClientParts {
  readonly options: MilvusOptions
  readonly timeouts: MilvusTimeouts
  readonly channel: GrpcChannel
  readonly firstCall: LoneFirstCall
  readonly clock: Clock
  readonly observer: VectorStoreObserver
  readonly breaker: CircuitBreaker
  readonly budget: ByteBudget
  readonly places: Readonly<Record<CallClass, Limiter>>
  readonly silence: { timeouts: number; lastFailure: string }
  readonly pace: WritePace
  /** Fires when the client is closed. */
  readonly life: AbortSignal
}

/** Time for one attempt. */
export function timeoutOf({ timeouts }: ClientParts, call: Pick<MilvusCall<unknown>, 'class' | 'timeoutMs'>): number {
  const { search, query, write, admin } = timeouts
  return call.timeoutMs ?? { answer: search, read: query, write, admin }[call.class]
}

/** A pause that ends with the caller's signal and with the client. */
export function pauseCall(parts: ClientParts, ms: number, signal: AbortSignal): Promise<void> {
  return parts.clock.sleep(ms, AbortSignal.any([signal, parts.life]))
}
