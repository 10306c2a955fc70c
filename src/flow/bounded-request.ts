import type { AppError } from '../domain/errors.ts'
import type { Clock } from '../ports/clock.ts'
import { backOffMs } from './back-off.ts'
import { readLimited } from './read-limited.ts'
import { withTimeout } from './timeout.ts'

/** Why a request gave nothing. */
export type RequestTrouble =
  /** It was not reached, broke off, or did not answer in time. */
  | { readonly kind: 'unreachable'; readonly cause: unknown }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'too long'; readonly mostBytes: number }

export interface BoundedRequest {
  readonly method: 'GET' | 'POST'
  /** Asked before each attempt. */
  readonly headers: () => Readonly<Record<string, string>>
  readonly body?: string | FormData
  /** A longer reply is given up while it comes. */
  readonly mostReplyBytes: number
  /** Of each request. */
  readonly timeoutMs: number
  readonly attempts: number
  /** First waiting time; doubles, with jitter. */
  readonly delayMs: number
  readonly clock: Clock
  readonly signal: AbortSignal
  /** What a trouble is called; a retryable one is tried again. */
  readonly failure: (trouble: RequestTrouble) => AppError
}

/** Longer waits than this are not worth holding the caller for; it is tried again later as a whole. */
const longestWaitMs = 30_000

/**
 * An HTTP request that nobody can stretch: gives the body of a 2xx reply as text. Tries again after what `failure` calls
 * retryable only, and waits as long as `Retry-After` asks. Never more than `attempts` requests of `timeoutMs` each. Follows no
 * redirect: what is sent is for the given address and for nobody else.
 * @throws what `failure` makes of the last trouble; the signal's reason.
 */
export async function boundedRequest(address: string, request: BoundedRequest): Promise<string> {
  const { signal, clock, delayMs, attempts } = request
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await sendOnce(address, request)
    if (outcome.body !== null) return outcome.body
    const { retryAfterMs } = outcome
    const failure = request.failure(outcome.trouble)
    if (!failure.retryable || attempt >= attempts || retryAfterMs > longestWaitMs) throw failure
    const pauseMs = backOffMs(attempt, { firstMs: delayMs, mostMs: longestWaitMs })
    await clock.sleep(Math.max(retryAfterMs, pauseMs), signal)
  }
}

/** Whether the same request may succeed a moment later. */
export function mayPass(trouble: RequestTrouble): boolean {
  if (trouble.kind === 'unreachable') return true
  if (trouble.kind === 'too long') return false
  const { status } = trouble
  return status === 429 || status === 408 || status >= 500
}

type Outcome =
  | { readonly body: string }
  | { readonly body: null; readonly trouble: RequestTrouble; readonly retryAfterMs: number }

async function sendOnce(address: string, request: BoundedRequest): Promise<Outcome> {
  const { timeoutMs, clock, signal } = request
  try {
    return await withTimeout({ ms: timeoutMs, signal, late, clock }, (inner) => send(address, request, inner))
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    return { body: null, trouble: { kind: 'unreachable', cause }, retryAfterMs: 0 }
  }
}

async function send(address: string, request: BoundedRequest, signal: AbortSignal): Promise<Outcome> {
  const { method, headers, body, mostReplyBytes, clock } = request
  const response = await fetch(address, {
    method,
    headers: { accept: 'application/json', ...headers() },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    signal,
  })
  if (!response.ok) {
    // What it wrote is left out: services repeat the input, and some part of the key, in it.
    await response.body?.cancel()
    const trouble = { kind: 'refused', status: response.status } as const
    return { body: null, trouble, retryAfterMs: retryAfter(response, clock) }
  }
  const reply = await readLimited(response.body, mostReplyBytes)
  if (reply !== null) return { body: reply.toString('utf8') }
  return { body: null, trouble: { kind: 'too long', mostBytes: mostReplyBytes }, retryAfterMs: 0 }
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
