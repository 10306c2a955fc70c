/** Resolves with `work`, or rejects with the signal's reason as soon as it is aborted; `work` itself goes on. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}

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
      return untilAborted(current, signal)
    },
    forget: () => {
      current = null
    },
  }
}

/** Work that is done once for all who ask while it is under way, and again for whoever asks later. */
export function shareWork<T>(work: () => Promise<T>): (signal: AbortSignal) => Promise<T> {
  const shared = shareValue(() => work().finally(() => shared.forget()))
  return shared.get
}
