// `verify/` compares both sides with each other and with PostgreSQL: rows (this file), counts of companies (`unowned-rows.ts`) and search
// results (`compare-searches.ts`).
import type { DocumentScope } from '../../domain/document.ts'
import type { DocumentId } from '../../domain/ids.ts'
import { companiesOf, isGreen, moveSides, type MoveSide, type Searches, type Verification } from '../../domain/move.ts'
import { noLevels } from '../../domain/search-levels.ts'
import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MoveStore, StoredMove } from '../../ports/moves/move-store.ts'
import type { QuestionTraffic } from '../../ports/moves/question-traffic.ts'
import type { DocumentsOfCompany } from '../../ports/moves/moving-documents.ts'
import { besideUsers, trafficOf } from '../carry/beside-users.ts'
import { carryDocuments, type CarryDeps } from '../carry/carry-documents.ts'
import { nextSlice } from '../carry/next-slice.ts'
import { holdDocuments } from '../carry/hold-documents.ts'
import { comparedGently, partByPart } from '../carry/part-by-part.ts'
import { sumOf } from '../carry/sum-of.ts'
import type { Compared, Comparison } from '../rows/row-source.ts'
import { unownedRows, type UnownedRowsDeps } from './unowned-rows.ts'
import { addSearch, askedAtLevels, compareSearch, questionsOf } from './compare-searches.ts'

export interface VerifyDeps extends CarryDeps, UnownedRowsDeps {
  readonly documents: CarryDeps['documents']
  readonly sides: CarryDeps['sides']
  readonly moves: Pick<MoveStore, 'sliceDone' | 'verified' | 'enter'>
  /** Over the new collection. */
  readonly survey: Pick<CollectionSurvey, 'strangers'>
  readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>
  readonly traffic: QuestionTraffic
}

/** Differences that are listed; the others are only counted. */
const named = 100

const nothingYet: Verification = {
  documents: 0,
  rows: 0,
  repaired: 0,
  tolerance: null,
  rounded: 0,
  deviation: 0,
  differences: [],
  different: 0,
  unowned: [],
  strangers: [],
  searches: null,
}
const noSearches: Searches = { asked: 0, overlap: 1, order: 1, lowest: null, companies: [], levels: noLevels }

/**
 * Compares the next slice of documents, row by row, between both sides and PostgreSQL. What differs is carried once more and
 * compared again. After the last slice the rows of each company are counted, and the move becomes `verified`, or `copied` again
 * with what is wrong.
 */
export async function verifySlice(deps: VerifyDeps, move: StoredMove, signal: AbortSignal): Promise<boolean> {
  const began = deps.clock.monotonicMs()
  const { tolerance } = move
  const before = move.verification ?? { ...nothingYet, tolerance }
  const slice = await nextSlice(deps, move, companiesOf(move))
  const last = slice.at(-1)
  if (last === undefined) {
    const { companies: strangers } = await deps.survey.strangers(await deps.documents.companies(), signal)
    const unowned = await unownedRows(deps, companiesOf(move), signal)
    const result = { ...before, unowned, strangers: strangers.slice(0, named) }
    await deps.moves.verified(move.id, result)
    await deps.moves.enter(move.id, 'verifying', isGreen(result) ? 'verified' : 'copied')
    return false
  }
  const verify = (part: DocumentsOfCompany) => verifyPart(deps, part, { tolerance, signal })
  const compared = (await partByPart(deps, slice, comparedGently, signal, verify)).flat()
  const searches = deps.rows.sameVectors ? await searchSlice(deps, slice, before.searches ?? noSearches, signal) : null
  const result = { ...before, differences: [...before.differences], searches }
  for (const { scope, rows, repaired, what, rounded, deviation } of compared) {
    result.documents += 1
    result.rows += rows
    result.rounded += rounded
    result.deviation = Math.max(result.deviation, deviation)
    result.repaired += repaired ? 1 : 0
    if (what === null) continue
    result.different += 1
    const { companyId, documentId } = scope
    if (result.differences.length < named) result.differences.push({ companyId, documentId, what })
  }
  await deps.moves.sliceDone(move.id, {
    at: last.cursor,
    documents: slice.length,
    rows: sumOf(compared, ({ rows }) => rows),
    bytes: sumOf(compared, ({ bytes }) => bytes),
    ms: deps.clock.monotonicMs() - began,
    verification: result,
  })
  return true
}

/** The same questions to both sides; while users ask, one after the other as well. */
async function searchSlice(
  deps: VerifyDeps,
  slice: readonly DocumentScope[],
  before: Searches,
  signal: AbortSignal,
): Promise<Searches> {
  const { sides } = deps
  const asked = questionsOf(slice, before)
  const { levels, level } = await sides.to.info(signal)
  const leveled = new Set(asked.slice(0, Math.max(0, askedAtLevels - before.levels.asked)))
  const found = await besideUsers({ items: asked, traffic: trafficOf(deps), clock: deps.clock, signal }, (scope) =>
    compareSearch(sides, scope, { levels: leveled.has(scope) ? levels : [], level }, signal),
  )
  return asked.reduce((searches, scope, at) => {
    const alike = found[at] ?? null
    return alike === null ? searches : addSearch(searches, scope, alike)
  }, before)
}

interface Verified extends Compared {
  readonly scope: DocumentScope
  readonly repaired: boolean
}

/**
 * What differs is carried over once more, from the side that each document was last written to, and compared again. Writing a document removes
 * what is left of a longer version of it; rows that are too many otherwise go only with all of its rows, before they are written anew.
 */
async function verifyPart(
  deps: VerifyDeps,
  { companyId, documentIds }: DocumentsOfCompany,
  comparison: Comparison,
): Promise<readonly Verified[]> {
  const first = await compareDocuments(deps, { companyId, documentIds }, comparison)
  const compared = new Map(first)
  const repairDifferent = async (anew: boolean) => {
    const different = documentIds.filter((documentId) => {
      const { what = null, surplus = false } = compared.get(documentId) ?? {}
      return what !== null && (surplus || !anew)
    })
    if (different.length === 0) return
    const again = { companyId, documentIds: different }
    await repair(deps, again, anew, comparison.signal)
    for (const [documentId, one] of await compareDocuments(deps, again, comparison)) compared.set(documentId, one)
  }
  await repairDifferent(false)
  await repairDifferent(true)
  return documentIds.map((documentId) => {
    const own = compared.get(documentId) ?? nothingThere
    const repaired = own.what === null && (first.get(documentId)?.what ?? null) !== null
    return { ...own, repaired, scope: { companyId, documentId } }
  })
}

/** Each document is carried to the side that is not to be believed, and to that one only: making its rows may mean embedding it. */
async function repair(
  deps: VerifyDeps,
  { companyId, documentIds }: DocumentsOfCompany,
  anew: boolean,
  signal: AbortSignal,
) {
  const believed = await deps.heldAlready({ companyId, documentIds }, 'to')
  for (const side of moveSides) {
    const wrongThere = documentIds.filter((documentId) => believed.has(documentId) === (side === 'from'))
    if (wrongThere.length === 0) continue
    const wrong = { companyId, documentIds: wrongThere }
    if (anew) await clearDocuments(deps, wrong, side, signal)
    await carryDocuments(deps, wrong, side, signal)
  }
}

/** Removes all rows of the documents from a side. A process that dies before they are written anew finds them missing when it compares again. */
async function clearDocuments(
  deps: VerifyDeps,
  { companyId, documentIds }: DocumentsOfCompany,
  side: MoveSide,
  signal: AbortSignal,
): Promise<void> {
  await holdDocuments({ documents: deps.documents }, { companyId, documentIds }, signal, async (held, either) => {
    for (const { documentId } of held) await deps.sides[side].remove({ companyId, documentId }, either)
  })
}

const nothingThere: Compared = { rows: 0, bytes: 0, what: null, surplus: false, rounded: 0, deviation: 0 }

/** Under the documents' locks: nobody writes to either side meanwhile. A document that is gone by now differs in nothing. */
async function compareDocuments(
  deps: VerifyDeps,
  { companyId, documentIds }: DocumentsOfCompany,
  { tolerance, signal }: Comparison,
): Promise<ReadonlyMap<DocumentId, Compared>> {
  const done = new Map<DocumentId, Compared>()
  await holdDocuments({ documents: deps.documents }, { companyId, documentIds }, signal, async (held, either) => {
    const live = held.filter(({ document }) => document !== null).map(({ documentId }) => documentId)
    const part = { companyId, documentIds: live }
    const compared = live.length === 0 ? done : await deps.rows.compare(part, { tolerance, signal: either })
    for (const { documentId } of held) done.set(documentId, compared.get(documentId) ?? nothingThere)
  })
  return done
}
