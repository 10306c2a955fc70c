/**
 * Every failure that leaves a module has one of these codes. Codes are stable: clients and operators may match on them;
 * texts may change. `http/errors/error-status.ts` maps a code to a status, `jobs/` reads `retryable`.
 */
export const errorCodes = [
  // the request
  'invalid_request',
  'invalid_id',
  'missing_identity',
  'unauthenticated',
  'operator_token_required',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'conflict',
  'duplicate_document',
  'name_taken',
  'upload_in_progress',
  'payload_too_large',
  'range_not_satisfiable',
  'precondition_failed',
  'request_timeout',
  'too_many_requests',
  'rate_limited',
  'quota_exceeded',
  'overloaded',
  'unsupported_type',
  'empty_file',
  'invalid_file_name',
  // the document itself; terminal, a person must act
  'password_protected',
  'no_text_layer',
  'corrupt_file',
  'archive_bomb',
  'too_complex',
  'too_much_text',
  'extraction_timeout',
  'extraction_memory',
  'extraction_crashed',
  'no_text',
  // our own parts and neighbours
  'original_missing',
  'reader_unavailable',
  'embedder_unavailable',
  'embedder_mismatch',
  'vector_store_unavailable',
  'vector_store_rejected',
  'collection_mismatch',
  'object_store_unavailable',
  'database_unavailable',
  'identity_unavailable',
  'model_unavailable',
  'neighbour_unavailable',
  'model_rejected',
  'webhook_undelivered',
  'removal_pending',
  'busy',
  'cancelled',
  'attempts_exhausted',
  'configuration',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export interface AppErrorOptions {
  /** True only when the same call may succeed later without anyone changing anything. */
  readonly retryable?: boolean
  readonly cause?: unknown
  /** Small machine-readable facts for the caller, such as the id of the document already there. Never secrets or text. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
  /** The message for who reads Spanish, where it says more than its code does (`http/errors/spanish-sentences.ts`). */
  readonly spanish?: string
}

/** The one error class. `message` says what failed and what to do, without secrets and without document text. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly retryable: boolean
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  readonly spanish: string | null

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
    this.details = options.details ?? {}
    this.spanish = options.spanish ?? null
  }
}

/** Keeps an AppError as it is and wraps anything else as `internal`, so that no step ever handles a foreign error. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new AppError('internal', `Unexpected failure: ${message}`, { cause: error })
}

/** Whether a signal fired because a time limit was over (`AbortSignal.timeout`), and not because somebody gave up. */
export function isTimeUp(signal: AbortSignal): boolean {
  const reason: unknown = signal.reason
  return signal.aborted && reason instanceof DOMException && reason.name === 'TimeoutError'
}
