export interface Weighted {
  readonly start: number
  readonly end: number
  readonly tokens: number
  readonly cutCost: number
}

export interface PartitionLimits {
  /** Tokens a part should have. */
  readonly targetTokens: number
  /** A part never has more, unless one unit alone does. */
  readonly maxTokens: number
  readonly maxCharacters: number
}

/** Ends tried in one step; each is tried with as many beginnings as fit into a part. */
const endsPerStep = 500

/** A whole of at most this many targets is not cut. */
export const wholeUpTo = 1.25

/** Units count for at least one, so that a text of signs no model sees is not tried at every place. */
export function weightOf(tokens: number): number {
  return Math.max(1, tokens)
}

/**
 * Where to cut: the first index of each part. Parts are as equal as the places to cut allow. A part costs the square of its
 * relative distance from the even size, plus `cutCost` of the place it begins at; the cheapest row of parts wins. On this
 * scale .08 (a sentence end in a long paragraph) is worth one part that is 28 % off. Yields between steps of bounded work.
 */
export function* partition(units: readonly Weighted[], limits: PartitionLimits): Generator<null, number[]> {
  const total = units.reduce((sum, unit) => sum + unit.tokens, 0)
  const even = evenSize(total, limits)
  // In arrays of their own: the inner loop runs through them some hundred times.
  const tokensOf = Float64Array.from(units, (unit) => unit.tokens)
  const startOf = Float64Array.from(units, (unit) => unit.start)
  const cutCostOf = Float64Array.from(units, (unit) => unit.cutCost)
  const best = new Float64Array(units.length + 1).fill(Infinity)
  const cameFrom = new Int32Array(units.length + 1)
  best[0] = 0
  for (let end = 1; end <= units.length; end += 1) {
    if (end % endsPerStep === 0) yield null
    const endsAt = units[end - 1]?.end ?? 0
    let tokens = 0
    let weight = 0
    for (let begin = end - 1; begin >= 0; begin -= 1) {
      const own = tokensOf[begin] ?? 0
      tokens += own
      weight += weightOf(own)
      const fits = weight <= limits.maxTokens && endsAt - (startOf[begin] ?? 0) <= limits.maxCharacters
      if (!fits && begin < end - 1) break
      const distance = (tokens - even) / even
      const cost = (best[begin] ?? Infinity) + distance * distance + (begin === 0 ? 0 : (cutCostOf[begin] ?? 0))
      if (cost >= (best[end] ?? Infinity)) continue
      best[end] = cost
      cameFrom[end] = begin
    }
  }
  const begins: number[] = []
  for (let end = units.length; end > 0; end = cameFrom[end] ?? 0) begins.push(cameFrom[end] ?? 0)
  return begins.toReversed()
}

/** The total divided by the number of parts that brings it nearest to the target. */
function evenSize(total: number, { targetTokens, maxTokens }: PartitionLimits): number {
  const largest = Math.min(wholeUpTo * targetTokens, maxTokens)
  let parts = Math.max(1, Math.round(total / targetTokens))
  while (total / parts > largest) parts += 1
  return Math.max(1, total / parts)
}
