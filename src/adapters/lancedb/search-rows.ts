import { companyScore, type TermStatistics } from '../../domain/bm25.ts'
import type { Hit } from '../../domain/passage.ts'
import type { DenseSearch, SparseSearch } from '../../ports/vector-store.ts'
import type { CompanyRows } from './company-rows.ts'

/** As the library finds and orders them. */
export function searchDenseAmong(rows: CompanyRows, search: DenseSearch): readonly Hit[] {
  const { vectors, dimension } = rows
  const { embedding } = search
  return bestOf(rows, search, (row) => {
    const from = row * dimension
    let product = 0
    for (let at = 0; at < dimension; at++) product += (vectors[from + at] ?? 0) * (embedding[at] ?? 0)
    return product
  })
}

/** Those that have one of the terms, weighed as those that the library finds. */
export function searchSparseAmong(rows: CompanyRows, search: SparseSearch, statistics: TermStatistics): readonly Hit[] {
  return bestOf(rows, search, (row) => {
    const score = companyScore(search.terms, rows.terms[row] ?? '', statistics)
    return score > 0 ? score : null
  })
}

/** @param score null for what is not found. */
function bestOf(
  { ids, documents }: CompanyRows,
  { documentIds, limit }: Pick<DenseSearch, 'documentIds' | 'limit'>,
  score: (row: number) => number | null,
): readonly Hit[] {
  const wanted = documentIds === undefined ? null : new Set(documentIds)
  const hits = ids.flatMap((id, row) => {
    const documentId = documents[row]
    if (documentId === undefined || wanted?.has(documentId) === false) return []
    const scored = score(row)
    return scored === null ? [] : [{ id, documentId, score: scored }]
  })
  return hits.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit)
}
