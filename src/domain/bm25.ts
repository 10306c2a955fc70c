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
  const relative = relativeLength(lengthOf(joined), statistics)
  let score = 0
  for (const term of new Set(terms)) {
    const count = countOf(term, joined)
    if (count > 0) score += termScore(termWeight(term, statistics), count, relative)
  }
  return score
}

/** How much a term tells: the fewer chunks of the company hold it, the more. */
export function termWeight(term: string, statistics: TermStatistics): number {
  // a document may be in the store a moment before its words are counted
  const chunks = Math.max(1, statistics.frequency(term))
  const all = Math.max(chunks, statistics.chunks)
  return Math.log(1 + (all - chunks + 0.5) / (chunks + 0.5))
}

/** Terms of a chunk against the mean of its company's. @param length in terms. */
export function relativeLength(length: number, { meanLength }: Pick<TermStatistics, 'meanLength'>): number {
  return meanLength === 0 ? 1 : length / meanLength
}

/** What a term adds to the score of a chunk that holds it `count` times. */
export function termScore(weight: number, count: number, relative: number): number {
  return (weight * count * (k1 + 1)) / (count + k1 * (1 - b + b * relative))
}

const space = 0x20

/** The terms are not cut apart: hundreds of chunks are weighed for a question, and most have none of its words. */
function lengthOf(joined: string): number {
  let length = 1
  for (let at = 0; at < joined.length; at++) if (joined.charCodeAt(at) === space) length += 1
  return length
}

/** How often a term stands between spaces. */
function countOf(term: string, joined: string): number {
  let count = 0
  for (let at = joined.indexOf(term); at !== -1; at = joined.indexOf(term, at + 1)) {
    const end = at + term.length
    const begins = at === 0 || joined.charCodeAt(at - 1) === space
    const ends = end === joined.length || joined.charCodeAt(end) === space
    if (begins && ends) count += 1
  }
  return count
}
