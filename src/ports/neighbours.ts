import type { ErrorCode } from '../domain/errors.ts'
import type { ChunkId, CompanyId } from '../domain/ids.ts'
import type { Hit } from '../domain/passage.ts'

/** Services of the original that may go on beside us; all of them optional, and none of them may keep anything from going on. */
export type NeighbourName = 'docproc' | 'reranker' | 'sparse search'

export interface RerankRequest {
  readonly companyId: CompanyId
  readonly question: string
  /** At least one, each id once. */
  readonly passages: readonly { readonly id: ChunkId; readonly text: string }[]
  readonly signal: AbortSignal
}

/** Says how well passages answer a question. */
export interface Reranker {
  /**
   * A score a passage, in their order; higher is better, and only comparable within one reply. Null for one it said nothing of.
   * @throws AppError `neighbour_unavailable` or `cancelled`.
   */
  rerank(request: RerankRequest): Promise<readonly (number | null)[]>
}

export interface WordSearchRequest {
  readonly companyId: CompanyId
  /** As it was asked, not analysed. */
  readonly question: string
  readonly limit: number
  readonly signal: AbortSignal
}

/** An index of words that somebody else keeps, and may not have brought up to date. */
export interface WordSearch {
  /**
   * Best first, scores above zero, at most `limit`.
   * @throws AppError `neighbour_unavailable` or `cancelled`.
   */
  search(request: WordSearchRequest): Promise<readonly Hit[]>
}

/** Counts calls of neighbours. Must not throw. */
export interface NeighbourObserver {
  call(call: { readonly neighbour: NeighbourName; readonly outcome: 'ok' | ErrorCode; readonly ms: number }): void
}
