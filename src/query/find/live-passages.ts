import type { ChunkId, CompanyId } from '../../domain/ids.ts'
import type { Hit, Passage, RankedPassage } from '../../domain/passage.ts'
import type { PassageStore } from '../../ports/passage-store.ts'

/** Ids one `PassageStore.load` takes. */
const loadLimit = 1_000

/** Reads the texts of hits for one question, each once. */
export interface PassageReader {
  /** The hits that still exist, in the same order, any number. */
  read(hits: readonly Hit[]): Promise<RankedPassage[]>
  /**
   * Reads some, and of others no more than how they begin. The texts of those of them that still exist, by their ids.
   * @param length characters of a beginning, at least.
   */
  look(whole: readonly Hit[], beginning: readonly Hit[], length: number): Promise<ReadonlyMap<ChunkId, string>>
}

export function createPassageReader(store: Pick<PassageStore, 'load' | 'look'>, companyId: CompanyId): PassageReader {
  /** Null: its document is gone, foreign or not ready. */
  const known = new Map<ChunkId, Passage | null>()
  const unreadOf = (hits: readonly Hit[]) => [...new Set(hits.map((hit) => hit.id))].filter((id) => !known.has(id))
  return {
    async read(hits) {
      const unread = unreadOf(hits)
      for (let from = 0; from < unread.length; from += loadLimit) {
        const ids = unread.slice(from, from + loadLimit)
        for (const id of ids) known.set(id, null)
        for (const passage of await store.load(companyId, ids)) known.set(passage.id, passage)
      }
      return hits.flatMap((hit) => {
        const passage = known.get(hit.id) ?? null
        return passage === null ? [] : [{ ...passage, score: hit.score }]
      })
    },
    async look(whole, beginning, length) {
      const unread = unreadOf(whole)
      const read = new Set(whole.map(({ id }) => id))
      const others = unreadOf(beginning).filter((id) => !read.has(id))
      for (const id of unread) known.set(id, null)
      const { passages, beginnings } = await store.look(companyId, { whole: unread, beginning: others, length })
      for (const passage of passages) known.set(passage.id, passage)
      const texts = new Map(beginnings)
      for (const { id } of [...whole, ...beginning]) {
        const passage = known.get(id) ?? null
        if (passage !== null) texts.set(id, passage.text)
      }
      return texts
    },
  }
}
