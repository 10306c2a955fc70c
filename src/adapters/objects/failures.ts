import { AppError } from '../../domain/errors.ts'
import { hasCode } from '../../domain/has-code.ts'
import { stoppedError } from '../../flow/stopped.ts'
import { settled, withTimeout } from '../../flow/timeout.ts'

/** Local disks answer in milliseconds; this is for a network drive that hangs. */
const readLimitMs = 30_000
const callee = { name: 'local object store', lateCode: 'object_store_unavailable' } as const

export const isAbsent = (error: unknown): boolean => hasCode(error, 'ENOENT', 'ENOTDIR')

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** An error of the caller's own stream, passed on unchanged. */
export class ForeignError extends Error {
  constructor(cause: unknown) {
    super('The stream handed over failed.', { cause })
  }
}

/** `object_store_unavailable` (retryable) for whatever the file system says, `cancelled` for an abort. */
export function toObjectStoreError(what: string, error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error
  if (signal.aborted) return stoppedError(signal, callee)
  const code = codeOf(error)
  const reason = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : (code ?? 'unknown reason')
  const text = `The local object store could not ${what}: ${reason}.`
  return new AppError('object_store_unavailable', text, { retryable: true, cause: error })
}

interface Call {
  /** Completes "could not …". */
  readonly what: string
  readonly signal: AbortSignal
}

/** Ends at once with its signal, or when the disk does not answer in time: what it still reads is seen by nobody. */
export async function read<T>({ what, signal }: Call, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await withTimeout({ ms: readLimitMs, signal, late }, work)
  } catch (error) {
    throw toObjectStoreError(what, error, signal)
  }
}

/** Ends when the work has ended, stopped or not: a removal that came later could take away what somebody else stored. */
export async function write<T>({ what, signal }: Call, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await settled(signal, work)
  } catch (error) {
    if (error instanceof ForeignError) throw error.cause
    throw toObjectStoreError(what, error, signal)
  }
}

function late(): AppError {
  const text = `The local object store did not answer within ${readLimitMs / 1_000} s.`
  return new AppError('object_store_unavailable', text, { retryable: true })
}
