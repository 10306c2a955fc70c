import { companyScore, type TermStatistics } from '../../domain/bm25.ts'
import type { Hit } from '../../domain/passage.ts'
import type { DenseSearch, SparseSearch } from '../../ports/vector-store.ts'
import type { CompanyRows } from './company-rows.ts'

/** As the library finds and orders them. */
export function searchDenseAmong(rows: CompanyRows, search: DenseSearch): readonly Hit[] {
  const { vectors, dimension } = rows
  const { embedding } = search
  return bestOf(rows, search, (row) => productAt(vectors, row * dimension, embedding))
}

/** Those that have one of the terms, weighed as those that the library finds. @param terms of the rows. */
export function searchSparseAmong(
  rows: CompanyRows,
  terms: readonly string[],
  search: SparseSearch,
  statistics: TermStatistics,
): readonly Hit[] {
  return bestOf(rows, search, (row) => companyScore(search.terms, terms[row] ?? '', statistics) || null)
}

/** Four sums side by side: one alone waits for each addition, and takes twice as long. */
function productAt(vectors: Float32Array, from: number, embedding: Float32Array): number {
  const { length } = embedding
  const whole = length - (length % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let at = 0; at < whole; at += 4) {
    a += (vectors[from + at] ?? 0) * (embedding[at] ?? 0)
    b += (vectors[from + at + 1] ?? 0) * (embedding[at + 1] ?? 0)
    c += (vectors[from + at + 2] ?? 0) * (embedding[at + 2] ?? 0)
    d += (vectors[from + at + 3] ?? 0) * (embedding[at + 3] ?? 0)
  }
  for (let at = whole; at < length; at += 1) a += (vectors[from + at] ?? 0) * (embedding[at] ?? 0)
  return a + b + c + d
}

/** @param score null for what is not found. */
function bestOf(
  { ids, documents }: CompanyRows,
  { documentIds, limit }: Pick<DenseSearch, 'documentIds' | 'limit'>,
  score: (row: number) => number | null,
): readonly Hit[] {
  const wanted = documentIds === undefined ? null : new Set(documentIds)
  const scores = new Float64Array(ids.length)
  const found: number[] = []
  for (let row = 0; row < ids.length; row += 1) {
    const documentId = documents[row]
    if (documentId === undefined || wanted?.has(documentId) === false) continue
    const scored = score(row)
    if (scored === null) continue
    scores[row] = scored
    found.push(row)
  }
  const least = leastOfBest(
    Float64Array.from(found, (row) => scores[row] ?? 0),
    limit,
  )
  return found
    .filter((row) => (scores[row] ?? 0) >= least)
    .flatMap((row) => {
      const [id, documentId] = [ids[row], documents[row]]
      return id === undefined || documentId === undefined ? [] : [{ id, documentId, score: scores[row] ?? 0 }]
    })
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
}

/** The score of the last one that belongs to the best `limit`. */
function leastOfBest(scores: Float64Array, limit: number): number {
  return scores.length <= limit ? Number.NEGATIVE_INFINITY : (scores.toSorted()[scores.length - limit] ?? 0)
}
