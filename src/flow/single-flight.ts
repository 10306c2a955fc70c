import { unlessAborted } from './timeout.ts'

/** A value that is made once for all who ask at the same time, kept while good, and made anew after a failure or `forget`. */
export interface SharedValue<T> {
  readonly get: (signal: AbortSignal) => Promise<T>
  readonly forget: () => void
}

export function shareValue<T>(make: () => Promise<T>): SharedValue<T> {
  let current: Promise<T> | null = null
  return {
    get: (signal) => {
      if (current === null) {
        const made = make()
        current = made
        made.catch(() => {
          if (current === made) current = null
        })
      }
      return unlessAborted(current, signal)
    },
    forget: () => {
      current = null
    },
  }
}

/** Work that is done once for all who ask while it is under way, and again for whoever asks later. */
export function singleFlight<T>(work: () => Promise<T>): (signal: AbortSignal) => Promise<T> {
  const shared = shareValue(() => work().finally(() => shared.forget()))
  return shared.get
}
