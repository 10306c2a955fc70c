import { z } from 'zod'
import type { Reranker } from '../../ports/neighbours.ts'
import type { Neighbour } from './neighbour.ts'

export const rerankPath = '/api/v1/rerank'

const rerankReply = z.object({
  data: z.object({ reranked_documents: z.array(z.object({ id: z.string(), score: z.number() })) }),
})
/** Texts come back with their scores: what was sent, escaped, and as much again around it. */
const mostBytes = (sent: string) => 2 * Buffer.byteLength(sent) + 256 * 1024

/** The original's reranker-service: contract of `POST /api/v1/rerank`. */
export function createReranker(neighbour: Neighbour): Reranker {
  return {
    async rerank({ companyId, question, passages, signal }) {
      const documents = passages.map(({ id, text }) => ({ id, text, metadata: {} }))
      const body = JSON.stringify({ query: question, documents, top_n: documents.length })
      const { data } = await neighbour.post({
        body,
        reply: rerankReply,
        mostReplyBytes: mostBytes(body),
        companyId,
        signal,
      })
      const scores = new Map(data.reranked_documents.map(({ id, score }) => [id, score]))
      return passages.map(({ id }) => scores.get(id) ?? null)
    },
  }
}
