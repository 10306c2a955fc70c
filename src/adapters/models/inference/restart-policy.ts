import type { Clock } from '../../../ports/clock.ts'

/** More ends than this within the window mean that starting again does not help. */
const crashesPerWindow = 6
const crashWindowMs = 60_000
const firstDelayMs = 100
/** After giving up, the next caller may try again this much later. */
export const coolDownMs = 5_000

export interface RestartPolicy {
  /** How long to wait before the process is started again; null when that does not help. */
  afterCrash(): number | null
  /** Nothing is started until somebody tries again. */
  giveUp(): void
  /** A process has started well. */
  succeeded(): void
  /** `rest`: given up a moment ago; `again`: given up long enough ago, and forgotten with this answer. */
  state(): 'running' | 'rest' | 'again'
}

/** Each process that ends soon after another waits twice as long for its successor, until there have been too many. */
export function createRestartPolicy(clock: Clock): RestartPolicy {
  let crashes: readonly number[] = []
  let gaveUpAt: number | null = null
  return {
    afterCrash() {
      const now = clock.monotonicMs()
      crashes = [...crashes.filter((time) => now - time < crashWindowMs), now]
      return crashes.length > crashesPerWindow ? null : firstDelayMs * 2 ** (crashes.length - 1)
    },
    giveUp() {
      gaveUpAt = clock.monotonicMs()
    },
    succeeded() {
      gaveUpAt = null
    },
    state() {
      if (gaveUpAt === null) return 'running'
      if (clock.monotonicMs() - gaveUpAt < coolDownMs) return 'rest'
      gaveUpAt = null
      crashes = []
      return 'again'
    },
  }
}
