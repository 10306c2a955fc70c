import { comparedHits, compareHits } from '../../domain/hit-lists.ts'
import type { LevelFound } from '../../domain/search-levels.ts'
import type { DenseSearch, VectorStore } from '../../ports/vector-store.ts'

/** Questions at most that are also asked at every level: each of them costs as many searches as there are levels. */
export const askedAtLevels = 200

/** @returns by level, the share of the hits that the store finds as well. */
export function searchAtLevels(
  store: Pick<VectorStore, 'searchDense'>,
  search: DenseSearch,
  { levels, hits }: { readonly levels: readonly number[]; readonly hits: readonly string[] },
): Promise<readonly LevelFound[]> {
  return Promise.all(
    levels.map(async (level) => {
      const found = await store.searchDense({ ...search, limit: comparedHits, level })
      const { overlap } = compareHits(
        hits,
        found.map(({ id }) => id),
      )
      return { level, overlap }
    }),
  )
}
