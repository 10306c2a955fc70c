import { createHash } from 'node:crypto'
import { chunkId } from '../domain/ids.ts'
import type { IndexedChunk } from '../domain/chunk.ts'
import type { DocumentScope } from '../domain/document.ts'
import type { VectorStore } from '../ports/vector-store.ts'

const word = 'funciona'

/**
 * Writes one small row in the place of a document that failed at the vector store, to see whether the store refuses that document or
 * everybody: a full disk, a file system that became read-only and a server that only reads answer all else. Call it under the document's
 * lock, before its vectors are removed.
 * @param dimension of the collection's embeddings
 * @throws AppError what the store refuses it with
 */
export async function tryToWrite(
  vectors: Pick<VectorStore, 'replace'>,
  { companyId, documentId }: DocumentScope,
  dimension: number,
  signal: AbortSignal,
): Promise<void> {
  const row: IndexedChunk = {
    id: chunkId(documentId, 0),
    companyId,
    documentId,
    fileName: word,
    page: null,
    title: word,
    tokens: 1,
    contentHash: createHash('sha256').update(word).digest('hex'),
    content: word,
    terms: word,
    embedding: new Float32Array(dimension).fill(1 / Math.sqrt(dimension)),
  }
  await vectors.replace({ companyId, documentId }, [row], signal)
}
