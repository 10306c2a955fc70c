import { AppError, toAppError } from '../../domain/errors.ts'
import { compareHits } from '../../domain/hit-lists.ts'
import type { Hit } from '../../domain/passage.ts'
import { timeLimit } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { MoveStore } from '../../ports/moves/move-store.ts'
import type { ShadowObserver } from '../../ports/moves/shadow-observer.ts'
import type { DenseSearch, VectorStore } from '../../ports/vector-store.ts'

/** Most parallel searches on the other side; further ones are skipped, so that a slow store costs this process little. */
const mostAtATime = 2
/** Longer than any search that a user would wait for. */
const longestMs = 10_000

export interface ShadowSearchesDeps {
  readonly moveId: string
  readonly share: number
  /** The side that does not answer. */
  readonly other: Pick<VectorStore, 'searchDense'>
  readonly moves: Pick<MoveStore, 'addShadow'>
  readonly observer: ShadowObserver
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** From 0 to below 1. */
  readonly random: () => number
  readonly log: Log
}

export interface ShadowSearches {
  /** The same store; a share of its searches by meaning is repeated on the other side, after they were answered. */
  over(store: VectorStore): VectorStore
  /** Stops starting searches on the other side; resolves when none is under way. */
  end(): Promise<void>
}

/** Users neither wait for this nor notice it, whatever the other side does. */
export function shadowSearches(deps: ShadowSearchesDeps): ShadowSearches {
  const running = new Set<Promise<void>>()
  let ended = false
  const repeat = (search: DenseSearch, hits: readonly Hit[], answeringMs: number): void => {
    if (ended || deps.random() >= deps.share) return
    if (running.size >= mostAtATime) {
      deps.observer.skipped()
      return
    }
    const repeated = repeatSearch(deps, search, { hits, answeringMs }).finally(() => running.delete(repeated))
    running.add(repeated)
  }
  return {
    over: (store) => ({
      ...store,
      searchDense: async (search) => {
        const began = deps.clock.monotonicMs()
        const hits = await store.searchDense(search)
        repeat(search, hits, deps.clock.monotonicMs() - began)
        return hits
      },
    }),
    end: async () => {
      ended = true
      await Promise.all(running)
    },
  }
}

interface Answered {
  readonly hits: readonly Hit[]
  readonly answeringMs: number
}

/** Never rejects. */
async function repeatSearch(deps: ShadowSearchesDeps, search: DenseSearch, { hits, answeringMs }: Answered) {
  const { moveId, other, moves, observer, clock, log } = deps
  // the signal of the question ends with its answer
  using limit = timeLimit({ ms: longestMs, signal: new AbortController().signal, late })
  const began = clock.monotonicMs()
  try {
    const theirs = await other.searchDense({ ...search, signal: limit.signal })
    const otherMs = clock.monotonicMs() - began
    const alike = compareHits(
      hits.map(({ id }) => id),
      theirs.map(({ id }) => id),
    )
    observer.compared({ overlap: alike.overlap, answeringMs, otherMs })
    await moves.addShadow(moveId, { ...alike, answeringMs, otherMs })
  } catch (error) {
    const { code, message } = toAppError(error)
    log.debug({ code }, `a question was not compared with the other side of the move: ${message}`)
    observer.failed()
    await moves.addShadow(moveId, null).catch(() => undefined)
  }
}

const late = () =>
  new AppError('vector_store_unavailable', 'The other side of the move did not answer in time.', { retryable: true })
