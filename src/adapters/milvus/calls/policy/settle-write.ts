import type { ClientParts } from '../client-parts.ts'
import type { MilvusFailure } from '../milvus-failure.ts'

/** How long writes took lately. */
export interface WritePace {
  readonly took: (ms: number) => void
  /** How long a server that has got a write of so many bytes may still be working on it, milliseconds. */
  readonly settleMs: (bytes: number) => number
}

const shortestMs = 50
/** A slow server takes four megabytes in a second. */
const bytesPerMs = 4_000
/** The slowest of late counts, less and less with each write after it. */
const decay = 0.9

export function createWritePace(): WritePace {
  let slowest = shortestMs
  return {
    took: (ms) => {
      slowest = Math.max(shortestMs, slowest * decay, ms)
    },
    settleMs: (bytes) => 2 * Math.max(slowest, bytes / bytesPerMs),
  }
}

const neverAborted = new AbortController().signal

/**
 * Waits until a write of which nobody knows what became of it can change nothing any more. Its caller may hold a lock for
 * the document, and whoever has it next must not find rows come back. So, without listening to any signal:
 * 1. what was not sent yet never will be: a connection that fell silent is reset, one that broke is gone;
 * 2. the server is asked something on a new connection: once it answers, it is awake and has begun what it got before;
 * 3. twice the time passes that it needed for a write lately.
 * When the server does not answer either, the wait is over after the time for that question: a server that is gone has
 * taken the write with it. The time the write itself had was told to the server, which gives up with us.
 */
export async function settleWrite(parts: ClientParts, bytes: number, failure: MilvusFailure): Promise<void> {
  if (failure.kind === 'timeout') parts.channel.reset()
  await parts.firstCall.done(neverAborted).catch(() => undefined)
  await parts.clock.sleep(parts.pace.settleMs(bytes))
}
