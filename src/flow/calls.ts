import { AppError } from '../domain/errors.ts'
import { stoppedError, type Callee } from './stopped.ts'
import { settled, withTimeout } from './timeout.ts'

export interface Call {
  /** Completes "could not …". */
  readonly what: string
  readonly signal: AbortSignal
}

/** An error of the caller's own stream, passed on unchanged: it says nothing about the callee. */
export class ForeignError extends Error {
  constructor(cause: unknown) {
    super('The stream handed over failed.', { cause })
  }
}

export interface CallRules {
  readonly callee: Callee
  /** For an answer, all repetitions included. */
  readonly readLimitMs: number
  /** Completes "could not do this: …". */
  readonly reasonOf: (error: unknown) => string
}

/** How what an adapter asks of its callee is run, and its failures told: retryable, in our words. */
export function createCalls({ callee, readLimitMs, reasonOf }: CallRules) {
  const failed = (text: string, cause?: unknown, spanish?: string) => {
    const told = spanish === undefined ? {} : { spanish }
    return new AppError(callee.lateCode, `The ${callee.name} ${text}.`, { retryable: true, cause, ...told })
  }
  const late = () => failed(`did not answer within ${readLimitMs / 1_000} s`)

  function toError({ what, signal }: Call, error: unknown): AppError {
    if (error instanceof AppError) return error
    if (signal.aborted) return stoppedError(signal, callee)
    return failed(`could not ${what}: ${reasonOf(error)}`, error)
  }

  return {
    late,
    /** @param text completes "The callee …". @param spanish the whole sentence, where it says more than the code does. */
    failed,
    toError,

    /** Ends at once with its signal, or when its time is over: what still comes then is seen by nobody. */
    read: async <T>(call: Call, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
      try {
        return await withTimeout({ ms: readLimitMs, signal: call.signal, late }, work)
      } catch (error) {
        throw toError(call, error)
      }
    },

    /** Ends when the work has ended, stopped or not: what came later could take away what somebody else stored. */
    write: async <T>(call: Call, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
      try {
        return await settled(call.signal, work)
      } catch (error) {
        if (error instanceof ForeignError) throw error.cause
        throw toError(call, error)
      }
    },
  }
}
