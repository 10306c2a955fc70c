import type { ErrorCode } from '../../domain/errors.ts'

const fatalCodes: readonly ErrorCode[] = ['configuration', 'embedder_mismatch', 'collection_mismatch']

/** Whether a person must mend something before another start can help. Everything else may come back by itself. */
export function isFatal(code: ErrorCode): boolean {
  return fatalCodes.includes(code)
}
