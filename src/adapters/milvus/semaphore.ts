/** Lets at most `capacity` callers through at a time, first come first served. */
export interface Semaphore {
  /** Resolves with the function that gives the place back, which may be called once or more. */
  readonly acquire: (signal: AbortSignal) => Promise<() => void>
}

export function createSemaphore(capacity: number): Semaphore {
  let free = capacity
  const waiting: (() => void)[] = []
  const release = () => {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }
  const place = () => {
    let returned = false
    return () => {
      if (returned) return
      returned = true
      release()
    }
  }
  return {
    acquire: (signal) => {
      if (signal.aborted) return Promise.reject(signal.reason)
      if (free > 0) {
        free--
        return Promise.resolve(place())
      }
      return new Promise((resolve, reject) => {
        const grant = () => {
          signal.removeEventListener('abort', giveUp)
          resolve(place())
        }
        const giveUp = () => {
          waiting.splice(waiting.indexOf(grant), 1)
          reject(signal.reason)
        }
        waiting.push(grant)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
  }
}
