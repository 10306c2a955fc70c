import type { IndexedChunk } from '../../domain/chunk.ts'

/** What rows weigh: vectors, texts and terms. The few bytes of ids and names are left out. */
export function bytesOf(rows: readonly IndexedChunk[]): number {
  return rows.reduce(
    (sum, { embedding, content, terms }) =>
      sum + embedding.byteLength + Buffer.byteLength(content) + Buffer.byteLength(terms),
    0,
  )
}
