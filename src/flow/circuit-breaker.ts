import type { Clock } from '../ports/clock.ts'

export type BreakerState = 'closed' | 'open' | 'half-open'

export interface CircuitBreaker {
  readonly state: () => BreakerState
  /** 0 when a call may go out now, otherwise milliseconds until the next trial. A granted trial must be reported. */
  readonly admit: () => number
  readonly succeeded: () => void
  /** Only for failures that say the server is away. */
  readonly failed: () => void
  /** A trial ended without saying anything about the server (cancelled by the caller). */
  readonly abandoned: () => void
}

export interface BreakerOptions {
  readonly clock: Clock
  /** Failures in a row that open it. */
  readonly threshold: number
  /** First pause and its ceiling, milliseconds; doubled with each failed trial. */
  readonly firstPauseMs: number
  readonly maxPauseMs: number
  readonly onChange: (state: BreakerState) => void
}

/** Spares a server that is away, and our callers the wait: after `threshold` failures in a row only one trial per pause. */
export function createCircuitBreaker(options: BreakerOptions): CircuitBreaker {
  let state: BreakerState = 'closed'
  let failures = 0
  let pause = options.firstPauseMs
  let openUntil = 0
  const now = () => options.clock.monotonicMs()
  const become = (next: BreakerState) => {
    if (next === state) return
    state = next
    options.onChange(next)
  }
  const open = () => {
    openUntil = now() + pause
    pause = Math.min(pause * 2, options.maxPauseMs)
    become('open')
  }
  return {
    state: () => state,
    admit: () => {
      if (state === 'closed') return 0
      // While a trial is under way nobody else goes; the trial's own deadline bounds that.
      if (state === 'half-open') return options.firstPauseMs
      const wait = openUntil - now()
      if (wait > 0) return wait
      become('half-open')
      return 0
    },
    succeeded: () => {
      failures = 0
      pause = options.firstPauseMs
      become('closed')
    },
    failed: () => {
      failures++
      if (state === 'half-open' || (state === 'closed' && failures >= options.threshold)) open()
    },
    abandoned: () => {
      if (state !== 'half-open') return
      openUntil = now()
      become('open')
    },
  }
}
