import { APICallError, RetryError } from 'ai'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import { stoppedError } from '../../flow/stopped.ts'

/** Why a question was stopped when its time was over. */
export function modelLate(timeoutMs: number): AppError {
  return unavailable(`The language model did not answer within ${timeoutMs / 1_000} s. Ask again.`)
}

/**
 * A failure of the AI SDK or the provider as one of ours, without anything that may repeat the prompt.
 * @param signal the caller's own.
 */
export function toModelError(error: unknown, signal: AbortSignal): AppError {
  const failure = RetryError.isInstance(error) ? error.lastError : error
  if (failure instanceof AppError) return failure
  if (signal.aborted) return stoppedError(signal, { name: 'language model', lateCode: 'model_unavailable' })
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

function unavailable(message: string, cause?: unknown): AppError {
  return failed('model_unavailable', message, true, cause)
}

function failed(code: ErrorCode, message: string, retryable: boolean, cause: unknown): AppError {
  return new AppError(code, message, { retryable, ...(cause === undefined ? {} : { cause: withoutPrompt(cause) }) })
}

/** The SDK's errors carry the whole request, and causes are logged: only what each attempt failed with stays. */
function withoutPrompt(error: unknown): Error {
  const attempts = RetryError.isInstance(error) ? error.errors : [error]
  return new Error(attempts.map(inOneLine).join('; then '))
}

/** Nothing of a provider's message: with any status it may repeat the key, or the text it was asked about. */
function inOneLine(error: unknown): string {
  if (error instanceof AppError) return error.message
  if (!(error instanceof Error)) return 'unknown failure'
  if (!APICallError.isInstance(error)) return error.name
  const status = error.statusCode
  // nobody answered: it is the machine that speaks
  if (status === undefined) return `${error.name}: ${error.message.slice(0, 200)}`
  return `${error.name} (HTTP ${status}${reasonOf(error.responseBody)})`
}

/** The provider's own word for it, such as `insufficient_quota`. */
function reasonOf(body: string | undefined): string {
  const word = /"(?:code|type|status)"\s*:\s*"([a-z][a-z_]{2,40})"/i.exec(body ?? '')?.[1]
  return word === undefined ? '' : `, ${word}`
}
