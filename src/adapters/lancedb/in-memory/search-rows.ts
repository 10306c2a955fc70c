import { relativeLength, termScore, termWeight, type TermStatistics } from '../../../domain/bm25.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import type { Hit } from '../../../domain/passage.ts'
import type { DenseSearch, SparseSearch } from '../../../ports/vector-store.ts'
import type { CompanyRows } from './company-rows.ts'

/** As the library finds and orders them. */
export function searchDenseAmong(rows: CompanyRows, search: DenseSearch): readonly Hit[] {
  const products = rows.vectors(search.embedding)
  return bestOf(rows, search, products, -Infinity)
}

/** Those that have one of the terms, with the scores that `companyScore` gives. */
export function searchSparseAmong(rows: CompanyRows, search: SparseSearch, statistics: TermStatistics): readonly Hit[] {
  const { words } = rows
  const scores = new Float64Array(rows.ids.length)
  for (const term of new Set(search.terms)) {
    const weight = termWeight(term, statistics)
    words.each(term, (row, count) => {
      const relative = relativeLength(words.lengths[row] ?? 0, statistics)
      scores[row] = (scores[row] ?? 0) + termScore(weight, count, relative)
    })
  }
  return bestOf(rows, search, scores, Number.MIN_VALUE)
}

/** @param scores of all rows. @param enough below this a row is not found. */
function bestOf(
  { ids, documents }: CompanyRows,
  { documentIds, limit }: Pick<DenseSearch, 'documentIds' | 'limit'>,
  scores: Float32Array | Float64Array,
  enough: number,
): readonly Hit[] {
  const wanted = documentIds === undefined ? null : new Set<DocumentId | undefined>(documentIds)
  const best: Hit[] = []
  let least = enough
  // by number, and out of an array: ten thousand entries or numbers handed over would be as many small objects for each question
  for (let row = 0; row < ids.length; row += 1) {
    if (wanted?.has(documents[row]) === false) continue
    const score = scores[row] ?? 0
    // most are no better than the last of enough others
    if (score < least) continue
    const [id, documentId] = [ids[row], documents[row]]
    if (id === undefined || documentId === undefined) continue
    insert(best, { id, documentId, score })
    if (best.length > limit) best.pop()
    if (best.length === limit) least = best[limit - 1]?.score ?? least
  }
  return best
}

/** Among hits in order, after those of the same score with a smaller id. */
function insert(hits: Hit[], hit: Hit): void {
  let [from, to] = [0, hits.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const other = hits[middle]
    if (other !== undefined && isBefore(other, hit)) from = middle + 1
    else to = middle
  }
  hits.splice(from, 0, hit)
}

function isBefore(a: Hit, b: Hit): boolean {
  return a.score === b.score ? a.id < b.id : a.score > b.score
}
