import { AppError } from '../domain/errors.ts'

/**
 * Runs one outgoing step with a time limit, and with the request's own signal on top. Ends in time even when the step ignores
 * its signal. Rejects with `cancelled` when the request was given up, with `late()` when the step took too long.
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  limitMs: number,
  late: () => AppError,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(limitMs)
  const either = AbortSignal.any([signal, limit])
  const reason = (): AppError => (signal.aborted ? cancelled(signal) : late())
  if (either.aborted) throw reason()
  const { promise: ended, reject } = Promise.withResolvers<never>()
  const onAbort = (): void => reject(reason())
  either.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([run(either), ended])
  } catch (error) {
    // What a step throws because it was stopped says nothing; why it was stopped does.
    if (either.aborted) throw reason()
    throw error
  } finally {
    either.removeEventListener('abort', onAbort)
  }
}

/** The request's own reason when it is one of ours, such as its deadline; otherwise the client went away. */
export function cancelled(signal: AbortSignal): AppError {
  const reason: unknown = signal.reason
  return reason instanceof AppError ? reason : new AppError('cancelled', 'The question was given up by the client.')
}

/** The request's signal that also fires after the time a question may take, with a reason the client can be told. */
export function deadlineFor(signal: AbortSignal, limitMs: number): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    const message = `The question took longer than ${limitMs / 1_000} s. Ask it again.`
    controller.abort(new AppError('cancelled', message, { retryable: true }))
  }, limitMs)
  return {
    signal: AbortSignal.any([signal, controller.signal]),
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
