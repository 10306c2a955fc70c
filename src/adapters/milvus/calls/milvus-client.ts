import { createLimiter } from '../../../flow/limiter.ts'
import { systemClock } from '../../../flow/system-clock.ts'
import { withTimeout } from '../../../flow/timeout.ts'
import { AppError } from '../../../domain/errors.ts'
import type { VectorStoreObserver } from '../../../ports/vector-store-observer.ts'
import { openGrpcChannel } from '../grpc/channel.ts'
import { createByteBudget } from './policy/byte-budget.ts'
import type { CircuitBreaker } from '../../../flow/circuit-breaker.ts'
import { createCircuitBreaker } from '../../../flow/circuit-breaker.ts'
import type { ClientParts } from './client-parts.ts'
import { createLoneFirstCall } from './policy/lone-first-call.ts'
import { endpointOf } from './milvus-address.ts'
import type { MilvusCall, MilvusClient } from './milvus-call.ts'
import { endsByItself } from './milvus-call.ts'
import type { MilvusOptions } from './milvus-options.ts'
import { defaultLimits, timeoutsOf } from './milvus-options.ts'
import { repeatCall } from './repeat-call.ts'
import { createWritePace } from './policy/settle-write.ts'

const silentObserver: VectorStoreObserver = { call: () => undefined, breaker: () => undefined }
const neverAborted = new AbortController().signal
/** Writes that are under way when the client is closed have this long to end. */
const closeAfterMs = 2_000

/** Opens nothing before the first call. */
export function createMilvusClient(options: MilvusOptions): MilvusClient {
  const life = new AbortController()
  const parts = createParts(options, life.signal)
  const writes = new Set<Promise<unknown>>()
  const track = <T>(write: Promise<T>): Promise<T> => {
    writes.add(write)
    const forget = () => writes.delete(write)
    write.then(forget, forget)
    return write
  }
  return {
    call: <T>(call: MilvusCall<T>) => {
      const running = repeatCall(parts, call)
      return endsByItself(call) ? track(running) : running
    },
    breaker: parts.breaker,
    clock: parts.clock,
    close: async () => {
      life.abort(new AppError('cancelled', 'The vector store was closed.'))
      await ended([...writes], options)
      parts.channel.close()
    },
  }
}

async function ended(writes: readonly Promise<unknown>[], { log }: MilvusOptions): Promise<void> {
  if (writes.length === 0) return
  const late = () => new Error(`writes are still under way after ${closeAfterMs} ms`)
  try {
    await withTimeout({ ms: closeAfterMs, signal: neverAborted, late }, () => Promise.allSettled(writes))
  } catch {
    log.warn({ closeAfterMs, writes: writes.length }, 'closed the vector store while a write was under way')
  }
}

function createParts(options: MilvusOptions, life: AbortSignal): ClientParts {
  const clock = options.clock ?? systemClock
  const observer = options.observer ?? silentObserver
  const limits = { ...defaultLimits, ...options.limits }
  const silence = { timeouts: 0, lastFailure: '' }
  const channel = openGrpcChannel(endpointOf(options), options.tls)
  return {
    options,
    timeouts: timeoutsOf(options),
    channel,
    firstCall: createLoneFirstCall(channel, options),
    clock,
    observer,
    breaker: createBreaker(options, { clock, observer, silence }),
    budget: createByteBudget(clock),
    silence,
    pace: createWritePace(),
    places: {
      answer: createLimiter({ size: limits.searches }),
      read: createLimiter({ size: limits.reads }),
      write: createLimiter({ size: limits.writes }),
      admin: createLimiter({ size: 4 }),
    },
    life,
  }
}

function createBreaker(
  { log }: MilvusOptions,
  { clock, observer, silence }: Pick<ClientParts, 'clock' | 'observer' | 'silence'>,
): CircuitBreaker {
  let away = false
  return createCircuitBreaker({
    clock,
    threshold: 5,
    firstPauseMs: 500,
    // One small trial in two seconds burdens nobody, and answers come back that soon after an outage of whatever length.
    maxPauseMs: 2_000,
    onChange: (state) => {
      // An outage is told once, and its end; the trials between would fill the log.
      if (state === 'open' && !away) log.warn({}, `the vector store is away: ${silence.lastFailure}`)
      if (state === 'closed') log.warn({}, 'the vector store is back')
      away = state !== 'closed'
      observer.breaker(state)
    },
  })
}
