/** How alike two lists of hits of the same question are. */
export interface Alike {
  /** Share of the hits that both found. */
  readonly overlap: number
  /** Spearman's coefficient of the order of those. */
  readonly order: number
}

/** Hits that are compared of each search: as many as a reader ever sees. */
export const comparedHits = 10

/** @param one ids of hits, best first; at most `comparedHits` of them count. */
export function compareHits(one: readonly string[], other: readonly string[]): Alike {
  const [ours, theirs] = [one.slice(0, comparedHits), other.slice(0, comparedHits)]
  const shared = ours.filter((id) => theirs.includes(id))
  const most = Math.max(ours.length, theirs.length)
  const inTheirs = theirs.filter((id) => shared.includes(id))
  return { overlap: most === 0 ? 1 : shared.length / most, order: rankCorrelation(shared, inTheirs) }
}

/** Spearman's coefficient of two orders of the same things; 1 when they are the same, also of one or none. */
export function rankCorrelation(one: readonly string[], other: readonly string[]): number {
  const count = one.length
  if (count < 2) return 1
  const squares = one.reduce((sum, id, at) => sum + (at - other.indexOf(id)) ** 2, 0)
  return 1 - (6 * squares) / (count * (count * count - 1))
}
