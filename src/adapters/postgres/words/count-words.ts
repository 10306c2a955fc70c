/** What one document adds to the statistics of its company. */
export interface WordCounts {
  readonly chunks: number
  /** Terms of all chunks, each as often as it stands there. */
  readonly terms: number
  /** Chunks that hold the term. */
  readonly frequencies: ReadonlyMap<string, number>
}

/** @param chunkTerms the terms of each chunk, joined by one space. */
export function countWords(chunkTerms: readonly string[]): WordCounts {
  const frequencies = new Map<string, number>()
  let terms = 0
  for (const joined of chunkTerms) {
    if (joined === '') continue
    const words = joined.split(' ')
    terms += words.length
    for (const word of new Set(words)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1)
  }
  return { chunks: chunkTerms.length, terms, frequencies }
}

/** As it stands in `document_words.words`: terms hold letters and digits only. */
export function packFrequencies(frequencies: ReadonlyMap<string, number>): string {
  return [...frequencies].map(([term, count]) => `${term} ${count}`).join(' ')
}

export function addPacked(packed: string, add: (term: string, count: number) => void): void {
  if (packed === '') return
  const parts = packed.split(' ')
  for (let at = 0; at + 1 < parts.length; at += 2) add(parts[at] ?? '', Number(parts[at + 1]))
}
