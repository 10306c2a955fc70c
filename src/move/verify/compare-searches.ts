import type { DocumentScope } from '../../domain/document.ts'
import { comparedHits, compareHits, type Alike } from '../../domain/hit-lists.ts'
import type { Searches } from '../../domain/move.ts'
import { addLevels, type LevelFound } from '../../domain/search-levels.ts'
import { readRows } from '../rows/read-rows.ts'
import type { Sides } from '../rows/sides.ts'
import { searchAtLevels } from './compare-levels.ts'

/** Of this many documents one is a question. */
const everyDocuments = 8

/** Documents of a slice whose first chunk is looked for on both sides. */
export function questionsOf<T extends DocumentScope>(slice: readonly T[]): readonly T[] {
  return slice.filter((_, at) => at % everyDocuments === 0)
}

interface FoundOnBoth extends Alike {
  readonly atLevels: readonly LevelFound[]
}

/**
 * Looks for the first chunk of a document on both sides, as a question would, and compares what is found: how many of the first ten
 * hits are the same, and whether their order is; the new side also at each of these levels. What is written meanwhile may make them differ for a moment.
 */
export async function compareSearch(
  sides: Sides,
  scope: DocumentScope,
  levels: readonly number[],
  signal: AbortSignal,
): Promise<FoundOnBoth | null> {
  const [row] = await readRows(sides.from, scope, signal)
  if (row === undefined) return null
  const search = { companyId: scope.companyId, embedding: row.embedding, limit: comparedHits, signal }
  const [from, to] = await Promise.all([sides.from.searchDense(search), sides.to.searchDense(search)])
  const hits = from.map(({ id }) => id)
  const alike = compareHits(
    hits,
    to.map(({ id }) => id),
  )
  return { ...alike, atLevels: await searchAtLevels(sides.to, search, { levels, hits }) }
}

/** Means over all questions so far. */
export function addSearch(before: Searches, { companyId }: DocumentScope, found: FoundOnBoth): Searches {
  const asked = before.asked + 1
  const mean = (old: number, value: number) => old + (value - old) / asked
  const lowest =
    before.lowest === null || found.overlap < before.lowest.overlap
      ? { companyId, overlap: found.overlap }
      : before.lowest
  return {
    asked,
    overlap: mean(before.overlap, found.overlap),
    order: mean(before.order, found.order),
    lowest,
    levels: addLevels(before.levels, found.atLevels),
  }
}
