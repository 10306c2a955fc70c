import type { Clock } from '../../src/ports/clock.ts'

/** Longer ones are time limits, which must not pass while real work is under way. */
const longestPauseMs = 10_000

/** A clock on which every pause is over at once and no time limit ever is. */
export function createHastyClock(): Clock {
  let elapsed = 0
  return {
    now: () => new Date(elapsed),
    monotonicMs: () => elapsed,
    sleep: (ms, signal) => {
      if (signal?.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
        if (ms > longestPauseMs) return
        setImmediate(() => {
          elapsed += ms
          resolve()
        })
      })
    },
  }
}
