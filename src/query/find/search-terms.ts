import { AppError, toAppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import { withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { TextIndex } from '../../ports/text-index.ts'
import type { WordSearch } from '../../ports/neighbours.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { cancelled } from './cancelled.ts'
import { legLimit } from './leg-limit.ts'
import type { ReadQuestion } from './read-question.ts'

export interface SearchTermsDeps {
  readonly vectorStore: Pick<VectorStore, 'searchSparse'>
  /** Finds by words where the vector store cannot, or is away. */
  readonly textIndex: TextIndex
  /** A neighbour service that is asked first, with its own analysis of words; null or left out: none. */
  readonly wordSearch?: WordSearch | null
  readonly clock: Clock
}

interface SearchTermsRequest {
  readonly companyId: CompanyId
  readonly question: string
  readonly limit: number
  readonly legTimeoutMs: number
  readonly signal: AbortSignal
}

export interface FoundTerms {
  readonly hits: readonly Hit[]
  /** What they lack; null for nothing. */
  readonly lacks: string | null
  /** Their scores are a neighbour's, on a scale of its own. */
  readonly foreign?: true
}

/**
 * The sparse leg: searches the vector store when its collection has terms, and the text index when it has none or does not
 * answer. A neighbour that searches words is asked before both; they are used when it is away.
 * @throws AppError of the vector store when the text index fails as well.
 */
export async function searchTerms(
  deps: SearchTermsDeps,
  request: SearchTermsRequest,
  read: Promise<ReadQuestion>,
): Promise<FoundTerms> {
  const question = await read
  if (question.terms.length === 0 || question.nothingToFind) return { hits: [], lacks: null }
  const { wordSearch = null } = deps
  if (wordSearch === null) return searchOurs(deps, request, question)
  try {
    return { hits: await searchNeighbour({ ...deps, wordSearch }, request), lacks: null, foreign: true }
  } catch (error) {
    if (request.signal.aborted) throw cancelled(request.signal)
    const ours = await searchOurs(deps, request, question)
    return { ...ours, lacks: ours.lacks ?? toAppError(error).code }
  }
}

function searchNeighbour(
  { wordSearch, clock }: { readonly wordSearch: WordSearch; readonly clock: Clock },
  request: SearchTermsRequest,
): Promise<readonly Hit[]> {
  const { companyId, question, limit } = request
  // half of a leg's time: what is ours is asked after it when it is away
  const half = { ...request, legTimeoutMs: Math.ceil(request.legTimeoutMs / 2) }
  return withTimeout(legLimit({ clock }, half, neighbourLate), (signal) =>
    wordSearch.search({ companyId, question, limit, signal }),
  )
}

function neighbourLate(): AppError {
  return new AppError('neighbour_unavailable', 'The search for words did not answer in time.', { retryable: true })
}

async function searchOurs(
  deps: SearchTermsDeps,
  request: SearchTermsRequest,
  question: ReadQuestion,
): Promise<FoundTerms> {
  let hits: readonly Hit[] | null
  try {
    hits = await searchStore(deps, request, question)
  } catch (error) {
    if (request.signal.aborted) throw cancelled(request.signal)
    const found = await searchTextIndex(deps, request, question).catch(() => {
      throw error
    })
    return { hits: found.hits, lacks: toAppError(error).code }
  }
  return hits === null ? searchTextIndex(deps, request, question) : { hits, lacks: null }
}

/** Uses the store's own word weights until all documents of the company are counted. */
function searchStore(
  deps: SearchTermsDeps,
  request: SearchTermsRequest,
  { terms, counted }: ReadQuestion,
): Promise<readonly Hit[] | null> {
  const { companyId, limit } = request
  const statistics = counted?.complete === true ? { statistics: counted.words } : {}
  return withTimeout(legLimit(deps, request), (signal) =>
    deps.vectorStore.searchSparse({ companyId, limit, terms, ...statistics, ...revisionOf(counted), signal }),
  )
}

/** Nobody knows when the next document comes until all of the company are counted. */
export function revisionOf(counted: ReadQuestion['counted']): { readonly revision?: string } {
  return counted?.complete === true && counted.revision !== undefined ? { revision: counted.revision } : {}
}

async function searchTextIndex(
  { textIndex }: SearchTermsDeps,
  { companyId, limit, signal }: SearchTermsRequest,
  { terms, counted }: ReadQuestion,
): Promise<FoundTerms> {
  const statistics = counted === null ? {} : { statistics: counted.words }
  const hits = await textIndex.search({ companyId, limit, terms, ...statistics, signal })
  return { hits, lacks: counted === null || counted.indexed ? null : 'partly_indexed' }
}
