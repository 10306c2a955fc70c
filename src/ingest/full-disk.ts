import { AppError } from '../domain/errors.ts'
import { hasCode } from '../domain/has-code.ts'

/**
 * The failure of a local copy: a full disk as a transient error, since somebody may make room; anything else unchanged. Without
 * this an upload would be answered with 500, and a document would end in an error that is never retried.
 */
export function orFullDisk(error: unknown): unknown {
  if (!hasCode(error, 'ENOSPC', 'EDQUOT')) return error
  const sentence = 'There is no room for a copy of the file: the disk of ATENEX_DATA_DIR is full. Try again later.'
  return new AppError('object_store_unavailable', sentence, { retryable: true, cause: error })
}
