const k1 = 1.2
const b = 0.75

/**
 * BM25 scores of a few texts for one question, in order; 0 without a common term. Document frequencies are those of the given
 * texts: among the sentences of the passages that were found, a term that most of them share tells little, however
 * rare it is in the collection.
 */
export function bm25(texts: readonly (readonly string[])[], question: readonly string[]): number[] {
  const distinct = [...new Set(question)]
  const counts = texts.map((terms) => countTerms(terms, distinct))
  const averageLength = texts.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, texts.length)
  const weights = distinct.map((term) => {
    const found = counts.filter((count) => count.has(term)).length
    return Math.log(1 + (texts.length - found + 0.5) / (found + 0.5))
  })
  return texts.map((terms, i) => {
    const norm = k1 * (1 - b + (b * terms.length) / Math.max(1, averageLength))
    return distinct.reduce((sum, term, t) => {
      const count = counts[i]?.get(term) ?? 0
      return count === 0 ? sum : sum + ((weights[t] ?? 0) * count * (k1 + 1)) / (count + norm)
    }, 0)
  })
}

function countTerms(terms: readonly string[], wanted: readonly string[]): ReadonlyMap<string, number> {
  const set = new Set(wanted)
  const counts = new Map<string, number>()
  for (const term of terms) if (set.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
