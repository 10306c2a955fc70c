import type { Clock } from '../../ports/clock.ts'

/** Spreads the bytes that a copy reads and writes over time. */
export interface BytePace {
  /** Whether the next slice may begin. */
  due(): boolean
  /** @returns milliseconds that these bytes are paid for with a rest. */
  spent(bytes: number): number
}

/** @param bytesPerSecond null: as fast as the stores take it. */
export function createBytePace(bytesPerSecond: number | null, clock: Pick<Clock, 'monotonicMs'>): BytePace {
  if (bytesPerSecond === null) return { due: () => true, spent: () => 0 }
  let freeAt = -Infinity
  return {
    due: () => clock.monotonicMs() >= freeAt,
    spent: (bytes) => {
      const restMs = (bytes / bytesPerSecond) * 1_000
      freeAt = Math.max(freeAt, clock.monotonicMs()) + restMs
      return restMs
    },
  }
}
