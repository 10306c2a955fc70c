import type { Clock } from '../../ports/clock.ts'

/** Spreads the bytes that a copy reads and writes over time. */
export interface BytePace {
  /** Whether the next slice may begin. */
  due(): boolean
  spent(bytes: number): void
}

/** @param bytesPerSecond null: as fast as the stores take it. */
export function createBytePace(bytesPerSecond: number | null, clock: Pick<Clock, 'monotonicMs'>): BytePace {
  if (bytesPerSecond === null) return { due: () => true, spent: () => undefined }
  let freeAt = -Infinity
  return {
    due: () => clock.monotonicMs() >= freeAt,
    spent: (bytes) => {
      freeAt = Math.max(freeAt, clock.monotonicMs()) + (bytes / bytesPerSecond) * 1_000
    },
  }
}
