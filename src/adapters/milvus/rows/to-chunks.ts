import type { IndexedChunk } from '../../../domain/chunk.ts'
import type { ChunkId, CompanyId, DocumentId } from '../../../domain/ids.ts'
import { MilvusFailure } from '../calls/milvus-failure.ts'
import { denseField, termsField } from '../collection/collection-layout.ts'
import type { Columns } from '../wire/read-request.ts'

/** Columns to rows. Embeddings are views on the reply, not copies. */
export function toChunks(columns: Columns): readonly IndexedChunk[] {
  const texts = (name: string) => columns.get(name)?.texts ?? []
  const integers = (name: string) => columns.get(name)?.integers ?? []
  const ids = texts('pk_id')
  const [companies, documents, names, contents] = ['company_id', 'document_id', 'file_name', 'content'].map(texts)
  const [titles, hashes, terms] = ['title', 'content_hash', termsField].map(texts)
  const [pages, tokens] = ['page', 'tokens'].map(integers)
  const vectors = columns.get(denseField)
  const dimension = vectors?.dimension ?? 0
  if (vectors === undefined || vectors.floats.length !== ids.length * dimension) {
    const facts = { kind: 'malformed' as const, method: 'Query', grpcCode: null, serverCode: null }
    throw new MilvusFailure('Query: the reply has not one vector a row', facts)
  }
  return ids.map((id, index) => {
    const page = pages?.[index] ?? -1
    return {
      // The brands are those of the ids we wrote; the company was checked against the caller's.
      id: id as ChunkId,
      companyId: (companies?.[index] ?? '') as CompanyId,
      documentId: (documents?.[index] ?? '') as DocumentId,
      fileName: names?.[index] ?? '',
      page: page === -1 ? null : page,
      title: titles?.[index] ?? '',
      tokens: tokens?.[index] ?? -1,
      contentHash: hashes?.[index] ?? '',
      content: contents?.[index] ?? '',
      terms: terms?.[index] ?? '',
      embedding: vectors.floats.subarray(index * dimension, (index + 1) * dimension),
    }
  })
}
