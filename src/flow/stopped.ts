import { AppError, isTimeUp, type ErrorCode } from '../domain/errors.ts'

export interface Callee {
  /** As a sentence names it, such as `embedding service`. */
  readonly name: string
  /** Told, as retryable, when the signal was a time limit. */
  readonly lateCode: ErrorCode
}

/**
 * What the caller of an adapter is told when its signal fired: the signal's reason when it is one of our errors, that the
 * callee was late when it was a time limit, and otherwise `cancelled`.
 */
export function stoppedError(signal: AbortSignal, { name, lateCode }: Callee): AppError {
  const reason: unknown = signal.reason
  if (reason instanceof AppError) return reason
  if (isTimeUp(signal)) {
    return new AppError(lateCode, `The ${name} did not answer in time.`, { retryable: true, cause: reason })
  }
  return new AppError('cancelled', `The call to the ${name} was cancelled.`, { retryable: true, cause: reason })
}
