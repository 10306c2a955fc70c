import type { Move } from './move.ts'

export interface Pace {
  readonly rowsPerSecond: number
  readonly bytesPerSecond: number
  /** At this speed, for the rows that are left. What waits for a store that is away comes on top. */
  readonly remainingSeconds: number
}

/** How fast the copy, or the verification, goes, over the time that was worked at it; null when nothing goes on, or did yet. */
export function paceOf({ state, phase, paused }: Pick<Move, 'state' | 'phase' | 'paused'>): Pace | null {
  if (paused !== null) return null
  if (state !== 'copying' && state !== 'verifying') return null
  if (phase.workedMs === 0 || phase.rows.done === 0) return null
  const seconds = phase.workedMs / 1_000
  const rowsPerSecond = phase.rows.done / seconds
  return {
    rowsPerSecond,
    bytesPerSecond: phase.bytes / seconds,
    remainingSeconds: Math.max(0, phase.rows.total - phase.rows.done) / rowsPerSecond,
  }
}
