import type { Clock } from '../../../../ports/clock.ts'

/** Bytes per second we allow ourselves to write; without limit until the server first complains. */
export interface ByteBudget {
  /** Waits until `bytes` may go out. Rejects with the signal's reason when aborted. */
  readonly take: (bytes: number, signal: AbortSignal) => Promise<void>
  /** The server refused `bytes` because they came too fast. */
  readonly refused: (bytes: number) => void
  readonly accepted: (bytes: number) => void
  /** Null while unlimited. */
  readonly bytesPerSecond: () => number | null
}

/** The slowest we go: a batch of the smallest size every two seconds. */
const floorBytesPerSecond = 32 * 1024
/** Without a refusal for this long the limit is lifted. */
const forgetAfterMs = 60_000
const growthPerSecond = 1.05
/** What is left of the rate after a refusal. */
const cut = 0.7
const oneRefusalMs = 1_000
/** Nothing is sent for this long after a refusal. */
const pauseSeconds = 0.5
/** What we take the server to bear at the first refusal when little has passed lately. */
const startBytesPerSecond = 512 * 1024

/**
 * Shrinks below what passed lately at each refusal and grows by five per cent a second from there, so that it settles just
 * below the server's limit whatever the plan is.
 */
export function createByteBudget(clock: Clock): ByteBudget {
  let rate: number | null = null
  let credit = 0
  let creditAt = 0
  let lastRefusal = 0
  let windowStart = clock.monotonicMs()
  let windowBytes = 0
  const now = () => clock.monotonicMs()

  const grow = () => {
    if (rate === null) return
    const elapsed = Math.max(0, now() - creditAt) / 1_000
    credit = Math.min(rate, credit + rate * elapsed)
    rate *= growthPerSecond ** elapsed
    creditAt = now()
    if (now() - lastRefusal > forgetAfterMs) rate = null
  }
  return {
    take: async (bytes, signal) => {
      grow()
      if (rate === null) return
      credit -= bytes
      if (credit < 0) await clock.sleep((-credit / rate) * 1_000, signal)
    },
    refused: () => {
      grow()
      const elapsed = Math.max(1, (now() - windowStart) / 1_000)
      const measured = Math.max(startBytesPerSecond, windowBytes / elapsed)
      // Calls that were under way together are refused together: that is one refusal, not many.
      const again = rate !== null && now() - lastRefusal < oneRefusalMs
      if (!again) rate = Math.max(floorBytesPerSecond, (rate ?? measured) * cut)
      credit = -(rate ?? 0) * pauseSeconds
      creditAt = now()
      if (!again) lastRefusal = now()
    },
    accepted: (bytes) => {
      if (now() - windowStart > 10_000) {
        windowStart = now()
        windowBytes = 0
      }
      windowBytes += bytes
    },
    bytesPerSecond: () => rate,
  }
}
