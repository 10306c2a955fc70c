/** Time as the code sees it; tests pass a fake. */
export interface Clock {
  now(): Date
  /** Resolves after `ms` milliseconds, or rejects with `signal.reason` when aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
