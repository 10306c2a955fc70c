import { toAppError } from '../../domain/errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { VectorStore } from '../../ports/vector-store.ts'

const askEveryMs = 1_000
const askTimeoutMs = 5_000

/**
 * Whether the collection has analysed terms. Asked until the store answers once, since it may be away when this process starts.
 * Until then the answer is yes, so that questions are not called degraded for no reason.
 */
export function watchTerms(vectors: VectorStore, clock: Clock, log: Log, signal: AbortSignal): () => boolean {
  let terms = true
  const watch = async (): Promise<void> => {
    for (;;) {
      try {
        const state = await vectors.describe(AbortSignal.any([signal, AbortSignal.timeout(askTimeoutMs)]))
        if (state !== null) {
          terms = state.sparse
          return
        }
      } catch (error) {
        if (signal.aborted) return
        log.debug({ code: toAppError(error).code }, 'could not ask yet whether the collection has terms')
      }
      await clock.sleep(askEveryMs, signal)
    }
  }
  watch().catch(() => undefined) // only the signal ends the pause, and then nobody wants to know
  return () => terms
}
