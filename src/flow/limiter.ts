import { createFairQueue } from './fair-queue.ts'

/** Gives the place back. Calling it again does nothing. */
export type Release = () => void

export interface Limiter {
  /**
   * Waits for a place. Callers of one key are served in the order they came; keys take turns, so that one that asks for
   * very much cannot keep the others waiting for more than one of its turns.
   * @param key whose turn it is, such as a company id; callers without a key share one.
   * @returns what gives the place back. Rejects with `signal.reason` when aborted while waiting, and takes no place then.
   */
  acquire(signal: AbortSignal, key?: string): Promise<Release>
  /** Runs `work` on a place of its own and gives it back when `work` has ended, in whatever way. */
  run<T>(signal: AbortSignal, work: () => Promise<T>, key?: string): Promise<T>
  /** Places taken now. */
  readonly running: number
  /** Callers waiting now. */
  readonly waiting: number
  /** Callers of one key waiting now: for a queue that must not grow without end. */
  waitingOf(key: string): number
}

export interface LimiterOptions {
  /** Places in all, at least 1. */
  readonly size: number
  /** Places one key may hold at a time; `size` when left out. */
  readonly perKey?: number
}

/** For `perKey`: a quarter stays free for others, who then need not wait for whatever is slow. Of two places both may be held. */
export function leavingRoom(size: number): number {
  return size <= 2 ? size : size - Math.ceil(size / 4)
}

interface Waiter {
  readonly grant: () => void
}

/** At most `size` pieces of work at a time, fair between keys. The one place where concurrency is bounded. */
export function createLimiter({ size, perKey = size }: LimiterOptions): Limiter {
  let running = 0
  const held = new Map<string, number>()
  const queue = createFairQueue<Waiter>()

  const take = (key: string): Release => {
    running += 1
    held.set(key, (held.get(key) ?? 0) + 1)
    let released = false
    return () => {
      if (released) return
      released = true
      running -= 1
      const left = (held.get(key) ?? 1) - 1
      if (left === 0) held.delete(key)
      else held.set(key, left)
      grantNext()
    }
  }
  const mayTake = (key: string) => running < size && (held.get(key) ?? 0) < perKey

  const grantNext = (): void => {
    for (let next = queue.take(mayTake); next !== undefined; next = queue.take(mayTake)) next.grant()
  }

  const enqueue = (key: string, signal: AbortSignal): Promise<Release> =>
    new Promise((resolve, reject) => {
      const waiter: Waiter = {
        grant: () => {
          signal.removeEventListener('abort', giveUp)
          resolve(take(key))
        },
      }
      const giveUp = () => {
        queue.remove(key, waiter)
        reject(signal.reason)
      }
      queue.add(key, waiter)
      signal.addEventListener('abort', giveUp, { once: true })
    })

  const acquire = (signal: AbortSignal, key = ''): Promise<Release> => {
    if (signal.aborted) return Promise.reject(signal.reason)
    // whoever comes while others of its key wait goes behind them
    if (mayTake(key) && queue.sizeOf(key) === 0) return Promise.resolve(take(key))
    return enqueue(key, signal)
  }

  return {
    acquire,
    run: async (signal, work, key) => {
      const release = await acquire(signal, key)
      try {
        return await work()
      } finally {
        release()
      }
    },
    get running() {
      return running
    },
    get waiting() {
      return queue.size
    },
    waitingOf: (key) => queue.sizeOf(key),
  }
}
