import type { CompanyId } from '../../domain/ids.ts'
import type { Hit, RankedPassage } from '../../domain/passage.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import { fuse } from './fuse.ts'
import { liveHits, livePassages } from './live-passages.ts'
import { prepareQuestion, retrieve, type PreparedQuestion, type RetrieveDeps, type Retrieved } from './retrieve.ts'

/** Candidates a leg when the first ones turned out to be mostly deleted; no store refuses this many. */
const widerLimit = 1_000

export interface FindDeps extends RetrieveDeps {
  readonly passages: PassageStore
}

export interface FindRequest {
  readonly companyId: CompanyId
  readonly question: string
  readonly wanted: number
  /** Candidates a leg. */
  readonly depth: number
  readonly denseWeight: number
  readonly legTimeoutMs: number
  readonly signal: AbortSignal
}

export interface Found extends Retrieved {
  /** Best first, at most `wanted`, each checked against PostgreSQL. */
  readonly passages: readonly RankedPassage[]
  /** Best inner product of the question with one of the passages; null without a dense leg. */
  readonly similarity: number | null
}

/**
 * Retrieve → fuse → load. Hits that PostgreSQL does not confirm are dropped, and when so many were dropped that passages are
 * missing, a second round looks deeper: a large document that is being deleted must not hide the others.
 */
export async function findPassages(deps: FindDeps, request: FindRequest): Promise<Found> {
  const first = { ...request, limit: request.depth }
  const question = prepareQuestion(deps, first)
  const retrieved = await retrieve(deps, first, question)
  const hits = fuse(retrieved.sparse, retrieved.dense, request.denseWeight, request.depth)
  const live = await livePassages(deps.passages, request.companyId, hits, request.wanted)
  const moreToFind = retrieved.dense.length >= request.depth || retrieved.sparse.length >= request.depth
  if (live.passages.length >= request.wanted || live.dropped === 0 || !moreToFind) {
    return found(retrieved, live.passages)
  }
  return findDeeper(deps, request, question)
}

async function findDeeper(deps: FindDeps, request: FindRequest, question: PreparedQuestion): Promise<Found> {
  const deeper = { ...request, limit: Math.max(widerLimit, request.depth) }
  const retrieved = await retrieve(deps, deeper, question)
  const { companyId, wanted } = request
  const [sparse, dense] = await Promise.all([
    liveHits(deps.passages, companyId, retrieved.sparse),
    liveHits(deps.passages, companyId, retrieved.dense),
  ])
  const hits = fuse(sparse, dense, request.denseWeight, request.depth)
  const live = await livePassages(deps.passages, companyId, hits, wanted)
  return found(retrieved, live.passages)
}

function found(retrieved: Retrieved, passages: readonly RankedPassage[]): Found {
  return { ...retrieved, passages, similarity: bestSimilarity(retrieved.dense, passages) }
}

function bestSimilarity(dense: readonly Hit[], passages: readonly RankedPassage[]): number | null {
  const ids = new Set(passages.map((passage) => passage.id))
  const scores = dense.filter((hit) => ids.has(hit.id)).map((hit) => hit.score)
  return scores.length === 0 ? null : Math.max(...scores)
}
