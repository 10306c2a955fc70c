// `find/` turns a question into passages: `read-question.ts` analyses it, `retrieve.ts` searches both legs, `fuse.ts` merges them, and this
// file loads what PostgreSQL confirms. `distinct-passages.ts` merges what says the same; the `remembered-…` files are caches.
import type { CompanyId } from '../../domain/ids.ts'
import type { Hit, RankedPassage } from '../../domain/passage.ts'
import type { Reranker } from '../../ports/neighbours.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import { distinctPassages } from './distinct-passages.ts'
import { fuseAcross } from './fuse-across.ts'
import { createPassageReader, type PassageReader } from './live-passages.ts'
import { rerankDepth, rerankPassages } from './rerank-passages.ts'
import { namedTogether, withNamesFirst } from './named-together.ts'
import { prepareQuestion, retrieve, type PreparedQuestion, type RetrieveDeps, type Retrieved } from './retrieve.ts'
import { withReasons } from './with-reasons.ts'

/** Candidates per leg when most of the first ones turned out to be deleted; every store allows this many. */
const widerLimit = 1_000

export interface FindDeps extends RetrieveDeps {
  readonly passages: PassageStore
  /** The language a text is certainly in; null when its words do not tell. */
  readonly languageOf: (text: string) => 'es' | 'en' | null
  /** A neighbour service that reranks what was found; null or left out: the order is that of the fusion. */
  readonly reranker?: Reranker | null
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
  /** Best first, at most `wanted`, each checked against PostgreSQL; duplicates are merged. */
  readonly passages: readonly RankedPassage[]
  /** Whether all scores come from one fusion, so that more passages can be added to them. */
  readonly fusedOrder: boolean
  /** Best inner product of the question with one of the passages; null without a dense leg. */
  readonly similarity: number | null
}

/**
 * Retrieve → fuse → load, then rerank with a neighbour where there is one; without it the order stays, and the report says so.
 */
export async function findPassages(deps: FindDeps, request: FindRequest): Promise<Found> {
  const { reranker = null } = deps
  if (reranker === null) return findFused(deps, request)
  const fused = await findFused(deps, { ...request, wanted: Math.max(request.wanted, rerankDepth) })
  const { passages, lacks } = await rerankPassages({ ...deps, reranker }, request, fused.passages)
  const report = withReasons(fused.report, lacks === null ? [] : [`rerank: ${lacks}`])
  return { ...found({ ...fused, report }, passages.slice(0, request.wanted)), fusedOrder: lacks !== null }
}

/**
 * Drops hits that PostgreSQL does not confirm. When so many are dropped that passages are missing, a second round searches
 * deeper: a large document that is being deleted must not hide the others.
 */
async function findFused(deps: FindDeps, request: FindRequest): Promise<Found> {
  const first = { ...request, limit: request.depth }
  const question = prepareQuestion(deps, first)
  const reader = createPassageReader(deps.passages, request.companyId)
  const retrieved = await retrieve(deps, first, question)
  const hits = await rank(deps, request, retrieved, reader)
  const best = await distinctLive(reader, hits, request)
  const moreToFind = retrieved.dense.length >= request.depth || retrieved.sparse.length >= request.depth
  if (best.passages.length >= request.wanted || best.dropped === 0 || !moreToFind) {
    return found(retrieved, best.passages)
  }
  return findDeeper(deps, request, question, reader)
}

async function findDeeper(
  deps: FindDeps,
  request: FindRequest,
  question: PreparedQuestion,
  reader: PassageReader,
): Promise<Found> {
  const deeper = { ...request, limit: Math.max(widerLimit, request.depth) }
  const retrieved = await retrieve(deps, deeper, question)
  const sparse = await reader.read(retrieved.sparse)
  const dense = await reader.read(retrieved.dense)
  const hits = await rank(deps, request, { ...retrieved, sparse, dense }, reader)
  const best = await distinctLive(reader, hits, request)
  return found(retrieved, best.passages)
}

async function rank(
  deps: FindDeps,
  request: FindRequest,
  legs: Retrieved,
  reader: PassageReader,
): Promise<readonly Hit[]> {
  const hits = await fuseAcross(deps, request, legs, reader)
  return withNamesFirst(reader, hits, namedTogether(request.question, deps.analyser))
}

interface Best {
  readonly passages: readonly RankedPassage[]
  /** Hits that were looked at and are not there any more. */
  readonly dropped: number
}

/** As many different passages as wanted, read in steps: the first step is usually enough. */
async function distinctLive(reader: PassageReader, hits: readonly Hit[], request: FindRequest): Promise<Best> {
  const { wanted, question } = request
  for (let read = wanted * 2; ; read *= 2) {
    const head = hits.slice(0, read)
    const live = await reader.read(head)
    const passages = distinctPassages(live, question).slice(0, wanted)
    if (passages.length >= wanted || head.length === hits.length)
      return { passages, dropped: head.length - live.length }
  }
}

function found(retrieved: Retrieved, passages: readonly RankedPassage[]): Found {
  return { ...retrieved, passages, fusedOrder: true, similarity: bestSimilarity(retrieved.dense, passages) }
}

function bestSimilarity(dense: readonly Hit[], passages: readonly RankedPassage[]): number | null {
  const ids = new Set(passages.map((passage) => passage.id))
  const scores = dense.filter((hit) => ids.has(hit.id)).map((hit) => hit.score)
  return scores.length === 0 ? null : Math.max(...scores)
}
