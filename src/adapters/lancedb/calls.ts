import type * as Lance from '@lancedb/lancedb'
import { AppError } from '../../domain/errors.ts'
import { createLimiter } from '../../flow/limiter.ts'
import { stoppedError } from '../../flow/stopped.ts'
import { settled, timeLimit, withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import { retryConflicts, translate } from './failures.ts'
import { isMissing, type Tables } from './tables.ts'

const concurrentReads = 8
/** One uses all cores; each holds some 60 MB at 100,000 rows while it runs. */
const concurrentDenseSearches = 2
const readLimitMs = 30_000
const writeLimitMs = 120_000
const maintainLimitMs = 30 * 60_000

export interface Call {
  /** Completes "could not …". */
  readonly what: string
  readonly signal: AbortSignal
  /** Companies take turns. */
  readonly key?: string
}

/** Runs a step again after a conflict with another process. */
type Retry = <T>(step: () => Promise<T>) => Promise<T>
type Write<T> = (signal: AbortSignal, retry: Retry) => Promise<T>

/**
 * How calls of the native library are run: a bounded number at a time, within a time limit, their failures in our words. The
 * library cannot stop what it has begun, so a read runs on unseen when its caller is let go, and a write is waited for.
 */
export function createCalls({ tables, clock }: { tables: Tables; clock: Clock }) {
  const reading = createLimiter({ size: concurrentReads })
  const comparing = createLimiter({ size: concurrentDenseSearches })
  const writing = createLimiter({ size: 1 })
  const maintaining = createLimiter({ size: 1 })
  /** What must end before the handles go, also when nobody waits for it any more. */
  const underWay = new Set<Promise<unknown>>()

  function told(error: unknown, what: string, signal: AbortSignal): AppError {
    if (error instanceof AppError) return error
    if (signal.aborted) return stoppedError(signal, callee)
    tables.forget()
    return translate(error, what)
  }

  async function tracked<T>(work: Promise<T>): Promise<T> {
    underWay.add(work)
    try {
      return await work
    } finally {
      underWay.delete(work)
    }
  }

  async function letGo<T>({ what, signal }: Call, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await withTimeout({ ms, signal, late: () => late(ms), clock }, work)
    } catch (error) {
      throw told(error, what, signal)
    }
  }

  return {
    /** `empty` while no process has created the collection. Ends at once when its signal fires. */
    read: <T>(call: Call, empty: T, work: (table: Lance.Table) => Promise<T>, of: 'rows' | 'vectors' = 'rows') =>
      letGo(call, readLimitMs, (signal) => {
        const limiter = of === 'rows' ? reading : comparing
        const readRows = async () => {
          const table = await tables.find()
          if (table === null) return empty
          try {
            return await work(table)
          } catch (error) {
            if (!isMissing(error)) throw error
            tables.forget()
            return empty
          }
        }
        return limiter.run(signal, readRows, call.key)
      }),

    /**
     * One at a time. When the signal fires or the time is over, `work` hears it between two native calls, and the caller
     * only when `work` has ended: nothing of a write comes after its end was told.
     */
    write: async <T>({ what, signal, key }: Call, work: Write<T>): Promise<T> => {
      using limit = timeLimit({ ms: writeLimitMs, signal, late: () => late(writeLimitMs), clock })
      const run = () => settled(limit.signal, (inner) => work(inner, (step) => retryConflicts(step, inner, clock)))
      try {
        return await tracked(writing.run(limit.signal, run, key))
      } catch (error) {
        throw told(error, what, limit.signal)
      }
    },

    /** Changes no row, so its caller is let go like a reader. */
    maintain: (call: Call, work: () => Promise<void>) =>
      letGo(call, maintainLimitMs, (signal) => tracked(maintaining.run(signal, work))),

    /** Resolves when no write and no compaction is under way. */
    drained: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}

export const callee = { name: 'embedded vector store', lateCode: 'vector_store_unavailable' } as const

function late(ms: number): AppError {
  const text = `The embedded vector store did not answer within ${ms / 1_000} s.`
  return new AppError('vector_store_unavailable', text, { retryable: true })
}
