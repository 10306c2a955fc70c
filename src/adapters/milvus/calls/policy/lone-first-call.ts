import type { Limiter } from '../../../../flow/limiter.ts'
import { createLimiter } from '../../../../flow/limiter.ts'
import { singleFlight } from '../../../../flow/single-flight.ts'
import type { GrpcChannel } from '../../grpc/channel.ts'
import { GrpcFailure } from '../../grpc/status.ts'
import { encodeNamedCollection } from '../../wire/collection-messages.ts'
import { failureOfTransport } from '../classify-failure.ts'
import { withoutEcho } from '../without-echo.ts'
import { addressOf, endpointOf } from '../milvus-address.ts'
import { isFailure } from '../milvus-failure.ts'
import type { MilvusOptions } from '../milvus-options.ts'
import { timeoutsOf } from '../milvus-options.ts'
import { milvusRequest } from '../milvus-request.ts'

/**
 * Milvus Lite opens a collection with the first call after its start and does not guard that: two first calls at a time
 * make two copies of it, of which one forgets what is written to it. So the first call on every connection goes alone, one
 * after the other over all connections of this process to the same collection: that is why this is a module's state. On
 * other servers it is one small call for each connection. `options.alone` keeps out the other processes.
 */
const turns = new Map<string, Limiter>()

function turnOf(key: string): Limiter {
  const known = turns.get(key)
  if (known !== undefined) return known
  const created = createLimiter({ size: 1 })
  turns.set(key, created)
  return created
}

export interface LoneFirstCall {
  /** Resolves when the connection has had its first call. @throws MilvusFailure when the server is away. */
  readonly done: (signal: AbortSignal) => Promise<void>
  /** The server may have been started anew without this connection noticing. */
  readonly again: () => void
}

const neverAborted = new AbortController().signal
const notAlone = <T>(_name: string, work: () => Promise<T>) => work()

/** The call looks at the collection, which makes Milvus Lite open it; what the server answers does not matter. */
export function createLoneFirstCall(channel: GrpcChannel, options: MilvusOptions): LoneFirstCall {
  const { collection, database = 'default' } = options
  const key = JSON.stringify([addressOf(options), database, collection])
  // Milvus Lite, for whose sake all this is, speaks no TLS: others need not wait for each other's processes.
  const alone = endpointOf(options).secure ? notAlone : (options.alone ?? notAlone)
  const turn = turnOf(key)
  let sent = false
  const first = singleFlight(async () => {
    const release = await turn.acquire(neverAborted)
    try {
      await alone(`milvus first call ${key}`, () => look(channel, options))
    } catch (error) {
      if (isFailure(error, 'unavailable', 'timeout')) throw error
    } finally {
      release()
    }
    sent = true
  })
  return {
    done: async (signal) => {
      if (sent && channel.connected()) return
      await first(signal)
    },
    again: () => {
      sent = false
    },
  }
}

async function look(channel: GrpcChannel, options: MilvusOptions): Promise<void> {
  const { collection, database = 'default', credential } = options
  const { connect, search } = timeoutsOf(options)
  const method = 'DescribeCollection'
  const key = credential?.() ?? null
  const request = milvusRequest(method, { database, credential: key })
  const body = encodeNamedCollection(database, collection)
  const clean = (reason: string) => withoutEcho(reason, body, key)
  try {
    await channel.unary({ ...request, body, timeoutMs: Math.min(connect, search), signal: neverAborted })
  } catch (error) {
    throw error instanceof GrpcFailure ? failureOfTransport(method, error, clean) : error
  }
}
