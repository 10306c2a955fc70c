import type { DocumentFilter } from '../domain/document-filter.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { RankedPassage, RetrievalReport } from '../domain/passage.ts'
import { AppError } from '../domain/errors.ts'
import { timeLimit } from '../flow/timeout.ts'
import type { ActiveCollections } from '../ports/active-collection.ts'
import type { DocumentSelection } from '../ports/documents/document-selection.ts'
import { defaultAskOptions, type AskOptions } from './ask-options.ts'
import { findForMessage } from './find-for-message.ts'
import { cancelled } from './find/cancelled.ts'
import type { FindDeps } from './find/find-passages.ts'
import { searchersFor, withSelection } from './find/searchers-for.ts'
import { askedText } from './question/asked-text.ts'
import type { QuestionTurns } from './turns.ts'

export interface SearchDeps extends Omit<FindDeps, 'vectorStore' | 'embedder'> {
  readonly collections: ActiveCollections
  readonly documents: DocumentSelection
  /** Those of questions: a search takes its company's turn among them. */
  readonly turns: QuestionTurns
}

export interface SearchRequest {
  readonly companyId: CompanyId
  readonly question: string
  /** Which documents are looked in; null: all of the company. */
  readonly filter: DocumentFilter | null
  /** Passages wanted, 1 to 20. */
  readonly limit: number
  readonly signal: AbortSignal
}

export interface SearchResult {
  /** Best first; those that say the same are one. */
  readonly passages: readonly RankedPassage[]
  readonly retrieval: RetrievalReport
}

export type Search = (request: SearchRequest) => Promise<SearchResult>

/**
 * Passages as a question finds them, without an answer; nothing is stored.
 * @throws AppError `embedder_unavailable`, `vector_store_unavailable`, `database_unavailable`, `too_many_requests`, `cancelled`.
 */
export function createSearch(deps: SearchDeps, options: Partial<AskOptions> = {}): Search {
  const settings = { ...defaultAskOptions, ...options }
  const { clock, turns } = deps
  const ms = settings.timeoutMs
  return async (request) => {
    const { companyId, limit: wanted } = request
    const question = askedText(request.question)
    if (question.trim() === '') {
      throw new AppError('invalid_request', 'There is nothing to look for.', { spanish: 'No hay nada que buscar.' })
    }
    using limit = timeLimit({ ms, signal: request.signal, late: () => tookTooLong(ms), clock })
    const { signal } = limit
    const found = await deps.collections.use(companyId, async ({ vectors, embedder }) => {
      const { searchers, noneSelected } = await searchersFor({ ...deps, vectorStore: vectors }, request)
      const finding = { ...deps, ...searchers, embedder }
      const denseWeight = settings.denseWeight ?? embedder.traits.fusionWeight
      const { depth } = settings
      const legTimeoutMs = Math.ceil(ms / 3)
      const { passages, report } = await turns.search({ companyId, signal }, () =>
        findForMessage(finding, { companyId, question, wanted, depth, denseWeight, legTimeoutMs, signal }),
      )
      return { passages, retrieval: withSelection(report, noneSelected) }
    })
    if (signal.aborted) throw cancelled(signal)
    return found
  }
}

function tookTooLong(ms: number): AppError {
  return new AppError('cancelled', `The search took longer than ${ms / 1_000} s. Try again.`, { retryable: true })
}
