import type { TermStatistics } from '../../../domain/bm25.ts'

/** Chunks that hold one of the rarest terms: with so many no further term is needed. */
const enoughChunks = 1_000
/** Chunks read and weighed for one kind of candidate at most. */
const mostChunks = 4_000
/** Terms too common to be looked for alone; each pair of them is. */
const mostCommon = 5

/** Which chunks are read and weighed for a question. */
export interface Candidates {
  /** Those that hold one of these terms, */
  readonly any: readonly string[]
  /** and those that hold both terms of one of these pairs. */
  readonly pairs: readonly (readonly [string, string])[]
  /** Of each kind. */
  readonly limit: number
}

/**
 * The rarest terms decide nearly alone what comes to the front, and few chunks hold them. Where they are too few, or all are
 * common, chunks with two of the next ones are taken as well. Without statistics every term counts as rare.
 */
export function chooseCandidates(terms: readonly string[], statistics: TermStatistics | null): Candidates {
  if (statistics === null) return { any: terms, pairs: [], limit: mostChunks }
  const known = terms
    .map((term) => ({ term, chunks: statistics.frequency(term) }))
    .filter(({ chunks }) => chunks > 0)
    .toSorted((a, b) => a.chunks - b.chunks || (a.term < b.term ? -1 : 1))
  let chunks = 0
  let rare = 0
  for (const next of known) {
    if (chunks >= enoughChunks || chunks + next.chunks > mostChunks) break
    chunks += next.chunks
    rare += 1
  }
  const any = known.slice(0, rare).map(({ term }) => term)
  if (chunks >= enoughChunks) return { any, pairs: [], limit: mostChunks }
  const common = known.slice(rare, rare + mostCommon).map(({ term }) => term)
  const [only, ...others] = common
  // a common word that has no other to go with: some of its chunks are as good as the rest
  if (only !== undefined && others.length === 0) return { any, pairs: [[only, only]], limit: mostChunks }
  const pairs = common.flatMap((first, at) => common.slice(at + 1).map((second) => [first, second] as const))
  return { any, pairs, limit: mostChunks }
}
