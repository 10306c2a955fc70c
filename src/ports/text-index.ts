import type { Hit } from '../domain/passage.ts'
import type { SparseSearch } from './vector-store.ts'

/** The analysed terms of all chunks, kept beside their texts: finds by words alone, whatever becomes of the vector store. */
export interface TextIndex {
  /**
   * As `VectorStore.searchSparse`, over the chunks of the company whose terms are stored. Without statistics each word weighs
   * the same.
   * @throws AppError `database_unavailable` (retryable).
   */
  search(search: SparseSearch): Promise<readonly Hit[]>
}
