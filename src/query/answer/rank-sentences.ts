import type { RankedPassage } from '../../domain/passage.ts'
import type { Analyser } from '../../ports/analyser.ts'
import { bm25 } from './bm25.ts'
import { standardise } from '../find/standardise.ts'
import { sentencesOf, type Sentence } from './sentences-of.ts'

/** Weights of the three votes for a sentence, measured on XQuAD; the result is flat around them. */
const weights = { terms: 0.6, embedding: 0.4, passage: 0.5 }
/** Passages whose sentences are looked at. The right one is among the first five nearly always. */
const maxPassages = 5
/** Sentences that are embedded, the best by the other two votes: as good as embedding all, in a third of the time. */
const maxEmbedded = 12

export interface RankedSentence<P extends RankedPassage> extends Sentence<P> {
  readonly score: number
  /** Inner product with what is sought; null when the sentence was not embedded. */
  readonly similarity: number | null
}

/** What the sentences are compared with: a question, or a statement that needs support. */
export interface Sought {
  readonly terms: readonly string[]
  /** Null when there is no embedding; the terms then decide. */
  readonly embedding: Float32Array | null
}

/** Embeds sentences as passages; null when that is not possible now. */
export type EmbedSentences = (texts: readonly string[]) => Promise<readonly Float32Array[] | null>

/**
 * The sentences of the best passages, best first: BM25 among these sentences, similarity to what is sought, and the
 * passage's own score, each to mean 0 and deviation 1. A sentence that stands in two passages is given once.
 */
export async function rankSentences<P extends RankedPassage>(
  analyser: Analyser,
  sought: Sought,
  passages: readonly P[],
  embedSentences: EmbedSentences,
): Promise<RankedSentence<P>[]> {
  const candidates = sentencesOf(passages.slice(0, maxPassages))
  const byTerms = standardise(
    bm25(
      candidates.map((candidate) => analyser.analyseText(candidate.text)),
      sought.terms,
    ),
  )
  const byPassage = standardise(candidates.map((candidate) => candidate.passage.score))
  const votes = candidates.map((_, i) => weights.terms * (byTerms[i] ?? 0) + weights.passage * (byPassage[i] ?? 0))
  const similarities = await similaritiesOf(candidates, votes, sought.embedding, embedSentences)
  const byEmbedding = standardise(fillWithMinimum(similarities))
  return candidates
    .map((candidate, i) => ({
      ...candidate,
      score: (votes[i] ?? 0) + weights.embedding * (byEmbedding[i] ?? 0),
      similarity: similarities[i] ?? null,
    }))
    .toSorted((a, b) => b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1) || a.start - b.start)
}

async function similaritiesOf<P extends RankedPassage>(
  candidates: readonly Sentence<P>[],
  votes: readonly number[],
  embedding: Float32Array | null,
  embedSentences: EmbedSentences,
): Promise<(number | null)[]> {
  const similarities = candidates.map((): number | null => null)
  if (embedding === null || candidates.length === 0) return similarities
  const chosen = votes
    .map((vote, index) => ({ vote, index, candidate: candidates[index] }))
    .toSorted((a, b) => b.vote - a.vote || a.index - b.index)
    .slice(0, maxEmbedded)
  const embeddings = await embedSentences(chosen.map(({ candidate }) => candidate?.text ?? ''))
  chosen.forEach(({ index }, i) => {
    const sentence = embeddings?.[i]
    if (sentence !== undefined) similarities[index] = innerProduct(embedding, sentence)
  })
  return similarities
}

function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function fillWithMinimum(values: readonly (number | null)[]): number[] {
  const known = values.filter((value) => value !== null)
  const minimum = known.length === 0 ? 0 : Math.min(...known)
  return values.map((value) => value ?? minimum)
}
