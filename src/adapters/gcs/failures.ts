import { AppError } from '../../domain/errors.ts'
import { stoppedError } from '../../flow/stopped.ts'
import { settled, withTimeout } from '../../flow/timeout.ts'

/** For an answer, all its repetitions included; the client itself gives up before. */
const readLimitMs = 30_000
const callee = { name: 'object store', lateCode: 'object_store_unavailable' } as const

/** An error of the caller's own stream, passed on unchanged. */
export class ForeignError extends Error {
  constructor(cause: unknown) {
    super('The stream handed over failed.', { cause })
  }
}

/** The status of a reply; null when there was none. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  const code = Number(error.code)
  return Number.isInteger(code) ? code : null
}

export function toObjectStoreError(what: string, error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error
  if (signal.aborted) return stoppedError(signal, callee)
  return new AppError('object_store_unavailable', `The object store could not ${what}: ${reasonOf(error)}.`, {
    retryable: true,
    cause: error,
  })
}

function reasonOf(error: unknown): string {
  const status = statusOf(error)
  if (status === 401 || status === 403) return `it refused the service account (${status})`
  if (status === 404) return 'it has no such bucket'
  if (status !== null) return `it answered ${status}`
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'it did not answer'
}

interface Call {
  /** Completes "could not …". */
  readonly what: string
  readonly signal: AbortSignal
}

/** Ends at once with its signal, or when its time is over: what still comes then is seen by nobody. */
export async function read<T>({ what, signal }: Call, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await withTimeout({ ms: readLimitMs, signal, late: readLate }, work)
  } catch (error) {
    throw toObjectStoreError(what, error, signal)
  }
}

/** Ends when the work has ended, stopped or not. */
export async function write<T>({ what, signal }: Call, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await settled(signal, work)
  } catch (error) {
    if (error instanceof ForeignError) throw error.cause
    throw toObjectStoreError(what, error, signal)
  }
}

export function readLate(): AppError {
  const text = `The object store did not answer within ${readLimitMs / 1_000} s.`
  return new AppError('object_store_unavailable', text, { retryable: true })
}
