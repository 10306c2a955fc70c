import { AppError, toAppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Hit, RetrievalReport } from '../../domain/passage.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Embedder } from '../../ports/models.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { WordStatistics } from '../../ports/word-statistics.ts'
import { withTimeout, type TimeoutOptions } from '../../flow/timeout.ts'
import { cancelled } from './cancelled.ts'
import { readQuestion, type ReadQuestion } from './read-question.ts'

export interface RetrieveDeps {
  readonly analyser: Analyser
  readonly embedder: Pick<Embedder, 'embed' | 'fingerprint' | 'traits'>
  readonly vectorStore: Pick<VectorStore, 'searchDense' | 'searchSparse'>
  /** False for a collection without analysed terms, such as one of the original's: then there is no sparse leg. */
  readonly sparseIndexed: boolean
  readonly words: WordStatistics
  readonly clock: Clock
}

export interface RetrieveRequest {
  readonly companyId: CompanyId
  readonly question: string
  /** Candidates a leg. */
  readonly limit: number
  /** A leg that takes longer counts as missing. */
  readonly legTimeoutMs: number
  readonly signal: AbortSignal
}

export interface Retrieved {
  readonly sparse: readonly Hit[]
  readonly dense: readonly Hit[]
  readonly terms: readonly string[]
  /** Share of the question's words that the company's documents have; null when that is not known. */
  readonly knownShare: number | null
  /** What a passage with each of its words would score in the sparse leg, about; null when that is not known. */
  readonly fullScore: number | null
  /** Null when the embedder failed. */
  readonly embedding: Float32Array | null
  readonly report: RetrievalReport
}

/** A question as both legs see it. Its embedding is under way, or failed; either is good for any number of searches. */
export interface PreparedQuestion {
  readonly read: Promise<ReadQuestion>
  readonly embedding: Promise<Leg<Float32Array>>
}

type Leg<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

/** Analyses the question and begins to embed it: what a second, deeper search need not do again. */
export function prepareQuestion(deps: RetrieveDeps, request: RetrieveRequest): PreparedQuestion {
  return { read: readWithStatistics(deps, request), embedding: settle(embedQuestion(deps, request)) }
}

/** Without statistics, when PostgreSQL cannot give them now: the store then weighs the words. */
async function readWithStatistics(
  { analyser, words, sparseIndexed }: RetrieveDeps,
  { question, companyId }: RetrieveRequest,
): Promise<ReadQuestion> {
  const counted = sparseIndexed ? await settle(words.of(companyId)) : null
  return readQuestion(analyser, question, counted?.ok === true ? counted.value : null)
}

/**
 * Searches both legs at the same time, in one company only. A leg that fails is reported and the other answers; when both
 * fail, or the only one does, the first error is thrown.
 * @throws AppError `embedder_unavailable`, `vector_store_unavailable` (retryable), or `cancelled`.
 */
export async function retrieve(
  deps: RetrieveDeps,
  request: RetrieveRequest,
  { read, embedding }: PreparedQuestion = prepareQuestion(deps, request),
): Promise<Retrieved> {
  const [{ terms, knownShare, fullScore }, embedded, dense, sparse] = await Promise.all([
    read,
    embedding,
    settle(searchDense(deps, request, embedding)),
    settle(searchSparse(deps, request, read)),
  ])
  if (request.signal.aborted) throw cancelled(request.signal)
  const sparseRan = sparse.ok && deps.sparseIndexed && terms.length > 0
  if (!dense.ok && !sparseRan) throw dense.error
  return {
    sparse: sparse.ok ? sparse.value : [],
    dense: dense.ok ? dense.value : [],
    terms,
    knownShare,
    fullScore,
    embedding: embedded.ok ? embedded.value : null,
    report: reportOf(dense, sparse, deps.sparseIndexed, sparseRan),
  }
}

/** Never rejects, so that one leg's failure does not hide the other's result. */
async function settle<T>(leg: Promise<T>): Promise<Leg<T>> {
  try {
    return { ok: true, value: await leg }
  } catch (error) {
    return { ok: false, error: toAppError(error) }
  }
}

async function embedQuestion(deps: RetrieveDeps, request: RetrieveRequest): Promise<Float32Array> {
  const late = () => new AppError('embedder_unavailable', 'The embedder did not answer in time.', { retryable: true })
  const [embedding] = await withTimeout(limitOf(deps, request, late), (signal) =>
    deps.embedder.embed([request.question], { role: 'query', companyId: request.companyId, signal }),
  )
  if (embedding === undefined) throw new AppError('internal', 'The embedder returned no embedding for the question.')
  return embedding
}

async function searchDense(
  deps: RetrieveDeps,
  request: RetrieveRequest,
  embedding: Promise<Leg<Float32Array>>,
): Promise<readonly Hit[]> {
  const embedded = await embedding
  if (!embedded.ok) throw embedded.error
  const { companyId, limit } = request
  return withTimeout(limitOf(deps, request, storeLate), (signal) =>
    deps.vectorStore.searchDense({ companyId, limit, embedding: embedded.value, signal }),
  )
}

async function searchSparse(
  deps: RetrieveDeps,
  request: RetrieveRequest,
  read: Promise<ReadQuestion>,
): Promise<readonly Hit[]> {
  const { terms, statistics } = await read
  if (!deps.sparseIndexed || terms.length === 0) return []
  const { companyId, limit } = request
  return withTimeout(limitOf(deps, request, storeLate), (signal) =>
    deps.vectorStore.searchSparse({ companyId, limit, terms, ...(statistics === null ? {} : { statistics }), signal }),
  )
}

/** The time of a leg begins with the leg, not with the question: what waited before is not its fault. */
function limitOf(deps: RetrieveDeps, request: RetrieveRequest, late: () => AppError): TimeoutOptions {
  return { ms: request.legTimeoutMs, signal: request.signal, late, clock: deps.clock }
}

function storeLate(): AppError {
  return new AppError('vector_store_unavailable', 'The vector store did not answer in time.', { retryable: true })
}

/** A question of stop words only has no sparse leg either, but nothing is missing then. */
function reportOf(
  dense: Leg<unknown>,
  sparse: Leg<unknown>,
  sparseIndexed: boolean,
  sparseRan: boolean,
): RetrievalReport {
  const reasons: string[] = []
  if (!dense.ok) reasons.push(`dense: ${dense.error.code}`)
  if (!sparse.ok) reasons.push(`sparse: ${sparse.error.code}`)
  if (!sparseIndexed) reasons.push('sparse: not_indexed')
  const mode = !dense.ok ? 'sparse' : sparseRan ? 'hybrid' : 'dense'
  return { mode, degraded: reasons.length > 0, reasons }
}
