import type { Clock } from '../ports/clock.ts'

/** The longest delay a timer of Node takes; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1

/** The machine's own clocks. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason)
    return new Promise((resolve, reject) => {
      const finish = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      const timer = setTimeout(finish, Math.min(Math.max(0, ms), longestTimerMs))
      const giveUp = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  },
}
