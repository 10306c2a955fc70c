import { AppError } from '../../domain/errors.ts'
import type { TimeoutOptions } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'

/** The time limit of a leg begins with the leg, not with the question: time spent waiting before is not its fault. */
export function legLimit(
  { clock }: { readonly clock: Clock },
  { legTimeoutMs: ms, signal }: { readonly legTimeoutMs: number; readonly signal: AbortSignal },
  late: () => AppError = storeLate,
): TimeoutOptions {
  return { ms, signal, late, clock }
}

function storeLate(): AppError {
  return new AppError('vector_store_unavailable', 'The vector store did not answer in time.', { retryable: true })
}
