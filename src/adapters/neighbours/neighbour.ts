// Services of the original as clients of theirs: one way to call them, and a file for each.
import type { z } from 'zod'
import { AppError, toAppError } from '../../domain/errors.ts'
import { boundedRequest, mayPass, type BoundedRequest, type RequestTrouble } from '../../flow/bounded-request.ts'
import { createCircuitBreaker, type CircuitBreaker } from '../../flow/circuit-breaker.ts'
import { createLimiter, leavingRoom } from '../../flow/limiter.ts'
import { stoppedError } from '../../flow/stopped.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { NeighbourName, NeighbourObserver } from '../../ports/neighbours.ts'
import { healthAddress, serviceAddress } from './service-address.ts'

export interface NeighbourOptions {
  /** Base address of the service, or the full one: both are in use with the original's services. */
  readonly url: string
  /** For one call with all its attempts, and waiting for a free place. */
  readonly timeoutMs: number
  /** Calls at a time. */
  readonly concurrency?: number
  readonly retryDelayMs?: number
  readonly clock?: Clock
  readonly observer: NeighbourObserver
  readonly log: Log
}

interface NeighbourCall<T> {
  readonly body: string | FormData
  readonly reply: z.ZodType<T>
  readonly mostReplyBytes: number
  /** Whose turn it is. */
  readonly companyId: string
  /** As the options say, when left out. */
  readonly timeoutMs?: number
  readonly signal: AbortSignal
}

export interface Neighbour {
  /**
   * Posts and gives the reply in its documented form. Tries once more after a failure that may pass, within the time of the call;
   * a service that failed several times in a row is not asked for a while, which costs nobody any time.
   * @throws AppError `neighbour_unavailable` (retryable when it may pass) or `cancelled`.
   */
  post<T>(call: NeighbourCall<T>): Promise<T>
  /** What the service says of its health. @throws AppError `neighbour_unavailable`. */
  health(signal: AbortSignal): Promise<string>
}

const defaults = { concurrency: 4, retryDelayMs: 100, clock: systemClock }
const attempts = 2
const breakerAfter = 3
const breakerPause = { firstPauseMs: 5_000, maxPauseMs: 60_000 }
const mostHealthBytes = 64 * 1024
const healthTimeoutMs = 5_000

/** @param path of the call, such as `/api/v1/rerank`. */
export function createNeighbour(name: NeighbourName, path: string, options: NeighbourOptions): Neighbour {
  const settings = { ...defaults, ...options }
  const { clock, log, observer, concurrency } = settings
  const address = serviceAddress(options.url, path)
  const places = createLimiter({ size: concurrency, perKey: leavingRoom(concurrency) })
  const breaker = createCircuitBreaker({
    clock,
    threshold: breakerAfter,
    ...breakerPause,
    onChange: (state) => log.warn({ neighbour: name, breaker: state }, `the ${name} service ${said[state]}`),
  })
  const request = (changes: Pick<BoundedRequest, 'method' | 'signal' | 'mostReplyBytes' | 'timeoutMs'>) => ({
    headers: () => ({}),
    attempts,
    delayMs: settings.retryDelayMs,
    clock,
    failure: (trouble: RequestTrouble) => failureOf(name, trouble),
    ...changes,
  })

  const send = async <T>(call: NeighbourCall<T>): Promise<T> => {
    const { body, mostReplyBytes, companyId, signal, timeoutMs = settings.timeoutMs } = call
    const late = () => unavailable(`The ${name} service did not answer within ${timeoutMs} ms.`, true)
    const text = await withTimeout({ ms: timeoutMs, signal, late, clock }, (inner) => {
      const json = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
      const sent = {
        ...request({ method: 'POST', signal: inner, mostReplyBytes, timeoutMs }),
        body,
        headers: () => json,
      }
      return places.run(inner, () => boundedRequest(address, sent), companyId)
    })
    return readReply(name, text, call.reply)
  }

  return {
    async post(call) {
      const began = clock.monotonicMs()
      const tell = (outcome: Parameters<NeighbourObserver['call']>[0]['outcome']) =>
        observer.call({ neighbour: name, outcome, ms: clock.monotonicMs() - began })
      try {
        const waitMs = breaker.admit()
        if (waitMs > 0) throw unavailable(`The ${name} service is away; it is asked again later.`, true)
        const reply = await guarded(breaker, call.signal, () => send(call))
        tell('ok')
        return reply
      } catch (error) {
        const failure = call.signal.aborted
          ? stoppedError(call.signal, { name: `${name} service`, lateCode: 'neighbour_unavailable' })
          : toAppError(error)
        tell(failure.code)
        throw failure
      }
    },
    async health(signal) {
      const sent = request({ method: 'GET', signal, mostReplyBytes: mostHealthBytes, timeoutMs: healthTimeoutMs })
      return boundedRequest(healthAddress(address, path), { ...sent, attempts: 1 })
    },
  }
}

const said = { open: 'is away', 'half-open': 'is asked again', closed: 'answers again' } as const

/** Only what says that the service is away opens the breaker: whoever answers with nonsense is there. */
async function guarded<T>(breaker: CircuitBreaker, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    breaker.succeeded()
    return result
  } catch (error) {
    if (signal.aborted && !isLate(signal)) breaker.abandoned()
    else if (toAppError(error).retryable) breaker.failed()
    else breaker.succeeded()
    throw error
  }
}

/** The caller's own time for this service was over, which is shorter than ours where somebody set a long one. */
function isLate({ reason }: AbortSignal): boolean {
  return reason instanceof AppError && reason.code === 'neighbour_unavailable'
}

function readReply<T>(name: NeighbourName, text: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    throw unavailable(`The ${name} service's reply has not its documented form.`, false, cause)
  }
}

function failureOf(name: NeighbourName, trouble: RequestTrouble): AppError {
  const retryable = mayPass(trouble)
  switch (trouble.kind) {
    case 'unreachable':
      return unavailable(`The ${name} service could not be reached.`, retryable, trouble.cause)
    case 'too long':
      return unavailable(`The ${name} service's reply is longer than ${trouble.mostBytes} bytes.`, retryable)
    case 'refused': {
      const { status } = trouble
      const hint = status >= 300 && status < 400 ? ' Redirects are not followed.' : ''
      return new AppError('neighbour_unavailable', `The ${name} service answered with status ${status}.${hint}`, {
        retryable,
        details: { status },
      })
    }
  }
}

function unavailable(message: string, retryable: boolean, cause?: unknown): AppError {
  return new AppError('neighbour_unavailable', message, { retryable, ...(cause === undefined ? {} : { cause }) })
}
