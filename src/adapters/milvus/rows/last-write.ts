import type { Clock } from '../../../ports/clock.ts'
import type { Freshness } from '../wire/read-request.ts'
import { consistency } from '../wire/read-request.ts'

/** Remembers the newest write of this process, so that its own searches see it without paying for Strong. */
export interface LastWrite {
  readonly note: (timestamp: bigint) => void
  /** Session (our own last write) shortly after a write, Bounded otherwise. */
  readonly freshness: () => Freshness
}

export const strong: Freshness = { level: consistency.strong, timestamp: 0n }
const bounded: Freshness = { level: consistency.bounded, timestamp: 0n }

/** Bounded lags by at most five seconds by default (`common.gracefulTime`); twice that is safe. */
const boundedLagMs = 10_000

export function rememberLastWrite(clock: Clock): LastWrite {
  let newest = 0n
  let notedAt = -Infinity
  return {
    note: (timestamp) => {
      notedAt = clock.monotonicMs()
      if (timestamp > newest) newest = timestamp
    },
    freshness: () => {
      if (newest === 0n || clock.monotonicMs() - notedAt > boundedLagMs) return bounded
      return { level: consistency.session, timestamp: newest }
    },
  }
}
