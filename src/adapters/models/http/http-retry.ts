import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../../domain/errors.ts'

export interface RetryOptions {
  readonly timeoutMs: number
  readonly attempts: number
  /** First waiting time; doubles, with jitter. */
  readonly delayMs: number
  readonly signal: AbortSignal
}

/** Longer waits than this are not worth holding a job for; it is tried again later as a whole. */
const longestWaitMs = 30_000

/**
 * Posts JSON and gives the body of a 2xx reply. Tries again after network errors, time-outs, 429 and 5xx only, and waits as
 * long as `Retry-After` asks. Never more than `attempts` requests of `timeoutMs` each.
 * @throws AppError `embedder_unavailable`, retryable unless the service refused the request; `cancelled`.
 */
export async function postJson(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  options: RetryOptions,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await postOnce(address, headers, body, options)
    if (outcome.body !== null) return outcome.body
    const { failure, retryAfterMs } = outcome
    if (!failure.retryable || attempt >= options.attempts || retryAfterMs > longestWaitMs) throw failure
    const backOff = options.delayMs * 2 ** (attempt - 1) * (0.5 + Math.random())
    await pause(Math.max(retryAfterMs, Math.min(backOff, longestWaitMs)), options.signal)
  }
}

type Outcome =
  | { readonly body: string }
  | { readonly body: null; readonly failure: AppError; readonly retryAfterMs: number }

async function postOnce(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  { timeoutMs, signal }: RetryOptions,
): Promise<Outcome> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body,
      // A redirect would carry the key to another address.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    const text = await response.text()
    if (response.ok) return { body: text }
    return { body: null, failure: refused(response.status), retryAfterMs: retryAfter(response) }
  } catch (cause) {
    if (signal.aborted) throw new AppError('cancelled', 'Embedding was cancelled.', { retryable: true, cause })
    const message = `The embedding service did not answer within ${timeoutMs} ms or could not be reached.`
    const failure = new AppError('embedder_unavailable', message, { retryable: true, cause })
    return { body: null, failure, retryAfterMs: 0 }
  }
}

/** The reply's text is left out: services repeat the input, and some part of the key, in it. */
function refused(status: number): AppError {
  const retryable = status === 429 || status === 408 || status >= 500
  const hint =
    status === 401 || status === 403 ? ' Check the key.' : status === 404 ? ' Check the address and the model.' : ''
  const message = `The embedding service answered with status ${status}.${hint}`
  return new AppError('embedder_unavailable', message, { retryable, details: { status } })
}

function retryAfter(response: Response): number {
  const value = response.headers.get('retry-after')
  if (value === null) return 0
  const ms = /^\d+$/u.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal })
  } catch (cause) {
    throw new AppError('cancelled', 'Embedding was cancelled.', { retryable: true, cause })
  }
}
