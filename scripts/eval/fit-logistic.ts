/** One decision: what speaks for it, whether it is right to answer, and how much the example counts. */
export interface Example {
  /** Examples of one group (an article, a document) are never on both sides of a fold. */
  readonly group: string
  readonly features: readonly number[]
  readonly answers: boolean
  readonly importance: number
}

const rounds = 60

export interface FitOptions {
  /** Strength of the pull towards `start`, for each feature by how much it varies. */
  readonly shrink: number
  /** Of each feature; zeros when left out. The intercept, which is not pulled, starts from 0. */
  readonly start?: readonly number[]
  /** Weights that stay as they start. */
  readonly held?: readonly boolean[]
}

/** Weights and, last, the intercept, of a logistic regression pulled towards a start. Newton's method; deterministic. */
export function fitLogistic(examples: readonly Example[], { shrink, start = [], held = [] }: FitOptions): number[] {
  const size = (examples[0]?.features.length ?? 0) + 1
  const total = examples.reduce((sum, { importance }) => sum + importance, 0)
  const pull = Array.from({ length: size }, (_, i) => (i === size - 1 ? 0 : shrink * total * variance(examples, i)))
  let weights = Array.from({ length: size }, (_, i) => start[i] ?? 0)
  for (let round = 0; round < rounds; round += 1) {
    const gradient = weights.map((weight, i) => -(pull[i] ?? 0) * (weight - (start[i] ?? 0)))
    const curvature = weights.map((_, i) => weights.map((__, k) => (i === k ? 1e-9 + (pull[i] ?? 0) : 0)))
    for (const { features, answers, importance } of examples) {
      const values = [...features, 1]
      const chance = 1 / (1 + Math.exp(-dot(weights, values)))
      const slope = importance * Math.max(1e-6, chance * (1 - chance))
      values.forEach((value, i) => {
        gradient[i] = (gradient[i] ?? 0) + importance * ((answers ? 1 : 0) - chance) * value
        values.forEach((other, k) => {
          const row = curvature[i]
          if (row !== undefined) row[k] = (row[k] ?? 0) + slope * value * other
        })
      })
    }
    for (let i = 0; i < size; i += 1) if (held[i] === true) gradient[i] = 0
    const free = curvature.map((row, i) =>
      row.map((value, k) => (held[i] === true || held[k] === true ? Number(i === k) : value)),
    )
    const step = solve(free, gradient)
    weights = weights.map((weight, i) => weight + (step[i] ?? 0))
    if (Math.max(...step.map(Math.abs)) < 1e-6) break
  }
  return weights
}

export function scoreOf(weights: readonly number[], features: readonly number[]): number {
  return dot(weights, [...features, 1])
}

function variance(examples: readonly Example[], feature: number): number {
  const values = examples.map(({ features }) => features[feature] ?? 0)
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/** By elimination with the largest pivot. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let column = 0; column < size; column += 1) {
    let pivot = column
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row
    const [upper, lower] = [rows[column], rows[pivot]]
    if (upper === undefined || lower === undefined) continue
    rows[column] = lower
    rows[pivot] = upper
    for (let row = column + 1; row < size; row += 1) {
      const factor = at(row, column) / at(column, column)
      rows[row] = (rows[row] ?? []).map((value, k) => value - factor * at(column, k))
    }
  }
  const solution = right.map(() => 0)
  for (let row = size - 1; row >= 0; row -= 1) {
    const known = solution.reduce((sum, value, k) => (k > row ? sum + value * at(row, k) : sum), 0)
    solution[row] = (at(row, size) - known) / at(row, row)
  }
  return solution
}
