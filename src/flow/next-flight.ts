import { unlessAborted } from './timeout.ts'

/**
 * Work that is done for all who ask before it begins. Whoever asks while it is under way shares the next one, so what one gets was never
 * begun before one asked; at most one is under way, and one waits.
 */
export function nextFlight<T>(work: () => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let running: Promise<unknown> = Promise.resolve()
  let waiting: Promise<T> | null = null
  return (signal) => {
    if (waiting === null) {
      const next = running.then(() => {
        waiting = null
        return work()
      })
      waiting = next
      running = next.catch(() => undefined) // those who asked are told
    }
    return unlessAborted(waiting, signal)
  }
}
