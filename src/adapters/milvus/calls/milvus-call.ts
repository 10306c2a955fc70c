import type { Clock } from '../../../ports/clock.ts'
import type { Reply } from '../wire/status.ts'
import type { CircuitBreaker } from '../../../flow/circuit-breaker.ts'
import type { CallUse } from './meter-call.ts'
import type { CallClass } from './policy/retry-policy.ts'

export interface MilvusCall<T> {
  readonly method: string
  readonly class: CallClass
  readonly body: Buffer
  readonly decode: (bytes: Buffer) => Reply<T>
  readonly signal: AbortSignal
  /** One attempt; the default is that of the class. */
  readonly timeoutMs?: number
  /** Once it is being sent it is not cancelled, but ends by itself. Default: of `write` calls. */
  readonly endsByItself?: boolean
  /** One attempt only, past the breaker: for diagnosis. */
  readonly once?: boolean
  /** For the cost meter. */
  readonly use?: CallUse<T>
}

/** The data path: our own gRPC calls with deadline, cancellation, bounded concurrency, retries and a circuit breaker. */
export interface MilvusClient {
  /**
   * A call that ends by itself is over when this settles: it was answered, or nothing of it can change anything any more, whatever became of
   * its signal meanwhile (`settle-write.ts`).
   * @throws MilvusFailure, or the signal's reason when aborted.
   */
  readonly call: <T>(call: MilvusCall<T>) => Promise<T>
  readonly breaker: CircuitBreaker
  readonly clock: Clock
  /** Ends what waits at once, gives writes under way a moment to end, and then ends the connection. */
  readonly close: () => Promise<void>
}

export function endsByItself(call: Pick<MilvusCall<unknown>, 'class' | 'endsByItself'>): boolean {
  return call.endsByItself ?? call.class === 'write'
}
