import type { Hit } from '../../src/domain/passage.ts'
import type { SparseSearch, VectorStore } from '../../src/ports/vector-store.ts'

/** What a store that has analysed terms finds by them. @throws when it has none. */
export async function foundByWords(
  store: Pick<VectorStore, 'searchSparse'>,
  search: SparseSearch,
): Promise<readonly Hit[]> {
  const hits = await store.searchSparse(search)
  if (hits === null) throw new Error('The collection has no analysed terms.')
  return hits
}
