import { AppError, toAppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Hit, RetrievalReport } from '../../domain/passage.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { Embedder } from '../../ports/models.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { WordStatistics } from '../../ports/word-statistics.ts'
import { withTimeout } from '../../flow/timeout.ts'
import { cancelled } from './cancelled.ts'
import { legLimit } from './leg-limit.ts'
import { readQuestion, type ReadQuestion } from './read-question.ts'
import { revisionOf, searchTerms, type FoundTerms, type SearchTermsDeps } from './search-terms.ts'

export interface RetrieveDeps extends SearchTermsDeps {
  readonly analyser: Analyser
  readonly embedder: Pick<Embedder, 'embed' | 'fingerprint' | 'traits' | 'reader'>
  readonly vectorStore: Pick<VectorStore, 'searchDense' | 'searchSparse'>
  readonly words: WordStatistics
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
  /** Those of them that mistyped words may stand for, each with the word. */
  readonly meant: ReadonlyMap<string, string>
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
  { analyser, words }: RetrieveDeps,
  { question, companyId }: RetrieveRequest,
): Promise<ReadQuestion> {
  const counted = await settle(words.of(companyId))
  return readQuestion(analyser, question, counted.ok ? counted.value : undefined)
}

/**
 * Searches both legs at the same time, in one company only, and neither for one that has no processed document. A leg that fails
 * is reported and the other answers; when both fail, or the only one does, the first error is thrown.
 * @throws AppError `embedder_unavailable`, `vector_store_unavailable` (retryable), or `cancelled`.
 */
export async function retrieve(
  deps: RetrieveDeps,
  request: RetrieveRequest,
  { read, embedding }: PreparedQuestion = prepareQuestion(deps, request),
): Promise<Retrieved> {
  const [{ terms, meant, knownShare, fullScore }, embedded, dense, sparse] = await Promise.all([
    read,
    embedding,
    settle(searchDense(deps, request, { read, embedding })),
    settle(searchTerms(deps, request, read)),
  ])
  if (request.signal.aborted) throw cancelled(request.signal)
  const sparseRan = sparse.ok && terms.length > 0
  if (!dense.ok && !sparseRan) throw dense.error
  return {
    sparse: sparse.ok ? sparse.value.hits : [],
    dense: dense.ok ? dense.value : [],
    terms,
    meant,
    knownShare,
    // what a neighbour's scores could be at most is not known
    fullScore: sparse.ok && sparse.value.foreign === true ? null : fullScore,
    embedding: embedded.ok ? embedded.value : null,
    report: reportOf(dense, sparse, sparseRan),
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
  const [embedding] = await withTimeout(legLimit(deps, request, late), (signal) =>
    deps.embedder.embed([request.question], { role: 'query', companyId: request.companyId, signal }),
  )
  if (embedding === undefined) throw new AppError('internal', 'The embedder returned no embedding for the question.')
  return embedding
}

async function searchDense(
  deps: RetrieveDeps,
  request: RetrieveRequest,
  { read, embedding }: PreparedQuestion,
): Promise<readonly Hit[]> {
  const { nothingToFind, counted } = await read
  if (nothingToFind) return []
  const embedded = await embedding
  if (!embedded.ok) throw embedded.error
  const revision = revisionOf(counted)
  const { companyId, limit } = request
  return withTimeout(legLimit(deps, request), (signal) =>
    deps.vectorStore.searchDense({ companyId, limit, embedding: embedded.value, ...revision, signal }),
  )
}

/** A question of stop words only has no sparse leg either, but nothing is missing then. */
function reportOf(dense: Leg<unknown>, sparse: Leg<FoundTerms>, sparseRan: boolean): RetrievalReport {
  const reasons: string[] = []
  if (!dense.ok) reasons.push(`dense: ${dense.error.code}`)
  if (!sparse.ok) reasons.push(`sparse: ${sparse.error.code}`)
  if (sparse.ok && sparse.value.lacks !== null) reasons.push(`sparse: ${sparse.value.lacks}`)
  const mode = !dense.ok ? 'sparse' : sparseRan ? 'hybrid' : 'dense'
  return { mode, degraded: reasons.length > 0, reasons }
}
