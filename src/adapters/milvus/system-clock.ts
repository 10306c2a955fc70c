import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../ports/clock.ts'

/** The real time. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    try {
      await sleep(ms, undefined, signal === undefined ? {} : { signal })
    } catch (error) {
      // The timer rejects with an AbortError of its own; callers expect the reason they gave.
      if (signal?.aborted) throw signal.reason
      throw error
    }
  },
}
