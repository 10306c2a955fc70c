import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { canonicalUuid, parseChunkId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import type { WordSearch } from '../../ports/neighbours.ts'
import type { Neighbour } from './neighbour.ts'

export const sparseSearchPath = '/api/v1/search'

const searchReply = z.object({
  company_id: z.string(),
  results: z.array(z.object({ chunk_id: z.string(), score: z.number() })),
})
/** More is refused by the service. */
const mostHits = 200
const mostReplyBytes = 256 * 1024

/**
 * The original's sparse-search-service: contract of `POST /api/v1/search`. Its index is up to seven hours old: whoever uses the
 * hits checks that their documents are still there, and knows that new ones are not among them.
 */
export function createSparseSearch(neighbour: Neighbour): WordSearch {
  return {
    async search({ companyId, question, limit, signal }) {
      const asked = Math.min(limit, mostHits)
      const body = JSON.stringify({ query: question, company_id: companyId, top_k: asked })
      const reply = await neighbour.post({ body, reply: searchReply, mostReplyBytes, companyId, signal })
      if (canonicalUuid(reply.company_id) !== companyId) {
        throw new AppError('neighbour_unavailable', 'The sparse search service answered for another company.')
      }
      const hits = reply.results.flatMap(({ chunk_id: given, score }): Hit[] => {
        const chunk = score > 0 ? parseChunkId(given) : null
        return chunk === null ? [] : [{ ...chunk, score }]
      })
      return hits.toSorted((a, b) => b.score - a.score).slice(0, asked)
    },
  }
}
