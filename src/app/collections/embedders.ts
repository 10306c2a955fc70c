import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Embedder } from '../../ports/models.ts'
import { incompatibilities, type EmbedderFingerprint } from '../../domain/fingerprint.ts'

/** An embedder somebody uses. */
export interface BorrowedEmbedder {
  readonly embedder: Embedder
  /** The last one to give it back closes it. */
  giveBack(): Promise<void>
}

/** Loading a model takes seconds and hundreds of megabytes: collections with the same embedder share one. */
export interface Embedders {
  /** The embedder that filled this collection. @throws AppError `embedder_mismatch` when the configured one is another. */
  borrow(row: CollectionRow): Promise<BorrowedEmbedder>
  /** Takes in one that is open already. */
  adopt(embedder: Embedder): BorrowedEmbedder
}

export function createEmbedders(open: (row: CollectionRow) => Promise<Embedder>): Embedders {
  const shared = new Set<{ readonly embedder: Embedder; users: number }>()
  const fits = (fingerprint: EmbedderFingerprint) =>
    [...shared].find(({ embedder }) => incompatibilities(fingerprint, embedder.fingerprint).length === 0)

  const lend = (entry: { readonly embedder: Embedder; users: number }): BorrowedEmbedder => {
    entry.users += 1
    shared.add(entry)
    let given = false
    return {
      embedder: entry.embedder,
      giveBack: async () => {
        if (given) return
        given = true
        entry.users -= 1
        if (entry.users > 0) return
        shared.delete(entry)
        await entry.embedder.close()
      },
    }
  }
  return {
    borrow: async (row) => lend(fits(row.fingerprint) ?? { embedder: await open(row), users: 0 }),
    adopt: (embedder) => lend({ embedder, users: 0 }),
  }
}
