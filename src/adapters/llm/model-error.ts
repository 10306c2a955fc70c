import { APICallError, RetryError } from 'ai'
import { AppError, type ErrorCode } from '../../domain/errors.ts'

interface Circumstances {
  /** The request was given up. */
  readonly cancelled: boolean
  /** The time limit passed. */
  readonly late: boolean
  readonly timeoutMs: number
}

/** A failure of the AI SDK or the provider as one of ours, without anything that may repeat the prompt. */
export function toModelError(error: unknown, { cancelled, late, timeoutMs }: Circumstances): AppError {
  if (error instanceof AppError) return error
  if (cancelled) return new AppError('cancelled', 'The question was given up.', { cause: error })
  if (late) {
    return unavailable(`The language model did not answer within ${timeoutMs / 1_000} s. Ask again.`, error)
  }
  const failure = RetryError.isInstance(error) ? error.lastError : error
  if (!APICallError.isInstance(failure)) {
    return failed('model_rejected', 'The language model returned something that is not an answer.', false, error)
  }
  return fromStatus(failure, error)
}

function fromStatus(failure: APICallError, cause: unknown): AppError {
  const status = failure.statusCode
  if (status === undefined) return unavailable('The language model cannot be reached.', cause)
  if (status === 429) return unavailable('The language model is overloaded or its quota is used up.', cause)
  if (status >= 500 || status === 408 || status === 409) {
    return unavailable(`The language model failed (HTTP ${status}).`, cause)
  }
  if (status === 401 || status === 403) {
    return failed(
      'model_rejected',
      `The language model refused the key (HTTP ${status}): check ATENEX_LLM_API_KEY.`,
      false,
      cause,
    )
  }
  if (status === 404) {
    return failed(
      'model_rejected',
      'The language model or its address is unknown: check ATENEX_LLM_MODEL and ATENEX_LLM_URL.',
      false,
      cause,
    )
  }
  if (status >= 200 && status < 300) {
    return failed('model_rejected', 'The language model returned something that is not an answer.', false, cause)
  }
  return failed('model_rejected', `The language model refused the question (HTTP ${status}).`, false, cause)
}

function unavailable(message: string, cause: unknown): AppError {
  return failed('model_unavailable', message, true, cause)
}

function failed(code: ErrorCode, message: string, retryable: boolean, cause: unknown): AppError {
  return new AppError(code, message, { retryable, cause: withoutPrompt(cause) })
}

/**
 * The SDK's errors carry the whole request, and causes are logged. Of the provider's message the beginning stays, except where
 * it objects to the content of the request and may quote it.
 */
function withoutPrompt(error: unknown): Error {
  const failure = RetryError.isInstance(error) ? error.lastError : error
  if (!(failure instanceof Error)) return new Error('unknown failure')
  if (!APICallError.isInstance(failure)) return new Error(failure.name)
  const status = failure.statusCode ?? 0
  const quotable = status !== 400 && status !== 413 && status !== 422 && (status < 200 || status >= 300)
  return new Error(`${failure.name}${quotable ? `: ${failure.message.slice(0, 200)}` : ''}`)
}
