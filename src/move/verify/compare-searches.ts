import type { DocumentScope } from '../../domain/document.ts'
import type { ChunkId } from '../../domain/ids.ts'
import { comparedHits, compareHits, type Alike } from '../../domain/hit-lists.ts'
import type { Searches } from '../../domain/move.ts'
import { addLevels, type LevelFound } from '../../domain/search-levels.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { readRows } from '../rows/read-rows.ts'
import type { Sides } from '../rows/sides.ts'

/** One document in this many is used as a question. */
const everyDocuments = 8
/** Most questions that are also asked at every search level: each costs as many searches as there are levels. */
export const askedAtLevels = 200
/** Companies with figures of their own. */
const mostCompanies = 1_000

/**
 * Documents of a slice whose first chunk is searched for on both sides: a sample of all, and one of each company that has none
 * yet.
 */
export function questionsOf<T extends DocumentScope>(slice: readonly T[], before: Searches): readonly T[] {
  const asked = new Set(before.companies.map(({ companyId }) => companyId))
  return slice.filter(({ companyId }, at) => {
    const isFirst = asked.size < mostCompanies && !asked.has(companyId)
    if (isFirst) asked.add(companyId)
    return isFirst || at % everyDocuments === 0
  })
}

interface FoundOnBoth extends Alike {
  readonly atLevels: readonly LevelFound[]
}

/** Of the side that is new. */
interface Effort {
  /** Asked at each of these too. */
  readonly levels: readonly number[]
  /** What a search gets that names none. */
  readonly level: number | null
}

/**
 * Looks for the first chunk of a document on both sides, as a question would, and compares what is found: how many of the first ten
 * hits are the same, and whether their order is; the new side also at each of these levels. What is written meanwhile may make them differ for a moment.
 */
export async function compareSearch(
  sides: Sides,
  scope: DocumentScope,
  { levels, level: own }: Effort,
  signal: AbortSignal,
): Promise<FoundOnBoth | null> {
  const [row] = await readRows(sides.from, scope, signal)
  if (row === undefined) return null
  const search = { companyId: scope.companyId, embedding: row.embedding, limit: comparedHits, signal }
  const ids = async (store: Pick<VectorStore, 'searchDense'>, level: number | null) =>
    (await store.searchDense(level === null ? search : { ...search, level })).map(({ id }) => id)
  const others = levels.filter((level) => level !== own)
  // one after the other, as rows are read
  const hits = await ids(sides.from, null)
  const theirs = await ids(sides.to, null)
  const atOthers: (readonly ChunkId[])[] = []
  for (const level of others) atOthers.push(await ids(sides.to, level))
  const alike = compareHits(hits, theirs)
  const overlapAt = (level: number) =>
    level === own ? alike.overlap : compareHits(hits, atOthers[others.indexOf(level)] ?? []).overlap
  return { ...alike, atLevels: levels.map((level) => ({ level, overlap: overlapAt(level) })) }
}

/** Means over all questions so far. */
export function addSearch(before: Searches, { companyId }: DocumentScope, found: FoundOnBoth): Searches {
  const lowest =
    before.lowest === null || found.overlap < before.lowest.overlap
      ? { companyId, overlap: found.overlap }
      : before.lowest
  return {
    ...withOneMore(before, found),
    lowest,
    companies: addToCompany(before.companies, companyId, found),
    levels: addLevels(before.levels, found.atLevels),
  }
}

interface Asked extends Alike {
  readonly asked: number
}

function withOneMore(before: Asked, found: Alike): Asked {
  const asked = before.asked + 1
  const mean = (old: number, value: number) => old + (value - old) / asked
  return { asked, overlap: mean(before.overlap, found.overlap), order: mean(before.order, found.order) }
}

function addToCompany(before: Searches['companies'], companyId: string, found: Alike): Searches['companies'] {
  if (before.some((one) => one.companyId === companyId))
    return before.map((one) => (one.companyId === companyId ? { companyId, ...withOneMore(one, found) } : one))
  if (before.length >= mostCompanies) return before
  return [...before, { companyId, asked: 1, overlap: found.overlap, order: found.order }]
}
