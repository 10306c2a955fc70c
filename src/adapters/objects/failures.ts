import { AppError, isTimeUp } from '../../domain/errors.ts'

/** Local disks answer in milliseconds; this is for a network drive that hangs. */
const limitMs = 30_000

export function isAbsent(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** An error of the caller's own stream, passed through `translate` unchanged. */
export class ForeignError extends Error {
  constructor(cause: unknown) {
    super('The stream handed over failed.', { cause })
  }
}

/** `object_store_unavailable` (retryable) for whatever the file system says, `cancelled` for an abort. */
export function toObjectStoreError(what: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof Error && error.name === 'AbortError') {
    return new AppError('cancelled', 'The call to the object store was cancelled.', { cause: error })
  }
  const code = codeOf(error)
  const reason = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : (code ?? 'unknown reason')
  const text = `The local object store could not ${what}: ${reason}.`
  return new AppError('object_store_unavailable', text, { retryable: true, cause: error })
}

/** Runs a step; its failures leave as `toObjectStoreError` says, those of the caller's own stream as they are. */
export async function translate<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ForeignError) throw error.cause
    throw toObjectStoreError(what, error)
  }
}

/** @throws AppError `cancelled`, or `object_store_unavailable` (retryable) when the disk does not answer in time. */
export async function withinLimit<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: end, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(cancelled(signal))
  const timer = setTimeout(() => {
    const text = `The local object store did not answer within ${limitMs / 1000} s.`
    reject(new AppError('object_store_unavailable', text, { retryable: true }))
  }, limitMs)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([end, work])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}

function cancelled(signal: AbortSignal): AppError {
  if (isTimeUp(signal)) {
    const text = 'The local object store did not answer in time.'
    return new AppError('object_store_unavailable', text, { retryable: true })
  }
  return new AppError('cancelled', 'The call to the object store was cancelled.')
}
