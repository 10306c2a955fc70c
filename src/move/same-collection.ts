import { randomUUID } from 'node:crypto'
import { chunkId, parseCompanyId, parseDocumentId } from '../domain/ids.ts'
import type { IndexedChunk } from '../domain/chunk.ts'
import type { VectorStore } from '../ports/vector-store.ts'

/**
 * Whether two stores are one collection, whatever addresses or aliases lead to it. Where the server does not identify it (Milvus
 * Lite), a test row that belongs to nobody is written to one, looked for in the other, and removed.
 * @param one takes the row: the one that may be changed.
 */
export async function isSameCollection(one: VectorStore, other: VectorStore, signal: AbortSignal): Promise<boolean> {
  const [left, right] = [await one.describe(signal), await other.describe(signal)]
  if (left === null || right === null || left.dimension !== right.dimension) return false
  if (left.identity !== null && right.identity !== null) return left.identity === right.identity
  const kinds = [await one.info(signal), await other.info(signal)].filter(({ kind }) => kind === 'embedded')
  if (kinds.length === 1) return false
  const nobody = { companyId: parseCompanyId(randomUUID()), documentId: parseDocumentId(randomUUID()) }
  const row: IndexedChunk = {
    ...nobody,
    id: chunkId(nobody.documentId, 0),
    fileName: '',
    page: null,
    title: '',
    tokens: 0,
    contentHash: '',
    content: '',
    terms: '',
    embedding: new Float32Array(left.dimension).fill(1 / Math.sqrt(left.dimension)),
  }
  try {
    await one.replace(nobody, [row], signal)
    return (await other.count(nobody.companyId, nobody.documentId, signal)) > 0
  } finally {
    await one.remove(nobody, signal)
  }
}
