import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { VectorStore } from '../../ports/vector-store.ts'

type Searched = Pick<VectorStore, 'searchDense' | 'searchSparse'>

/**
 * The same searches over a whole company that has processed documents: a collection without a row of it has lost them, and is as good as
 * away. A search by meaning finds something in whatever there is; one by words may well find nothing, so it counts.
 * @throws AppError `vector_store_unavailable` instead of finding nothing, so that words are looked for in PostgreSQL and the reply says so.
 */
export function filledStore(store: Searched & Pick<VectorStore, 'count'>): Searched {
  return {
    searchDense: async (search) => {
      const hits = await store.searchDense(search)
      if (hits.length === 0) throw lost(search.companyId)
      return hits
    },
    searchSparse: async (search) => {
      const hits = await store.searchSparse(search)
      if (hits === null || hits.length > 0 || search.terms.length === 0) return hits
      if ((await store.count(search.companyId, null, search.signal)) === 0) throw lost(search.companyId)
      return hits
    },
  }
}

const lost = (companyId: CompanyId) =>
  new AppError(
    'vector_store_unavailable',
    'The vector store holds nothing of the documents, which are there. An operator rebuilds it with `atenex reindex`.',
    { retryable: true, details: { company_id: companyId } },
  )
