import { isFailure } from './milvus-failure.ts'
import type { MilvusOptions } from './milvus-options.ts'
import type { Limiter } from '../../../flow/limiter.ts'
import { createLimiter } from '../../../flow/limiter.ts'
import { singleFlight } from '../../../flow/single-flight.ts'

/**
 * Milvus Lite opens a collection with the first call after its start and does not guard that: two first calls at a time
 * make two copies of it, of which one forgets what is written to it. So the first call on every connection goes alone, one
 * after the other over all connections of this process to the same collection: that is why this is a module's state. On
 * other servers it is one small call for each connection. `alone` keeps out the other processes.
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

export interface FirstCallOptions {
  /** Server and collection. */
  readonly key: string
  readonly connected: () => boolean
  /** The call itself; what the server answers does not matter. */
  readonly send: () => Promise<unknown>
  readonly alone: NonNullable<MilvusOptions['alone']>
}

const life = new AbortController().signal

export function createLoneFirstCall({ key, connected, send, alone }: FirstCallOptions): LoneFirstCall {
  let sent = false
  const turn = turnOf(key)
  const first = singleFlight(async () => {
    const release = await turn.acquire(life)
    try {
      await alone(`milvus first call ${key}`, send)
    } catch (error) {
      if (isFailure(error, 'unavailable', 'timeout')) throw error
    } finally {
      release()
    }
    sent = true
  })
  return {
    done: async (signal) => {
      if (sent && connected()) return
      await first(signal)
    },
    again: () => {
      sent = false
    },
  }
}
