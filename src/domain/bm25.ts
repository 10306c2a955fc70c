/** How often words stand in the texts of one company, and of nobody else. */
export interface TermStatistics {
  /** Chunks of the company. */
  readonly chunks: number
  /** Terms of a chunk in the mean; 0 when there are no chunks. */
  readonly meanLength: number
  /** Chunks that hold the term; 0 for one that the company does not have. */
  frequency(term: string): number
}

/** The constants of every store of ours. */
const k1 = 1.2
const b = 0.75

/**
 * BM25 of a chunk's terms with the statistics of its company: the one place where words are weighed by us. @param terms distinct terms of the question. @param joined terms of the chunk, joined by one space.
 */
export function companyScore(terms: readonly string[], joined: string, statistics: TermStatistics): number {
  const counts = new Map(terms.map((term) => [term, 0]))
  let length = 0
  for (const term of joined.split(' ')) {
    length += 1
    const count = counts.get(term)
    if (count !== undefined) counts.set(term, count + 1)
  }
  const relative = statistics.meanLength === 0 ? 1 : length / statistics.meanLength
  let score = 0
  for (const [term, count] of counts) {
    if (count === 0) continue
    // a document may be in the store a moment before its words are counted
    const chunks = Math.max(1, statistics.frequency(term))
    const all = Math.max(chunks, statistics.chunks)
    const weight = Math.log(1 + (all - chunks + 0.5) / (chunks + 0.5))
    score += (weight * count * (k1 + 1)) / (count + k1 * (1 - b + b * relative))
  }
  return score
}
