/**
 * Lets at most `limit` calls run at a time; the rest wait in order. A waiting call leaves the queue when its signal fires
 * and rejects with the signal's reason.
 */
export function concurrencyLimit(limit: number) {
  let running = 0
  const waiting: (() => void)[] = []

  const enter = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    if (running < limit) {
      running += 1
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const onAbort = (): void => {
      const at = waiting.indexOf(resolve)
      if (at !== -1) waiting.splice(at, 1)
      reject(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    waiting.push(resolve)
    try {
      // Whoever leaves hands its place over, so `running` stays as it is.
      await promise
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return async <T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> => {
    await enter(signal)
    try {
      return await run()
    } finally {
      leave()
    }
  }
}
