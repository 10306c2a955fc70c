/** Time as the code sees it; tests pass one that they move themselves (`test/harness/test-clock.ts`). */
export interface Clock {
  /** The time of day, for what is stored or shown. It may jump: never subtract two of these to get a duration. */
  now(): Date
  /** Milliseconds since some moment in the past. Never jumps and never goes back: for durations, deadlines and pauses. */
  monotonicMs(): number
  /** Resolves after `ms` milliseconds, or rejects with `signal.reason` when aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
