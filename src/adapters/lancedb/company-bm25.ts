import type { TermStatistics } from '../../ports/word-statistics.ts'

/** The constants of every store of ours. */
const k1 = 1.2
const b = 0.75

/**
 * BM25 of a chunk's terms with the statistics of its company. The library weighs words over the whole table, which is every
 * company's, and gives other scores to rows that are not in its index yet; it chooses the candidates, and this says what they are
 * worth. @param terms distinct terms of the question. @param joined terms of the chunk, joined by one space.
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
