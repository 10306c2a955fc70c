/** Quality of one ranked list, each 0 to 1. Every relevant document counts alike. */
export interface RankMetrics {
  readonly ndcg10: number
  readonly recall10: number
  readonly mrr10: number
}

const cut = 10

/** @param ranked ids, best first, each once. @param relevant at least one. */
export function rankMetrics(ranked: readonly string[], relevant: ReadonlySet<string>): RankMetrics {
  const gains = ranked.slice(0, cut).map((id): number => (relevant.has(id) ? 1 : 0))
  const ideal = Array.from({ length: Math.min(cut, relevant.size) }, () => 1)
  const found = gains.reduce((sum, gain) => sum + gain, 0)
  const first = gains.indexOf(1)
  return {
    ndcg10: discounted(gains) / discounted(ideal),
    recall10: found / relevant.size,
    mrr10: first === -1 ? 0 : 1 / (first + 1),
  }
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0)
}

export function meanMetrics(all: readonly RankMetrics[]): RankMetrics {
  return {
    ndcg10: mean(all.map((metrics) => metrics.ndcg10)),
    recall10: mean(all.map((metrics) => metrics.recall10)),
    mrr10: mean(all.map((metrics) => metrics.mrr10)),
  }
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** Documents in the order of their best chunk. */
export function documentRanking(chunks: readonly string[], documentOf: (chunk: string) => string): string[] {
  return [...new Set(chunks.map(documentOf))]
}

/** Case, accents and white space do not make an answer another one. */
export function normaliseAnswer(text: string): string {
  return withoutAccents(text).toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** As people type who leave accents out. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
}

/** Number of the first quote, from 0, that contains an accepted answer; −1 when none does. */
export function firstAnswering(quotes: readonly string[], accepted: readonly string[]): number {
  const wanted = accepted.map(normaliseAnswer)
  return quotes.findIndex((quote) => {
    const text = normaliseAnswer(quote)
    return wanted.some((answer) => text.includes(answer))
  })
}
