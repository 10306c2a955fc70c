import type { Clock } from '../../../ports/clock.ts'

export interface Watchdog {
  /** Begins to wait anew. */
  watch(timeoutMs: number): void
  stop(): void
}

/** Calls `onSilence` when nothing began the wait anew in time. */
export function createWatchdog(clock: Clock, onSilence: (timeoutMs: number) => void): Watchdog {
  let waiting: AbortController | null = null
  const stop = (): void => {
    // with a reason: an error with a stack would be made for each text otherwise
    waiting?.abort('stopped')
    waiting = null
  }
  return {
    stop,
    watch(timeoutMs) {
      stop()
      const current = new AbortController()
      waiting = current
      clock.sleep(timeoutMs, current.signal).then(
        () => onSilence(timeoutMs),
        () => undefined, // stopped
      )
    },
  }
}
