import { setTimeout as delay } from 'node:timers/promises'

interface WaitOptions {
  readonly what: string | (() => string)
  /** Whoever waits in vain has failed already: long enough for any busy machine, and told before the test itself is over. */
  readonly timeoutMs?: number
  /** For what may be over again soon. What stays is asked for less often the longer it takes. */
  readonly everyMs?: number
}

const firstPauseMs = 25
const longestPauseMs = 250

/**
 * A question over HTTP takes three processes some 3 ms: every 25 ms, for the minutes a store is away, that is a tenth of a core that
 * what is waited for could have used. A twentieth of the time that has passed keeps nobody waiting much longer.
 */
const pauseAfter = (waitedMs: number): number => Math.min(longestPauseMs, Math.max(firstPauseMs, waitedMs / 20))

/** Asks again and again until the condition holds. A condition that throws counts as not holding; the last error is told. */
export async function waitFor(
  condition: () => Promise<boolean>,
  { what, timeoutMs = 100_000, everyMs }: WaitOptions,
): Promise<void> {
  const began = performance.now()
  const until = began + timeoutMs
  let last: unknown = null
  while (performance.now() < until) {
    try {
      if (await condition()) return
      last = null
    } catch (error) {
      last = error
    }
    await delay(everyMs ?? pauseAfter(performance.now() - began))
  }
  throw new Error(`waited ${timeoutMs} ms in vain for ${typeof what === 'string' ? what : what()}`, { cause: last })
}
