import { setTimeout as delay } from 'node:timers/promises'

interface WaitOptions {
  readonly what: string | (() => string)
  /** Whoever waits in vain has failed already: long enough for any busy machine, and told before the test itself is over. */
  readonly timeoutMs?: number
  readonly everyMs?: number
}

/** Asks again and again until the condition holds. A condition that throws counts as not holding; the last error is told. */
export async function waitFor(
  condition: () => Promise<boolean>,
  { what, timeoutMs = 100_000, everyMs = 25 }: WaitOptions,
): Promise<void> {
  const until = performance.now() + timeoutMs
  let last: unknown = null
  while (performance.now() < until) {
    try {
      if (await condition()) return
      last = null
    } catch (error) {
      last = error
    }
    await delay(everyMs)
  }
  throw new Error(`waited ${timeoutMs} ms in vain for ${typeof what === 'string' ? what : what()}`, { cause: last })
}
