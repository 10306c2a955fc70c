import type { EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { ChunkId, CompanyId } from '../../domain/ids.ts'
import type { Hit, Passage, RankedPassage } from '../../domain/passage.ts'
import type { PassageStore } from '../../ports/passage-store.ts'

/** Ids one `PassageStore.load` takes. */
const loadLimit = 1_000

/** Reads the texts of hits for one question, each once. */
export interface PassageReader {
  /** Those of the hits that still exist, same order, any number. */
  read(hits: readonly Hit[]): Promise<RankedPassage[]>
}

export function createPassageReader(
  store: Pick<PassageStore, 'load'>,
  companyId: CompanyId,
  embedder: EmbedderFingerprint,
): PassageReader {
  /** Null: its document is gone, foreign or not ready. */
  const known = new Map<ChunkId, Passage | null>()
  return {
    async read(hits) {
      const unread = [...new Set(hits.map((hit) => hit.id))].filter((id) => !known.has(id))
      for (let from = 0; from < unread.length; from += loadLimit) {
        const ids = unread.slice(from, from + loadLimit)
        for (const id of ids) known.set(id, null)
        for (const passage of await store.load(companyId, ids, embedder)) known.set(passage.id, passage)
      }
      return hits.flatMap((hit) => {
        const passage = known.get(hit.id) ?? null
        return passage === null ? [] : [{ ...passage, score: hit.score }]
      })
    },
  }
}
