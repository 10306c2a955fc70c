// `collections/` knows which collection is active, opens it, and follows a switch without a restart.
import { AppError, toAppError } from '../../domain/errors.ts'
import { singleFlight } from '../../flow/single-flight.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { ActiveCollections } from '../../ports/active-collection.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CollectionRow, CollectionStore, Placement } from '../../ports/collection-store.ts'
import type { Log } from '../../ports/log.ts'
import { createAnswering } from './answering.ts'
import { usingSide, type OpenCollection, type Side } from './open-collection.ts'
import { readPlacement } from './read-placement.ts'

/**
 * A process follows a change within this time, plus the time to open the other collection: while a move is open, and otherwise. A fifth
 * of a second, because a question that goes to the store that was left may take as long as all others that went there before it.
 */
const lookEveryMs = { moving: 200, otherwise: 1_000 }
/**
 * So long, and so often, one who needs a collection waits for a new installation's first one: its API answers a second or two before
 * its worker has made it.
 */
const firstWithin = { ms: 5_000, everyMs: 250 }

export interface CurrentCollectionDeps {
  readonly store: Pick<CollectionStore, 'placement'>
  /** Opens what a row names: its embedder and its stores. @throws AppError when that is not possible (now, or at all). */
  readonly open: (row: CollectionRow, signal: AbortSignal) => Promise<OpenCollection>
  readonly clock: Clock
  readonly log: Log
}

/**
 * The one value that says where vectors are: rows in PostgreSQL, followed live. When they change, the new collection is opened
 * beside the old one and serves whoever asks next; the old one closes when its last user has finished. While companies are moved
 * one at a time two are open, and each company gets its own.
 */
export interface CurrentCollection extends AsyncDisposable {
  /** The collection of all companies that were not moved alone; null until one is chosen and opened. */
  peek(): OpenCollection | null
  /**
   * Reads the rows now.
   * @throws AppError of whatever could not be read or opened; those already open stay in use.
   */
  refresh(): Promise<void>
  /**
   * What the use cases of one side get. Questions look first which collection answers: one that was left gets no changes any more, and may
   * have been left because it lacked rows. Writers need not: what they commit is checked against the row.
   */
  side(side: Side): ActiveCollections
}

/**
 * The collection of all companies, opened now if none is open yet.
 * @throws AppError as `refresh`.
 */
export async function openNow(current: Pick<CurrentCollection, 'peek' | 'refresh'>): Promise<OpenCollection | null> {
  if (current.peek() === null) await current.refresh()
  return current.peek()
}

export function followCurrentCollection(deps: CurrentCollectionDeps): CurrentCollection {
  const { store, clock, log } = deps
  const closing = new AbortController()
  const retiring = new Set<Promise<void>>()
  const open = new Map<string, OpenCollection>()
  let placed: Placement = { active: null, alone: new Map(), moving: false }

  const ofAll = () => open.get(placed.active?.id ?? '') ?? null
  const ofCompany = (companyId: CompanyId) => {
    const alone = placed.alone.get(companyId)
    return alone === undefined ? ofAll() : (open.get(alone.id) ?? null)
  }
  const retireOthers = (used: ReadonlySet<string>): void => {
    for (const [id, collection] of open) {
      if (used.has(id)) continue
      open.delete(id)
      const retired = collection.retire().finally(() => retiring.delete(retired))
      retiring.add(retired)
    }
  }
  let looking: Promise<unknown> = Promise.resolve()
  const look = singleFlight(() => {
    const now = lookOnce()
    looking = now.catch(() => undefined)
    return now
  })
  const openRow = async (row: CollectionRow): Promise<void> => {
    if (!open.has(row.id)) open.set(row.id, await deps.open(row, closing.signal))
  }
  const lookOnce = async (): Promise<void> => {
    // not ended by the close, which waits for it: the database is closed next
    const signal = new AbortController().signal
    const next = await readPlacement(() => store.placement(), { clock, signal })
    if (next.active === null) return
    const alone = new Map([...next.alone.values()].map((row) => [row.id, row]))
    await openRow(next.active)
    // at the start a store of some companies may be away: the others are served all the same
    if (placed.active === null) placed = next
    for (const row of alone.values()) await openRow(row)
    const before = placed.active
    if (before !== null && before.id !== next.active.id) {
      log.info(
        { from: before.name, to: next.active.name, store: next.active.store },
        'follows the active collection to another one',
      )
    }
    placed = next
    retireOthers(new Set([next.active.id, ...alone.keys()]))
  }
  const refresh = () => unlessAborted(look(closing.signal), closing.signal)

  const follow = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(placed.moving ? lookEveryMs.moving : lookEveryMs.otherwise, closing.signal)
      await refresh().catch((error: unknown) => {
        if (closing.signal.aborted) throw error
        const { code, message } = toAppError(error)
        log.debug({ code }, `could not follow the active collection yet: ${message}`)
      })
    }
  }
  const following = follow().catch(() => undefined) // ends with the signal of the close, and for no other reason

  const needed = async (companyId: CompanyId): Promise<OpenCollection> => {
    const until = clock.monotonicMs() + firstWithin.ms
    for (;;) {
      if (ofCompany(companyId) === null) await refresh()
      const current = ofCompany(companyId)
      if (current !== null) return current
      if (clock.monotonicMs() >= until) break
      await clock.sleep(firstWithin.everyMs, closing.signal)
    }
    throw new AppError(
      'vector_store_unavailable',
      'No collection has been chosen yet: the first worker does that, or `atenex db migrate`.',
      { retryable: true },
    )
  }
  const answering = createAnswering({
    placement: () => store.placement(),
    opened: (row) => open.get(row.id) ?? null,
    inUse: ofCompany,
    needed,
    refresh,
    closing: closing.signal,
    clock,
  })
  return {
    peek: ofAll,
    refresh,
    side: (side) => usingSide(side, side === 'query' ? answering : needed),
    [Symbol.asyncDispose]: async () => {
      closing.abort(new AppError('cancelled', 'The process is stopping.', { retryable: true }))
      await following
      // it still uses the database, which its owner closes next
      await looking
      retireOthers(new Set())
      await Promise.all(retiring)
    },
  }
}
