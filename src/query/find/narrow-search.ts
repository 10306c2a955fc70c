import type { DocumentId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import type { TextIndex } from '../../ports/text-index.ts'
import type { WordSearch } from '../../ports/neighbours.ts'
import type { DenseSearch, SparseSearch, VectorStore } from '../../ports/vector-store.ts'

/** As many as a store takes in one filter. */
const mostIds = 1_000
/** Hits that are searched through for those of a large selection; every store allows this many. */
const deepLimit = 1_000

interface Search {
  readonly limit: number
  readonly documentIds?: readonly DocumentId[]
}

export interface Searchers {
  readonly vectorStore: Pick<VectorStore, 'searchDense' | 'searchSparse'>
  readonly textIndex: TextIndex
  /** Null or left out: no neighbour is asked. */
  readonly wordSearch?: WordSearch | null
}

/** The same searches among these documents only, exactly; a neighbour service cannot do that. */
export function narrowSearch({ vectorStore, textIndex }: Searchers, documents: readonly DocumentId[]): Searchers {
  return {
    vectorStore: {
      searchDense: among<DenseSearch>(documents, (search) => vectorStore.searchDense(search)),
      searchSparse: among<SparseSearch, null>(documents, (search) => vectorStore.searchSparse(search)),
    },
    textIndex: { search: among<SparseSearch>(documents, (search) => textIndex.search(search)) },
    wordSearch: null,
  }
}

/**
 * A small selection is passed to the store. With a large one most hits usually belong to it, so the best hits of the whole
 * company are filtered, which is exact as long as enough of them remain; only otherwise the selection is passed in pieces.
 */
function among<S extends Search, None extends null = never>(
  documents: readonly DocumentId[],
  find: (search: S) => Promise<readonly Hit[] | None>,
) {
  const wanted = new Set(documents)
  return async (search: S): Promise<readonly Hit[] | None> => {
    if (documents.length === 0) return []
    if (documents.length <= mostIds) return find({ ...search, documentIds: documents })
    const limit = Math.max(deepLimit, search.limit)
    const wide = await find({ ...search, limit })
    if (wide === null) return wide
    const kept = wide.filter((hit) => wanted.has(hit.documentId))
    if (kept.length >= search.limit || wide.length < limit) return kept.slice(0, search.limit)
    return inPieces(documents, search, find)
  }
}

/**
 * Scores of one search are comparable whatever documents it is limited to: words are weighed by the company or the collection.
 */
async function inPieces<S extends Search, None extends null>(
  documents: readonly DocumentId[],
  search: S,
  find: (search: S) => Promise<readonly Hit[] | None>,
): Promise<readonly Hit[] | None> {
  let best: readonly Hit[] = []
  for (let from = 0; from < documents.length; from += mostIds) {
    const hits = await find({ ...search, documentIds: documents.slice(from, from + mostIds) })
    if (hits === null) return hits
    best = [...best, ...hits].toSorted((a, b) => b.score - a.score).slice(0, search.limit)
  }
  return best
}
