/** The units of one question: what speaks for each, and whether it answers. */
export interface RankedExample {
  /** Examples of one group (an article, a document) are never on both sides of a fold. */
  readonly group: string
  /** How much the example counts. */
  readonly importance: number
  readonly units: readonly { readonly features: readonly number[]; readonly right: boolean }[]
}

export interface FitOptions {
  readonly rounds: number
  readonly rate: number
  /** Strength of the pull towards `start`. */
  readonly shrink: number
  readonly start: readonly number[]
  /** Weights that are not learned. */
  readonly fixed: readonly boolean[]
}

/**
 * Weights under which a right unit comes first: the units of a question share a probability of one by the exponents of their
 * scores, and that of the right ones together is made as large as it gets. Gradient ascent with a momentum; deterministic.
 */
export function fitWeights(examples: readonly RankedExample[], options: FitOptions): number[] {
  const weights = [...options.start]
  const speed = weights.map(() => 0)
  const useful = examples.filter(({ units }) => units.some(({ right }) => right) && units.some(({ right }) => !right))
  const total = useful.reduce((sum, { importance }) => sum + importance, 0)
  for (let round = 0; round < options.rounds; round += 1) {
    const gradient = weights.map((weight, i) => -options.shrink * (weight - (options.start[i] ?? 0)))
    for (const { units, importance } of useful) addGradient(gradient, weights, units, importance / total)
    for (let i = 0; i < weights.length; i += 1) {
      if (options.fixed[i] === true) continue
      speed[i] = 0.9 * (speed[i] ?? 0) + options.rate * (gradient[i] ?? 0)
      weights[i] = (weights[i] ?? 0) + (speed[i] ?? 0)
    }
  }
  return weights
}

function addGradient(
  gradient: number[],
  weights: readonly number[],
  units: RankedExample['units'],
  importance: number,
): void {
  const scores = units.map(({ features }) => dot(weights, features))
  const highest = Math.max(...scores)
  const exponents = scores.map((score) => Math.exp(score - highest))
  const all = exponents.reduce((sum, value) => sum + value, 0)
  const rightOnes = exponents.reduce((sum, value, u) => sum + (units[u]?.right === true ? value : 0), 0)
  units.forEach(({ features, right }, u) => {
    const exponent = exponents[u] ?? 0
    const push = importance * ((right ? exponent / Math.max(rightOnes, 1e-12) : 0) - exponent / all)
    features.forEach((value, i) => (gradient[i] = (gradient[i] ?? 0) + push * value))
  })
}

/** Share of the examples whose best unit is right. */
export function rightFirst(examples: readonly RankedExample[], weights: readonly number[]): number {
  const first = examples.map(({ units }) => {
    const scores = units.map(({ features }) => dot(weights, features))
    return units[scores.indexOf(Math.max(...scores))]?.right === true ? 1 : 0
  })
  return first.reduce<number>((sum, right) => sum + right, 0) / Math.max(1, first.length)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
