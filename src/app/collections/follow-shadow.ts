import { toAppError } from '../../domain/errors.ts'
import { activeSide, companiesOf, includesCompany, otherSide, type Companies } from '../../domain/move.ts'
import { shadowSearches, type ShadowSearches } from '../../move/shadow/shadow-searches.ts'
import type { ActiveCollections } from '../../ports/active-collection.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Log } from '../../ports/log.ts'
import type { MoveStore, StoredMove } from '../../ports/moves/move-store.ts'
import type { ShadowObserver } from '../../ports/moves/shadow-observer.ts'
import type { VectorStore } from '../../ports/vector-store.ts'

/** Nobody waits for a shadow to begin or to end. */
const lookEveryMs = 2_000

export interface FollowShadowDeps {
  readonly moves: Pick<MoveStore, 'open' | 'addShadow'>
  /** The collection of a row, with the credentials of questions. */
  readonly open: (row: CollectionRow) => Promise<VectorStore>
  readonly observer: ShadowObserver
  readonly random: () => number
  readonly clock: Clock
  readonly log: Log
}

export interface FollowedShadow extends AsyncDisposable {
  /** The same collections; on request, a share of the questions also goes to the other side of the open move. */
  over(collections: ActiveCollections): ActiveCollections
}

interface OpenShadow {
  /** What it was opened for. */
  readonly key: string
  /** The collection that answers. */
  readonly answeringId: string
  /** The others are only on the side that answers. */
  readonly companies: Companies
  readonly searches: ShadowSearches
  readonly store: VectorStore
}

/** Follows the request in PostgreSQL. A side that cannot be opened is tried again, and nothing else waits for it. */
export function followShadow(deps: FollowShadowDeps): FollowedShadow {
  const stopping = new AbortController()
  let shadow: OpenShadow | null = null

  const look = async (): Promise<void> => {
    const move = await deps.moves.open()
    const wanted = move === null ? null : wantedOf(move)
    if (wanted?.key === shadow?.key) return
    const before = shadow
    shadow = null
    if (before !== null) await closeShadow(before)
    if (move === null || wanted === null) return
    const store = await deps.open(wanted.other)
    const searches = shadowSearches({ ...deps, moveId: move.id, share: move.shadow.share, other: store })
    shadow = { key: wanted.key, answeringId: wanted.answering.id, companies: companiesOf(move), searches, store }
  }
  const follow = async (): Promise<void> => {
    for (;;) {
      await deps.clock.sleep(lookEveryMs, stopping.signal)
      await look().catch((error: unknown) => {
        const { code, message } = toAppError(error)
        deps.log.debug({ code }, `the other side of the move is not asked: ${message}`)
      })
    }
  }
  const following = follow().catch(() => undefined) // ends with the signal, and for no other reason

  return {
    over: (collections) => ({
      use: (companyId, work) =>
        collections.use(companyId, (active) => {
          if (shadow === null || shadow.answeringId !== active.row.id || !includesCompany(shadow.companies, companyId))
            return work(active)
          return work({ ...active, vectors: shadow.searches.over(active.vectors) })
        }),
    }),
    [Symbol.asyncDispose]: async () => {
      stopping.abort(new Error('the process is stopping'))
      await following
      if (shadow !== null) await closeShadow(shadow)
    },
  }
}

/** Null while a side is not whole, and when nobody wants it. */
function wantedOf(move: StoredMove) {
  if (move.shadow.share === 0 || move.paused !== null || move.state === 'copying') return null
  const answering = activeSide(move.state)
  const other = move[otherSide(answering)]
  return { other, answering: move[answering], key: `${move.id} ${other.id} ${move.shadow.share}` }
}

async function closeShadow({ searches, store }: OpenShadow): Promise<void> {
  await searches.end()
  await store.close()
}
