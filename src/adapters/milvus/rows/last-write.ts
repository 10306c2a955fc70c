import type { Clock } from '../../../ports/clock.ts'
import type { Freshness } from '../wire/read-request.ts'
import { consistency } from '../wire/read-request.ts'

/** Remembers the newest write of this process, so that its own searches see it without paying for Strong. */
export interface LastWrite {
  /** `timestamp` as the server told it; 0 when it did not: Milvus 2.3 does not of a delete by conditions. */
  readonly note: (timestamp: bigint) => void
  /** Session (our own last write) shortly after a write, Strong when its time is not known, Bounded otherwise. */
  readonly freshness: () => Freshness
}

export const strong: Freshness = { level: consistency.strong, timestamp: 0n }
const bounded: Freshness = { level: consistency.bounded, timestamp: 0n }

/** Bounded lags by at most five seconds by default (`common.gracefulTime`); twice that is safe. */
const boundedLagMs = 10_000

export function rememberLastWrite(clock: Clock): LastWrite {
  let newest = 0n
  let notedAt = -Infinity
  let untimedAt = -Infinity
  return {
    note: (timestamp) => {
      notedAt = clock.monotonicMs()
      if (timestamp === 0n) untimedAt = notedAt
      if (timestamp > newest) newest = timestamp
    },
    freshness: () => {
      const now = clock.monotonicMs()
      // A read after the time of an earlier write could still show what this one removed.
      if (now - untimedAt <= boundedLagMs) return strong
      if (newest === 0n || now - notedAt > boundedLagMs) return bounded
      return { level: consistency.session, timestamp: newest }
    },
  }
}
