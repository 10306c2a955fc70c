import type { Clock } from '../ports/clock.ts'
import { systemClock } from './system-clock.ts'

/**
 * Resolves with `work`, or rejects with `signal.reason` as soon as the signal fires. The work itself goes on unseen: only
 * for work that cannot change anything any more, such as a read, or whose end somebody else waits for.
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined) // nobody waits for its outcome any more
    return Promise.reject(signal.reason)
  }
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}

export interface TimeoutOptions {
  readonly ms: number
  /** The caller's own signal. */
  readonly signal: AbortSignal
  /** Why the work was stopped when the time was over. */
  readonly late: () => Error
  readonly clock?: Clock | undefined
}

/**
 * A signal that fires with the caller's, or with `late()` once `ms` have passed. Dispose it when the work has ended: its timer
 * is gone then, and it never fires any more, also not with the caller's signal, which may fire much later for another reason.
 */
export function timeLimit({ ms, signal, late, clock = systemClock }: TimeoutOptions): Disposable & {
  readonly signal: AbortSignal
} {
  const limit = new AbortController()
  const done = new AbortController()
  const follow = () => limit.abort(signal.reason)
  if (signal.aborted) follow()
  else signal.addEventListener('abort', follow, { once: true })
  clock.sleep(ms, done.signal).then(
    () => limit.abort(late()),
    () => undefined, // disposed before the time was over
  )
  return {
    signal: limit.signal,
    [Symbol.dispose]: () => {
      signal.removeEventListener('abort', follow)
      // with a reason: the error that would be made for each otherwise has a stack, and is looked at by nobody
      done.abort('over')
    },
  }
}

/**
 * Runs `work` with a signal that fires when the caller's does or when the time is over. Rejects at that moment, with the
 * caller's reason or `late()`, even when the work ignores its signal: what it does after that is seen by nobody, so this is
 * for reads and requests. A write waits for its own end instead (`settled`).
 */
export async function withTimeout<T>(options: TimeoutOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  options.signal.throwIfAborted()
  using limit = timeLimit(options)
  try {
    return await unlessAborted(work(limit.signal), limit.signal)
  } catch (error) {
    // what the work throws because it was stopped says nothing; why it was stopped does
    if (limit.signal.aborted) throw limit.signal.reason
    throw error
  }
}

/**
 * For writes: passes the signal on and always waits until the work has really ended, so that whoever holds a lock for it
 * may give the lock back. A work that ended well counts as done, also when the signal fired meanwhile.
 */
export async function settled<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  try {
    return await work(signal)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw error
  }
}
