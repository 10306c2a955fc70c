import { toAppError } from '../domain/errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'

/** What goes on failing for as long as this is said again, with how often it did: a log may begin after the first line. */
const reminderMs = 60_000

export interface SaidOnceOptions {
  readonly log: Log
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** Of whom it is told, as the beginning of a sentence: "the job queue". */
  readonly who: string
  /** Completes that sentence before the reason: "waits". */
  readonly does: string
  /** Said once the failures are over, after `who`. */
  readonly again: string
  readonly fields?: Readonly<Record<string, unknown>>
}

export interface SaidOnce {
  /** It failed once more. */
  fails(error: unknown): void
  /** It worked: says that what was told before is over, and nothing when nothing was. */
  works(): void
  /** Whether it failed since it last worked. */
  readonly failing: boolean
}

interface Trouble {
  readonly reason: string
  readonly beganMs: number
  saidMs: number
  failures: number
}

/**
 * Tells of something that is tried again and again that it fails: once, with the same reason again each minute, and at the end how often
 * it did and for how long. What may pass by itself is told in a sentence; only what nobody expects comes with its error.
 */
export function sayOnce({ log, clock, who, does, again, fields = {} }: SaidOnceOptions): SaidOnce {
  let trouble: Trouble | null = null
  return {
    fails: (cause) => {
      const error = toAppError(cause)
      const now = clock.monotonicMs()
      const reason = `${error.code}: ${error.message}`
      const known = trouble?.reason === reason
      trouble = {
        reason,
        beganMs: trouble?.beganMs ?? now,
        saidMs: trouble?.saidMs ?? now,
        failures: (trouble?.failures ?? 0) + 1,
      }
      if (known && now - trouble.saidMs < reminderMs) return
      trouble.saidMs = now
      const { failures, beganMs } = trouble
      const sofar = failures === 1 ? {} : { failures, seconds: seconds(now - beganMs) }
      const details = error.retryable ? {} : { err: cause }
      log.warn({ ...fields, code: error.code, ...sofar, ...details }, `${who} ${does}: ${error.message}`)
    },
    works: () => {
      if (trouble === null) return
      const { failures, beganMs } = trouble
      trouble = null
      log.info({ ...fields, failures, seconds: seconds(clock.monotonicMs() - beganMs) }, `${who} ${again}`)
    },
    get failing() {
      return trouble !== null
    },
  }
}

const seconds = (ms: number): number => Math.round(ms / 1_000)
