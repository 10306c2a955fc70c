import { toAppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import { withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { TextIndex } from '../../ports/text-index.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { cancelled } from './cancelled.ts'
import { legLimit } from './leg-limit.ts'
import type { ReadQuestion } from './read-question.ts'

export interface SearchTermsDeps {
  readonly vectorStore: Pick<VectorStore, 'searchSparse'>
  /** False for a collection without analysed terms, such as one of the original's: the text index then finds by words. */
  readonly sparseIndexed: boolean
  /** Finds by words where the vector store cannot, or is away. */
  readonly textIndex: TextIndex
  readonly clock: Clock
}

interface SearchTermsRequest {
  readonly companyId: CompanyId
  readonly limit: number
  readonly legTimeoutMs: number
  readonly signal: AbortSignal
}

export interface FoundTerms {
  readonly hits: readonly Hit[]
  /** What they lack; null for nothing. */
  readonly lacks: string | null
}

/**
 * The sparse leg: in the vector store when its collection has terms, in the text index when it has none or does not answer.
 * @throws AppError of the vector store when the text index fails as well.
 */
export async function searchTerms(
  deps: SearchTermsDeps,
  request: SearchTermsRequest,
  read: Promise<ReadQuestion>,
): Promise<FoundTerms> {
  const question = await read
  if (question.terms.length === 0) return { hits: [], lacks: null }
  if (!deps.sparseIndexed) return searchTextIndex(deps, request, question)
  try {
    return { hits: await searchStore(deps, request, question), lacks: null }
  } catch (error) {
    if (request.signal.aborted) throw cancelled(request.signal)
    const { hits } = await searchTextIndex(deps, request, question).catch(() => {
      throw error
    })
    return { hits, lacks: toAppError(error).code }
  }
}

/** The store's own weights, as long as not all documents of the company are counted: it holds all of them. */
function searchStore(
  deps: SearchTermsDeps,
  request: SearchTermsRequest,
  { terms, counted }: ReadQuestion,
): Promise<readonly Hit[]> {
  const { companyId, limit } = request
  const statistics = counted?.complete === true ? { statistics: counted.words } : {}
  return withTimeout(legLimit(deps, request), (signal) =>
    deps.vectorStore.searchSparse({ companyId, limit, terms, ...statistics, signal }),
  )
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
