import type { DocumentScope } from '../../domain/document.ts'
import type { Searches } from '../../domain/move.ts'
import { readRows } from '../rows/read-rows.ts'
import type { Sides } from '../rows/sides.ts'

/** Hits compared of each search. */
const depth = 10
/** Of this many documents one is a question. */
const everyDocuments = 8

/** Documents of a slice whose first chunk is looked for on both sides. */
export function questionsOf<T extends DocumentScope>(slice: readonly T[]): readonly T[] {
  return slice.filter((_, at) => at % everyDocuments === 0)
}

/**
 * Looks for the first chunk of a document on both sides, as a question would, and compares what is found: how many of the first ten
 * hits are the same, and whether their order is. What is written meanwhile may make them differ for a moment.
 */
export async function compareSearch(
  sides: Sides,
  scope: DocumentScope,
  signal: AbortSignal,
): Promise<{ readonly overlap: number; readonly order: number } | null> {
  const [row] = await readRows(sides.from, scope, signal)
  if (row === undefined) return null
  const search = { companyId: scope.companyId, embedding: row.embedding, limit: depth, signal }
  const [from, to] = await Promise.all([sides.from.searchDense(search), sides.to.searchDense(search)])
  const [ours, theirs] = [from.map(({ id }) => id), to.map(({ id }) => id)]
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

/** Means over all questions so far. */
export function addSearch(
  before: Searches,
  { companyId }: DocumentScope,
  found: { readonly overlap: number; readonly order: number },
): Searches {
  const asked = before.asked + 1
  const mean = (old: number, value: number) => old + (value - old) / asked
  const lowest =
    before.lowest === null || found.overlap < before.lowest.overlap
      ? { companyId, overlap: found.overlap }
      : before.lowest
  return { asked, overlap: mean(before.overlap, found.overlap), order: mean(before.order, found.order), lowest }
}
