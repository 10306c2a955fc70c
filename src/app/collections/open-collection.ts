import type { CompanyId } from '../../domain/ids.ts'
import type { ActiveCollection } from '../../ports/active-collection.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Log } from '../../ports/log.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { BorrowedEmbedder } from './embedders.ts'

/** Questions and ingest may have credentials of their own, and so connections of their own. */
export type Side = 'ingest' | 'query'

/** One collection that is open in this process, with those who use it at the moment. */
export interface OpenCollection {
  readonly row: CollectionRow
  /** The stores of all sides, each once. */
  readonly stores: readonly VectorStore[]
  /** Runs `work` and keeps the collection open until it has ended. */
  use<T>(side: Side, work: (active: ActiveCollection) => Promise<T>): Promise<T>
  /** Closes everything as soon as nobody uses it any more. Resolves then. */
  retire(): Promise<void>
}

interface Opened {
  readonly row: CollectionRow
  readonly borrowed: BorrowedEmbedder
  readonly stores: Readonly<Record<Side, VectorStore>>
  readonly log: Log
}

export function createOpenCollection({ row, borrowed, stores, log }: Opened): OpenCollection {
  const distinct = [...new Set([stores.ingest, stores.query])]
  let users = 0
  let retired = false
  const closed = Promise.withResolvers<void>()

  const closeWhenIdle = (): void => {
    if (!retired || users > 0) return
    const closing = [...distinct.map((store) => store.close()), borrowed.giveBack()]
    // one part that cannot be closed must not keep the others open
    Promise.allSettled(closing).then((outcomes) => {
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') log.warn({ err: outcome.reason }, 'a part of a collection was not closed')
      }
      closed.resolve()
    }, closed.reject)
  }
  const view = (side: Side): ActiveCollection => ({
    row,
    vectors: stores[side],
    embedder: borrowed.embedder,
  })
  return {
    row,
    stores: distinct,
    use: async (side, work) => {
      users += 1
      try {
        return await work(view(side))
      } finally {
        users -= 1
        closeWhenIdle()
      }
    },
    retire: () => {
      retired = true
      closeWhenIdle()
      return closed.promise
    },
  }
}

/** For questions, runs and removals of a company. */
export function usingSide(side: Side, current: (companyId: CompanyId) => Promise<OpenCollection>) {
  return {
    use: async <T>(companyId: CompanyId, work: (active: ActiveCollection) => Promise<T>): Promise<T> =>
      (await current(companyId)).use(side, work),
  }
}
