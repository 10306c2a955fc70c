import type { Clock } from '../../../ports/clock.ts'
import { createByteBudget } from './byte-budget.ts'
import type { ByteBudget } from './byte-budget.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import { failureOfStatus } from './classify-failure.ts'
import type { GrpcChannel } from '../grpc/channel.ts'
import { openGrpcChannel } from '../grpc/channel.ts'
import type { LoneFirstCall } from './lone-first-call.ts'
import { createLoneFirstCall } from './lone-first-call.ts'
import type { FailureKind } from './milvus-failure.ts'
import { MilvusFailure } from './milvus-failure.ts'
import type { VectorStoreObserver } from '../../../ports/vector-store-observer.ts'

import type { MilvusOptions } from './milvus-options.ts'
import { defaultLimits, displayAddress, endpointOf, timeoutsOf } from './milvus-options.ts'
import type { CallClass } from './retry-policy.ts'
import { defaultRetryLimits, mayRepeat, retryDelay } from './retry-policy.ts'
import type { Limiter } from '../../../flow/limiter.ts'
import { createLimiter } from '../../../flow/limiter.ts'
import { systemClock } from '../../../flow/system-clock.ts'
import { encodeNamedCollection } from '../wire/collection-messages.ts'
import { MalformedReply } from '../wire/protobuf-reader.ts'
import type { Reply } from '../wire/status.ts'

export interface MilvusCall<T> {
  readonly method: string
  readonly class: CallClass
  readonly body: Buffer
  readonly decode: (bytes: Buffer) => Reply<T>
  readonly signal: AbortSignal
  /** One attempt; the default is that of the class. */
  readonly timeoutMs?: number
  /** The server must be done with an attempt of unknown outcome before the next: wait as long as two writes take. */
  readonly settle?: boolean
  /** One attempt only, past the breaker: for diagnosis. */
  readonly once?: boolean
}

/** The data path: our own gRPC calls with deadline, cancellation, bounded concurrency, retries and a circuit breaker. */
export interface MilvusClient {
  /** @throws MilvusFailure, or the signal's reason when aborted. */
  readonly call: <T>(call: MilvusCall<T>) => Promise<T>
  readonly breaker: CircuitBreaker
  readonly clock: Clock
  readonly close: () => void
}

interface Parts {
  readonly options: MilvusOptions
  readonly database: string
  readonly channel: GrpcChannel
  readonly firstCall: LoneFirstCall
  readonly clock: Clock
  readonly observer: VectorStoreObserver
  readonly breaker: CircuitBreaker
  readonly budget: ByteBudget
  readonly places: Readonly<Record<CallClass, Limiter>>
  readonly silence: { timeouts: number; lastFailure: string }
  /** How long writes took lately, the slowest of them. */
  readonly pace: { writeMs: number }
}

interface Attempt {
  readonly deadline: number
  sentBytes: number
  receivedBytes: number
  /** The key the last attempt used. */
  credential: string | null
}

/** Failures that mean the server is away, as opposed to an answer we do not like. */
const awayKinds = new Set<FailureKind>(['unavailable', 'timeout'])
/** Timeouts in a row after which the connection is taken for dead and opened anew. */
const timeoutsUntilRenewal = 2
const minSettleMs = 50

function timeoutOf(parts: Parts, call: Pick<MilvusCall<unknown>, 'class' | 'timeoutMs'>): number {
  const { search, query, write, admin } = timeoutsOf(parts.options)
  return call.timeoutMs ?? { answer: search, read: query, write, admin }[call.class]
}

/** Waits for the breaker, or fails where waiting makes no sense. */
async function passBreaker(parts: Parts, call: MilvusCall<unknown>, deadline: number): Promise<void> {
  if (call.once) return
  for (;;) {
    const wait = parts.breaker.admit()
    if (wait === 0) return
    const tooLong = parts.clock.monotonicMs() + wait > deadline
    if (tooLong || call.class === 'answer') {
      const facts = { kind: 'breaker-open' as const, method: call.method, grpcCode: null, serverCode: null }
      throw new MilvusFailure(
        `${call.method}: not sent, because the calls before failed (${parts.silence.lastFailure})`,
        facts,
      )
    }
    await parts.clock.sleep(wait, call.signal)
  }
}

function report(parts: Parts, call: MilvusCall<unknown>, failure: MilvusFailure): void {
  const { silence, breaker, channel } = parts
  silence.timeouts = failure.kind === 'timeout' ? silence.timeouts + 1 : 0
  if (silence.timeouts >= timeoutsUntilRenewal) {
    silence.timeouts = 0
    channel.renew()
  }
  if (awayKinds.has(failure.kind)) {
    parts.firstCall.again()
    silence.lastFailure = failure.message
  }
  if (failure.kind === 'rate-limited' && call.class === 'write') parts.budget.refused(call.body.length)
  if (call.once) return
  if (awayKinds.has(failure.kind)) breaker.failed()
  else if (failure.kind === 'not-sent') breaker.abandoned()
  else if (failure.kind !== 'breaker-open') breaker.succeeded()
}

function decodeOrFail<T>(call: MilvusCall<T>, bytes: Buffer): T {
  let reply: Reply<T>
  try {
    reply = call.decode(bytes)
  } catch (cause) {
    if (!(cause instanceof MalformedReply)) throw cause
    const facts = { kind: 'malformed' as const, method: call.method, grpcCode: null, serverCode: null, cause }
    throw new MilvusFailure(`${call.method}: ${cause.message}`, facts)
  }
  const { status, value } = reply
  if (status === null || status.code !== 0 || status.errorCode !== 0) throw failureOfStatus(call.method, status)
  return value
}

/** A call that came too late is not sent with a moment to live: it would look as if the server did not answer. */
function timeLeft(call: MilvusCall<unknown>, bounds: Attempt, clock: Clock): number {
  const left = bounds.deadline - clock.monotonicMs()
  if (left > 0) return left
  const facts = { kind: 'not-sent' as const, method: call.method, grpcCode: null, serverCode: null }
  throw new MilvusFailure(`${call.method}: not sent, its time was over before its turn came`, facts)
}

async function attempt<T>(parts: Parts, call: MilvusCall<T>, bounds: Attempt): Promise<T> {
  const { clock, breaker, budget, channel, database, options } = parts
  const { method, body, signal } = call
  const release = await parts.places[call.class].acquire(signal)
  let admitted = false
  try {
    if (call.class === 'write') await budget.take(body.length, signal)
    await passBreaker(parts, call, bounds.deadline)
    admitted = true
    await parts.firstCall.done(signal)
    const timeoutMs = Math.min(timeoutOf(parts, call), timeLeft(call, bounds, clock))
    bounds.credential = options.credential?.() ?? null
    bounds.sentBytes += body.length
    const sentAt = clock.monotonicMs()
    const bytes = await channel.unary({ method, body, timeoutMs, signal, database, credential: bounds.credential })
    bounds.receivedBytes += bytes.length
    const value = decodeOrFail(call, bytes)
    parts.silence.timeouts = 0
    if (!call.once) breaker.succeeded()
    if (call.class === 'write') {
      budget.accepted(body.length)
      parts.pace.writeMs = Math.max(minSettleMs, parts.pace.writeMs * 0.9, clock.monotonicMs() - sentAt)
    }
    return value
  } catch (error) {
    if (error instanceof MilvusFailure) report(parts, call, error)
    else if (admitted && !call.once) breaker.abandoned()
    throw error
  } finally {
    release()
  }
}

/** A key that was rotated while the call was under way: the new one is worth one more attempt. */
function keyWasRotated(parts: Parts, failure: MilvusFailure, bounds: Attempt, tries: number): boolean {
  return (
    failure.kind === 'unauthenticated' && tries === 1 && (parts.options.credential?.() ?? null) !== bounds.credential
  )
}

/** How long to wait before the next attempt, or null when there must be none. */
function pauseBefore(
  parts: Parts,
  call: MilvusCall<unknown>,
  failure: MilvusFailure,
  tries: number,
  bounds: Attempt,
): number | null {
  if (keyWasRotated(parts, failure, bounds, tries)) return 0
  if (call.once || !mayRepeat(failure.kind, tries, call.class)) return null
  const delay = retryDelay(tries, defaultRetryLimits, parts.options.random ?? Math.random)
  const stillRunning = awayKinds.has(failure.kind) || failure.kind === 'malformed'
  const pause = stillRunning && call.settle ? Math.max(delay, parts.pace.writeMs * 2) : delay
  return parts.clock.monotonicMs() + pause < bounds.deadline ? pause : null
}

async function callWithPolicy<T>(parts: Parts, call: MilvusCall<T>): Promise<T> {
  const { clock, observer, options } = parts
  const started = clock.monotonicMs()
  const { answerBudget, backgroundBudget } = timeoutsOf(options)
  const budgetMs = call.once ? timeoutOf(parts, call) : call.class === 'answer' ? answerBudget : backgroundBudget
  const bounds: Attempt = { deadline: started + budgetMs, sentBytes: 0, receivedBytes: 0, credential: null }
  let outcome: 'ok' | 'cancelled' | FailureKind = 'cancelled'
  let tries = 0
  try {
    for (;;) {
      tries++
      try {
        const value = await attempt(parts, call, bounds)
        outcome = 'ok'
        return value
      } catch (error) {
        outcome = 'cancelled'
        if (!(error instanceof MilvusFailure)) throw error
        outcome = error.kind
        const pause = pauseBefore(parts, call, error, tries, bounds)
        if (pause === null) throw error
        options.log.debug({ method: call.method, kind: error.kind, tries, pause }, 'repeated a vector store call')
        await clock.sleep(pause, call.signal)
      }
    }
  } finally {
    const { sentBytes, receivedBytes } = bounds
    const durationMs = clock.monotonicMs() - started
    observer.call({ method: call.method, outcome, durationMs, retries: tries - 1, sentBytes, receivedBytes })
  }
}

/** Looks at the collection, which makes Milvus Lite open it. */
function firstCallOn(channel: GrpcChannel, options: MilvusOptions): LoneFirstCall {
  const { collection, database = 'default' } = options
  const { connect, search } = timeoutsOf(options)
  const body = encodeNamedCollection(database, collection)
  const call = { method: 'DescribeCollection', body, database, timeoutMs: Math.min(connect, search) }
  const endpoint = endpointOf(options)
  // Milvus Lite, for whose sake all this is, speaks no TLS: others need not wait for each other's processes.
  const alone = endpoint.secure ? undefined : options.alone
  return createLoneFirstCall({
    alone: alone ?? ((_name, work) => work()),
    key: JSON.stringify([displayAddress(endpoint), database, collection]),
    connected: channel.connected,
    send: () => channel.unary({ ...call, signal: neverAborted, credential: options.credential?.() ?? null }),
  })
}

const silentObserver: VectorStoreObserver = { call: () => undefined, breaker: () => undefined }
const neverAborted = new AbortController().signal

/** Opens nothing before the first call. */
export function createMilvusClient(options: MilvusOptions): MilvusClient {
  const clock = options.clock ?? systemClock
  const observer = options.observer ?? silentObserver
  const limits = { ...defaultLimits, ...options.limits }
  const silence = { timeouts: 0, lastFailure: '' }
  let away = false
  const breaker = createCircuitBreaker({
    clock,
    threshold: 5,
    firstPauseMs: 500,
    // One small trial in two seconds burdens nobody, and answers come back that soon after an outage of whatever length.
    maxPauseMs: 2_000,
    onChange: (state) => {
      // An outage is told once, and its end; the trials between would fill the log.
      if (state === 'open' && !away) options.log.warn({}, `the vector store is away: ${silence.lastFailure}`)
      if (state === 'closed') options.log.warn({}, 'the vector store is back')
      away = state !== 'closed'
      observer.breaker(state)
    },
  })
  const channel = openGrpcChannel(endpointOf(options), options.tls)
  const parts: Parts = {
    options,
    database: options.database ?? 'default',
    channel,
    firstCall: firstCallOn(channel, options),
    clock,
    observer,
    breaker,
    budget: createByteBudget(clock),
    silence,
    pace: { writeMs: minSettleMs },
    places: {
      answer: createLimiter({ size: limits.searches }),
      read: createLimiter({ size: limits.reads }),
      write: createLimiter({ size: limits.writes }),
      admin: createLimiter({ size: 4 }),
    },
  }
  return { call: (call) => callWithPolicy(parts, call), breaker, clock, close: () => channel.close() }
}
