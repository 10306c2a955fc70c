import type { BreakerState } from './circuit-breaker.ts'
import type { FailureKind } from './milvus-failure.ts'

export interface ObservedCall {
  readonly method: string
  /** `ok`, or what the last attempt failed with; `cancelled` when the caller gave up. */
  readonly outcome: 'ok' | 'cancelled' | FailureKind
  readonly durationMs: number
  /** Attempts after the first. */
  readonly retries: number
  readonly sentBytes: number
  readonly receivedBytes: number
}

/** Where calls are counted. Called once a call, not once an attempt; must not throw. */
export interface MilvusObserver {
  call(call: ObservedCall): void
  breaker(state: BreakerState): void
}

export const silentObserver: MilvusObserver = { call: () => {}, breaker: () => {} }
