import { createHash } from 'node:crypto'
import type { EmbedRequest } from '../../ports/models.ts'
import type { FindDeps } from './find-passages.ts'

type QueryEmbedder = FindDeps['embedder']

/** Two bytes a number and about 100 for the rest: 10 MB for 384 dimensions. */
const mostVectors = 12_000
const scale = 32_767

/**
 * Embedders that remember what they embedded for questions: lines of documents are looked at again and again, and people ask what others
 * asked. Each company has its own. The memory is one, whatever embedder there is now.
 * @param most vectors kept, those that were used last.
 */
export function rememberVectors(most = mostVectors): (embedder: QueryEmbedder) => QueryEmbedder {
  const kept = new Map<string, Int16Array>()
  const keep = (key: string, vector: Int16Array) => {
    kept.delete(key)
    kept.set(key, vector)
    if (kept.size <= most) return
    const [oldest] = kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
  }
  return (embedder) => ({
    ...embedder,
    embed: async (texts, request) => {
      const keys = texts.map((text) => keyOf(embedder, request, text))
      const unknown = [...new Map(keys.map((key, at) => [key, texts[at] ?? '']))].filter(([key]) => !kept.has(key))
      const remembered = new Map(keys.map((key) => [key, kept.get(key)]))
      const vectors =
        unknown.length === 0
          ? []
          : await embedder.embed(
              unknown.map(([, text]) => text),
              request,
            )
      for (const [at, [key]] of unknown.entries()) remembered.set(key, packed(vectors[at] ?? new Float32Array()))
      // remembered or not, a text has the same vector: answers do not depend on what was asked before
      return keys.map((key) => {
        const vector = remembered.get(key) ?? new Int16Array()
        keep(key, vector)
        return Float32Array.from(vector, (number) => number / scale)
      })
    },
  })
}

function keyOf({ fingerprint }: QueryEmbedder, { role, companyId }: EmbedRequest, text: string): string {
  const { model, dimension } = fingerprint
  return createHash('sha256')
    .update(JSON.stringify([model, dimension, role, companyId, text]))
    .digest('base64')
}

/** Numbers of unit vectors are at most one; the cosine changes by less than one in ten thousand. */
const packed = (vector: Float32Array) => Int16Array.from(vector, (number) => Math.round(number * scale))
