import { AppError, toAppError } from '../../domain/errors.ts'
import { indexedText } from '../../domain/chunk.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { RankedPassage } from '../../domain/passage.ts'
import { withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Reranker } from '../../ports/neighbours.ts'
import { cancelled } from './cancelled.ts'
import { legLimit } from './leg-limit.ts'

/** Passages that are put in order, of which the first ones are used. */
export const rerankDepth = 20
/** The original's model sees 512 tokens of question and passage together. */
const longestText = 3_000

interface Deps {
  readonly reranker: Reranker
  readonly clock: Clock
}

interface Request {
  readonly companyId: CompanyId
  readonly question: string
  readonly legTimeoutMs: number
  readonly signal: AbortSignal
}

export interface Reranked {
  readonly passages: readonly RankedPassage[]
  /** Why the order is still that of the fusion; null when the reranker chose it. */
  readonly lacks: string | null
}

/**
 * The same passages in the reranker's order; in their own when it is away. Scores remain those of the fusion, reassigned in
 * falling order: what follows knows what they mean, and the reranker's are on a scale of their own.
 */
export async function rerankPassages(
  deps: Deps,
  request: Request,
  passages: readonly RankedPassage[],
): Promise<Reranked> {
  if (passages.length < 2) return { passages, lacks: null }
  const { companyId, question } = request
  const asked = passages.map((passage) => ({
    id: passage.id,
    text: indexedText(passage).slice(0, longestText),
  }))
  try {
    const scores = await withTimeout(legLimit(deps, request, late), (signal) =>
      deps.reranker.rerank({ companyId, question, passages: asked, signal }),
    )
    return { passages: inOrderOf(passages, scores), lacks: null }
  } catch (error) {
    if (request.signal.aborted) throw cancelled(request.signal)
    return { passages, lacks: toAppError(error).code }
  }
}

function late(): AppError {
  return new AppError('neighbour_unavailable', 'The reranker did not answer in time.', { retryable: true })
}

/** Those without a score come last; equal ones stay in their order. */
function inOrderOf(passages: readonly RankedPassage[], scores: readonly (number | null)[]): RankedPassage[] {
  const ranked = passages
    .map((passage, at) => ({ passage, score: scores[at] ?? Number.NEGATIVE_INFINITY }))
    .toSorted((a, b) => (a.score === b.score ? 0 : b.score - a.score))
  return ranked.map(({ passage }, at) => ({ ...passage, score: passages[at]?.score ?? passage.score }))
}
