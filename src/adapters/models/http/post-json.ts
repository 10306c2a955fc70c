import { AppError } from '../../../domain/errors.ts'
import { backOffMs } from '../../../flow/back-off.ts'
import { readLimited } from '../../../flow/read-limited.ts'
import { withTimeout } from '../../../flow/timeout.ts'
import type { Clock } from '../../../ports/clock.ts'

export interface PostOptions {
  /** Asked before each attempt. */
  readonly headers: () => Readonly<Record<string, string>>
  readonly body: string
  /** A longer reply is given up while it comes. */
  readonly mostReplyBytes: number
  /** Of each request. */
  readonly timeoutMs: number
  readonly attempts: number
  /** First waiting time; doubles, with jitter. */
  readonly delayMs: number
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Longer waits than this are not worth holding a job for; it is tried again later as a whole. */
const longestWaitMs = 30_000

/**
 * Posts JSON and gives the body of a 2xx reply. Tries again after network errors, time-outs, 429 and 5xx only, and waits as
 * long as `Retry-After` asks. Never more than `attempts` requests of `timeoutMs` each.
 * @throws AppError `embedder_unavailable`, retryable unless the service refused the request; the signal's reason.
 */
export async function postJson(address: string, options: PostOptions): Promise<string> {
  const { signal, clock, delayMs, attempts } = options
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await postOnce(address, options)
    if (outcome.body !== null) return outcome.body
    const { failure, retryAfterMs } = outcome
    if (!failure.retryable || attempt >= attempts || retryAfterMs > longestWaitMs) throw failure
    const pauseMs = backOffMs(attempt, { firstMs: delayMs, mostMs: longestWaitMs })
    await clock.sleep(Math.max(retryAfterMs, pauseMs), signal)
  }
}

type Outcome =
  | { readonly body: string }
  | { readonly body: null; readonly failure: AppError; readonly retryAfterMs: number }

async function postOnce(address: string, options: PostOptions): Promise<Outcome> {
  const { timeoutMs, clock, signal } = options
  try {
    return await withTimeout({ ms: timeoutMs, signal, late, clock }, (inner) => post(address, options, inner))
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    const message = `The embedding service did not answer within ${timeoutMs} ms or could not be reached.`
    return { body: null, failure: unavailable(message, { retryable: true, cause }), retryAfterMs: 0 }
  }
}

async function post(
  address: string,
  { headers, body, mostReplyBytes, clock }: PostOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers() },
    body,
    // The texts and the key are for the configured address and for nobody else.
    redirect: 'manual',
    signal,
  })
  if (!response.ok) {
    // What it wrote is left out: services repeat the input, and some part of the key, in it.
    await response.body?.cancel()
    return { body: null, failure: refused(response.status), retryAfterMs: retryAfter(response, clock) }
  }
  const reply = await readLimited(response.body, mostReplyBytes)
  if (reply !== null) return { body: reply.toString('utf8') }
  const message = `The embedding service's reply is longer than ${mostReplyBytes} bytes and was given up.`
  return { body: null, failure: unavailable(message, { retryable: false }), retryAfterMs: 0 }
}

function refused(status: number): AppError {
  const retryable = status === 429 || status === 408 || status >= 500
  const message = `The embedding service answered with status ${status}.${hintFor(status)}`
  return unavailable(message, { retryable, details: { status } })
}

function hintFor(status: number): string {
  if (status === 401 || status === 403) return ' Check the key.'
  if (status === 404) return ' Check the address and the model.'
  if (status >= 300 && status < 400) return ' Redirects are not followed: check ATENEX_EMBEDDER_URL.'
  return ''
}

function unavailable(message: string, options: ConstructorParameters<typeof AppError>[2]): AppError {
  return new AppError('embedder_unavailable', message, options)
}

function late(): Error {
  return new Error('no reply in time')
}

/** How long the service asks us to wait. */
function retryAfter({ headers }: Response, clock: Clock): number {
  const ms = askedWaitMs(headers.get('retry-after-ms'), headers.get('retry-after'), clock)
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}

/** `retry-after-ms` where it is given, which some services send beside it; `Retry-After` is in seconds or a date. */
function askedWaitMs(milliseconds: string | null, seconds: string | null, clock: Clock): number {
  if (milliseconds !== null) return Number.parseFloat(milliseconds)
  if (seconds === null) return 0
  return /^\s*\d+\s*$/u.test(seconds) ? Number(seconds) * 1_000 : Date.parse(seconds) - clock.now().getTime()
}
