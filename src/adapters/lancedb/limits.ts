import { AppError, isTimeUp } from '../../domain/errors.ts'

/** At most `size` pieces of work at once; the rest waits in order. */
export function createGate(size: number): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  let free = size
  const waiting: (() => void)[] = []
  function release(): void {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }
  async function enter(signal: AbortSignal): Promise<void> {
    if (free > 0) {
      free--
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => {
      const place = waiting.indexOf(resolve)
      if (place < 0) return
      waiting.splice(place, 1)
      reject(cancelled(signal))
    }
    waiting.push(resolve)
    signal.addEventListener('abort', leave, { once: true })
    try {
      await promise
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }
  return async (work, signal) => {
    if (signal.aborted) throw cancelled(signal)
    await enter(signal)
    try {
      return await work()
    } finally {
      release()
    }
  }
}

/**
 * Waits for `work` until the caller gives up or the time is over. Native calls cannot be stopped: they run on unseen, and
 * whoever holds a place in a gate keeps it until they end.
 * @throws AppError `cancelled`, or `vector_store_unavailable` (retryable) after `limitMs`.
 */
export async function waitAtMost<T>(work: Promise<T>, limitMs: number, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined) // Nobody waits for its outcome any more; the caller is told that it was cancelled.
    throw cancelled(signal)
  }
  const { promise: end, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(cancelled(signal))
  const timer = setTimeout(() => {
    const text = `The embedded vector store did not answer within ${limitMs / 1000} s.`
    reject(new AppError('vector_store_unavailable', text, { retryable: true }))
  }, limitMs)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, end])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}

function cancelled(signal: AbortSignal): AppError {
  if (isTimeUp(signal)) {
    const text = 'The embedded vector store did not answer in time.'
    return new AppError('vector_store_unavailable', text, { retryable: true, cause: signal.reason })
  }
  return new AppError('cancelled', 'The call to the vector store was cancelled.', { cause: signal.reason })
}
