export interface ObservedCall {
  readonly method: string
  /** `ok`, `cancelled` when the caller gave up, or the kind of failure of the last attempt: few values. */
  readonly outcome: string
  readonly durationMs: number
  /** Attempts after the first. */
  readonly retries: number
  readonly sentBytes: number
  readonly receivedBytes: number
}

/** Where calls to a vector store are counted. Called once a call, not once an attempt; must not throw. */
export interface VectorStoreObserver {
  call(call: ObservedCall): void
  /** State of the circuit breaker. */
  breaker(state: 'closed' | 'open' | 'half-open'): void
}
