import type { Clock } from '../../src/ports/clock.ts'

export interface TestClock extends Clock {
  /** Moves the time on and wakes, in order, whoever's time has come; lets what they do next begin. */
  tick(ms: number): Promise<void>
  /** Sleepers at this moment. */
  readonly sleeping: number
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** A clock that stands still until the test moves it. */
export function createTestClock(start = new Date('2026-01-01T00:00:00Z')): TestClock {
  let elapsed = 0
  let sleepers: Sleeper[] = []
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    now: () => new Date(start.getTime() + elapsed),
    monotonicMs: () => elapsed,
    sleep: (ms, signal) => {
      if (signal?.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        const sleeper: Sleeper = {
          at: elapsed + Math.max(0, ms),
          wake: () => {
            signal?.removeEventListener('abort', giveUp)
            resolve()
          },
        }
        const giveUp = () => {
          sleepers = sleepers.filter((one) => one !== sleeper)
          reject(signal?.reason)
        }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', giveUp, { once: true })
      })
    },
    tick: async (ms) => {
      const until = elapsed + ms
      await settle()
      for (;;) {
        const next = sleepers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        elapsed = Math.max(elapsed, next.at)
        sleepers = sleepers.filter((one) => one !== next)
        next.wake()
        await settle()
      }
      elapsed = until
    },
    get sleeping() {
      return sleepers.length
    },
  }
}
