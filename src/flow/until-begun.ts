/**
 * For a write that waits for its turn: rejects with `signal.reason` at once while `work` has not called `begin`, and waits for
 * the end of `work` once it has. `begin` throws when the signal has fired, so that nothing begins that nobody waits for.
 */
export function untilBegun<T>(signal: AbortSignal, work: (begin: () => void) => Promise<T>): Promise<T> {
  let begun = false
  const begin = () => {
    signal.throwIfAborted()
    begun = true
  }
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      if (!begun) reject(signal.reason)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    work(begin)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp))
    if (signal.aborted) giveUp()
  })
}
