/** How a body may come. */
export interface PaceLimits {
  /** Longest time without a byte. */
  readonly idleMs: number
  /** Fewest bytes a second on average over two minutes; 0 for no such limit. */
  readonly minBytesPerSecond: number
  /** Time for all of it; null: as long as it keeps coming. */
  readonly totalMs: number | null
}

/** `idle`: nothing came for too long · `slow`: below the rate · `late`: not whole in time. */
export type Fault = 'idle' | 'slow' | 'late'

export interface Pace {
  /** `ms` went by in which the client could have sent; `received` bytes came since the beginning. */
  pass(ms: number, received: number): Fault | null
}

/** Long enough for a network that goes away and comes back, short enough to tell one byte a minute from an upload. */
const rateWindowMs = 120_000

/** Watches how one body comes. Only time in which it was the client's turn counts. */
export function createPace({ idleMs, minBytesPerSecond, totalMs }: PaceLimits): Pace {
  let before = 0
  let silentMs = 0
  let spentMs = 0
  let windowMs = 0
  let windowBegan = 0
  return {
    pass: (ms, received) => {
      silentMs = received > before ? 0 : silentMs + ms
      before = received
      spentMs += ms
      windowMs += ms
      if (totalMs !== null && spentMs >= totalMs) return 'late'
      if (silentMs >= idleMs) return 'idle'
      if (windowMs < rateWindowMs) return null
      const tooSlow = received - windowBegan < (minBytesPerSecond * windowMs) / 1000
      windowMs = 0
      windowBegan = received
      return tooSlow ? 'slow' : null
    },
  }
}
