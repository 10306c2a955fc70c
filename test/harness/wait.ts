import { setTimeout as delay } from 'node:timers/promises'

interface WaitOptions {
  readonly what: string | (() => string)
  readonly timeoutMs: number
  readonly everyMs?: number
}

/** Asks again and again until the condition holds. A condition that throws counts as not holding; the last error is told. */
export async function waitFor(condition: () => Promise<boolean>, options: WaitOptions): Promise<void> {
  const until = performance.now() + options.timeoutMs
  let last: unknown = null
  while (performance.now() < until) {
    try {
      if (await condition()) return
      last = null
    } catch (error) {
      last = error
    }
    await delay(options.everyMs ?? 100)
  }
  const what = typeof options.what === 'string' ? options.what : options.what()
  throw new Error(`waited ${options.timeoutMs} ms in vain for ${what}`, { cause: last })
}
