export interface BackOff {
  /** Ceiling of the first pause, milliseconds; doubled with each attempt. */
  readonly firstMs: number
  readonly mostMs: number
}

/**
 * The pause after attempt number `attempt` (from 1): exponential with full jitter, so that many callers do not come back at
 * once, and never less than half of the first pause. `random` gives 0 to 1.
 */
export function backOffMs(attempt: number, { firstMs, mostMs }: BackOff, random: () => number = Math.random): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30))
  return Math.max(firstMs / 2, ceiling * random())
}
