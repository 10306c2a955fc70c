import { incompatibilities } from '../../domain/fingerprint.ts'
import { toAppError } from '../../domain/errors.ts'
import type { Parts } from '../parts/parts.ts'

/** Until the first worker has chosen the collection, and until the store has told what the collection can do. */
const lookEveryMs = 1_000
const lookTimeoutMs = 5_000

export interface CollectionWatch {
  /** False for a collection without analysed terms: answers then say that the sparse leg is missing. */
  sparse(): boolean
  stop(): void
}

/**
 * What an API process cannot know when it starts before the first worker, or while the vector store is away: whether the
 * worker chose the same collection and model (if not, this process ends and is started again with the right ones), and
 * whether the collection has a sparse leg.
 */
export function watchCollection(parts: Parts): CollectionWatch {
  let sparse = true
  let chosen = parts.active !== null
  let described = false
  let busy = false

  const look = async (): Promise<void> => {
    if (!chosen) {
      const active = await parts.collections.active()
      if (active === null) return
      chosen = true
      const same = active.name === parts.collection
      if (!same || incompatibilities(active.fingerprint, parts.embedder.fingerprint).length > 0) {
        parts.log.warn({ collection: active.name }, 'the worker chose another collection; starting again with it')
        process.kill(process.pid, 'SIGTERM')
        return
      }
    }
    const state = await parts.vectors.describe(AbortSignal.timeout(lookTimeoutMs))
    if (state === null) return
    sparse = state.sparse
    described = true
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    look()
      .catch((error: unknown) => parts.log.debug({ err: toAppError(error) }, 'could not look at the collection yet'))
      .finally(() => {
        busy = false
        if (described) clearInterval(timer)
      })
  }, lookEveryMs)
  timer.unref()
  return { sparse: () => sparse, stop: () => clearInterval(timer) }
}
