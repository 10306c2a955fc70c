import { AppError, toAppError } from '../../domain/errors.ts'
import { singleFlight } from '../../flow/single-flight.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import type { ActiveCollections } from '../../ports/active-collection.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CollectionRow, CollectionStore } from '../../ports/collection-store.ts'
import type { Log } from '../../ports/log.ts'
import { usingSide, type OpenCollection, type Side } from './open-collection.ts'

/** A process follows a change within this time and what it takes to open the other collection. */
const lookEveryMs = 1_000

export interface CurrentCollectionDeps {
  readonly store: Pick<CollectionStore, 'active'>
  /** Opens what a row names: its embedder and its stores. @throws AppError when that is not possible (now, or at all). */
  readonly open: (row: CollectionRow, signal: AbortSignal) => Promise<OpenCollection>
  readonly clock: Clock
  readonly log: Log
}

/**
 * The one value that says where vectors are: the row in PostgreSQL, followed live. When it changes, the new collection is
 * opened beside the old one and takes its place for whoever asks next; the old one closes when its last user has ended.
 */
export interface CurrentCollection extends AsyncDisposable {
  /** The open one; null while none has been chosen, or while its first opening fails. */
  peek(): OpenCollection | null
  /** Looks at the row now. @throws AppError of whatever could not be read or opened; the one open before stays in use. */
  refresh(): Promise<void>
  /** What the use cases of one side get. */
  side(side: Side): ActiveCollections
}

export function followCurrentCollection(deps: CurrentCollectionDeps): CurrentCollection {
  const { store, clock, log } = deps
  const closing = new AbortController()
  const retiring = new Set<Promise<void>>()
  let current: OpenCollection | null = null

  const retire = (collection: OpenCollection): void => {
    const retired = collection.retire().finally(() => retiring.delete(retired))
    retiring.add(retired)
  }
  let looking: Promise<unknown> = Promise.resolve()
  const look = singleFlight(() => {
    const now = lookOnce()
    looking = now.catch(() => undefined)
    return now
  })
  const lookOnce = async (): Promise<void> => {
    const row = await store.active()
    if (row === null || row.id === current?.row.id) return
    const opened = await deps.open(row, closing.signal)
    if (current !== null) {
      log.info(
        { from: current.row.name, to: row.name, store: row.store },
        'follows the active collection to another one',
      )
      retire(current)
    }
    current = opened
    if (closing.signal.aborted) retire(opened)
  }
  const refresh = () => unlessAborted(look(closing.signal), closing.signal)

  const follow = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(lookEveryMs, closing.signal)
      await refresh().catch((error: unknown) => {
        if (closing.signal.aborted) throw error
        const { code, message } = toAppError(error)
        log.debug({ code }, `could not follow the active collection yet: ${message}`)
      })
    }
  }
  const following = follow().catch(() => undefined) // ends with the signal of the close, and for no other reason

  const needed = async (): Promise<OpenCollection> => {
    if (current === null) await refresh()
    if (current !== null) return current
    throw new AppError(
      'vector_store_unavailable',
      'No collection has been chosen yet: the first worker does that, or `atenex db migrate`.',
      { retryable: true },
    )
  }
  return {
    peek: () => current,
    refresh,
    side: (side) => usingSide(side, needed),
    [Symbol.asyncDispose]: async () => {
      closing.abort(new AppError('cancelled', 'The process is stopping.', { retryable: true }))
      await following
      // it still uses the database, which its owner closes next
      await looking
      if (current !== null) retire(current)
      await Promise.all(retiring)
    },
  }
}
