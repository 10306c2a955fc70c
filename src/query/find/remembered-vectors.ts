import { createHash } from 'node:crypto'
import { vectorsKey } from '../../domain/fingerprint.ts'
import type { EmbedRequest, EmbedRole } from '../../ports/models.ts'
import { createFairMemory } from './fair-memory.ts'
import type { FindDeps } from './find-passages.ts'

type QueryEmbedder = FindDeps['embedder']

/**
 * Two bytes a number and about 100 for the rest: 3 MB for 384 dimensions. Questions are hardly asked twice, at least not much later, and
 * must not fill the memory for hours.
 */
const mostVectors: Readonly<Record<EmbedRole, number>> = { passage: 3_000, query: 500 }
const scale = 32_767

/**
 * Embedders with a cache: lines of documents are embedded again and again, and people ask what others asked. Each company has
 * its own entries; the cache is one, whatever embedder is in use.
 * @param most vectors of lines and of questions kept, the most recently used.
 */
export function rememberVectors(most = mostVectors): (embedder: QueryEmbedder) => QueryEmbedder {
  const memories = {
    passage: createFairMemory<Int16Array>(most.passage),
    query: createFairMemory<Int16Array>(most.query),
  }
  return (embedder) => ({
    ...embedder,
    embed: async (texts, request) => {
      const kept = memories[request.role]
      const keys = texts.map((text) => keyOf(embedder, request, text))
      const remembered = new Map(keys.map((key) => [key, kept.get(request.companyId, key)]))
      const unknown = [...new Map(keys.map((key, at) => [key, texts[at] ?? '']))].filter(
        ([key]) => remembered.get(key) === undefined,
      )
      const vectors =
        unknown.length === 0
          ? []
          : await embedder.embed(
              unknown.map(([, text]) => text),
              request,
            )
      for (const [at, [key]] of unknown.entries()) {
        const vector = packed(vectors[at] ?? new Float32Array())
        remembered.set(key, vector)
        kept.set(request.companyId, key, vector, 1)
      }
      // remembered or not, a text has the same vector: answers do not depend on what was asked before
      return keys.map((key) => unpacked(remembered.get(key) ?? new Int16Array()))
    },
  })
}

function keyOf({ fingerprint }: QueryEmbedder, { role, companyId }: EmbedRequest, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([vectorsKey(fingerprint), role, companyId, text]))
    .digest('base64')
}

/** Numbers of unit vectors are at most one; the cosine changes by less than one in ten thousand. */
function packed(vector: Float32Array): Int16Array {
  const numbers = new Int16Array(vector.length)
  for (let i = 0; i < vector.length; i++) numbers[i] = Math.round((vector[i] ?? 0) * scale)
  return numbers
}

function unpacked(numbers: Int16Array): Float32Array {
  const vector = new Float32Array(numbers.length)
  for (let i = 0; i < numbers.length; i++) vector[i] = (numbers[i] ?? 0) / scale
  return vector
}
