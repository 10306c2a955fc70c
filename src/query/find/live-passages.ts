import type { ChunkId, CompanyId } from '../../domain/ids.ts'
import type { Hit, Passage, RankedPassage } from '../../domain/passage.ts'
import type { PassageStore } from '../../ports/passage-store.ts'

/** Ids one `PassageStore.load` takes. */
const loadLimit = 1_000

export interface LivePassages {
  /** Best first, at most as many as wanted. */
  readonly passages: readonly RankedPassage[]
  /** Hits whose document is gone, foreign or not ready. */
  readonly dropped: number
}

/**
 * The texts of the best hits that still exist. Twice as many as wanted are asked for, so that a few dropped ones cost
 * nothing; the rest of the hits follow in a second read when many were dropped.
 */
export async function livePassages(
  store: PassageStore,
  companyId: CompanyId,
  hits: readonly Hit[],
  wanted: number,
): Promise<LivePassages> {
  const head = hits.slice(0, wanted * 2)
  const first = await loadInOrder(store, companyId, head)
  if (first.length >= wanted || hits.length === head.length) {
    return { passages: first.slice(0, wanted), dropped: head.length - first.length }
  }
  const tail = hits.slice(head.length)
  const second = await loadInOrder(store, companyId, tail)
  return {
    passages: [...first, ...second].slice(0, wanted),
    dropped: hits.length - first.length - second.length,
  }
}

/** Those of the hits that still exist, same order, any number. */
export async function liveHits(store: PassageStore, companyId: CompanyId, hits: readonly Hit[]): Promise<Hit[]> {
  return loadInOrder(store, companyId, hits)
}

async function loadInOrder(store: PassageStore, companyId: CompanyId, hits: readonly Hit[]): Promise<RankedPassage[]> {
  const found = new Map<ChunkId, Passage>()
  for (let from = 0; from < hits.length; from += loadLimit) {
    const ids = hits.slice(from, from + loadLimit).map((hit) => hit.id)
    for (const passage of await store.load(companyId, ids)) found.set(passage.id, passage)
  }
  return hits.flatMap((hit) => {
    const passage = found.get(hit.id)
    return passage === undefined ? [] : [{ ...passage, score: hit.score }]
  })
}
