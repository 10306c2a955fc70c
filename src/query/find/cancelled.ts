import { AppError } from '../../domain/errors.ts'

/** The request's own reason when it is one of ours, such as its time limit; otherwise the client went away. */
export function cancelled(signal: AbortSignal): AppError {
  const reason: unknown = signal.reason
  return reason instanceof AppError ? reason : new AppError('cancelled', 'The question was given up by the client.')
}
