import { setTimeout as delay } from 'node:timers/promises'

export interface StopRequest {
  readonly reason: string
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** npm, a shell and the terminal may each pass on the same Ctrl-C: a signal this soon after the first is not a second one. */
const sameSignalMs = 1_000

/**
 * Calls `onStop` at the first signal and `onForce` when a person insists. Returns a function that stops listening.
 * A process under a supervisor also stops when the supervisor is gone, which shows as a closed channel.
 */
export function onStopSignal(onStop: (request: StopRequest) => void, onForce: () => void): () => void {
  let first: number | null = null
  const hear = (reason: string): void => {
    if (first === null) {
      first = performance.now()
      onStop({ reason })
    } else if (performance.now() - first > sameSignalMs) onForce()
  }
  const disconnected = (): void => hear('the supervisor is gone')
  for (const signal of signals) process.on(signal, hear)
  process.on('disconnect', disconnected)
  return () => {
    for (const signal of signals) process.off(signal, hear)
    process.off('disconnect', disconnected)
  }
}

/** Resolves with true when the work was done in time; otherwise the work continues. Failures are the work's own. */
export async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const timer = new AbortController()
  const late = delay(Math.max(0, limitMs), false, { signal: timer.signal }).catch(() => false)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    timer.abort()
  }
}
