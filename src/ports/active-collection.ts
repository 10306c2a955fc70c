import type { CompanyId } from '../domain/ids.ts'
import type { CollectionRow } from './collection-store.ts'
import type { Embedder } from './models.ts'
import type { VectorStore } from './vector-store.ts'

/** The collection that holds a company's vectors now, with everything that belongs to it. */
export interface ActiveCollection {
  /** As PostgreSQL has it. */
  readonly row: CollectionRow
  readonly vectors: VectorStore
  /** The embedder that filled it: questions and new chunks must be embedded with the same. */
  readonly embedder: Embedder
}

/**
 * Which collection is active is a row in PostgreSQL that may change at any moment; every process follows it without a
 * restart. So nobody keeps a collection: it is asked for once a question, once a run, once a removal.
 */
export interface ActiveCollections {
  /**
   * Runs `work` with the collection that is active for the company now. It stays open until `work` has ended, also when
   * another one becomes active meanwhile.
   * @throws AppError `vector_store_unavailable` (retryable) when none has been chosen after some seconds of waiting, and whatever `work` throws.
   */
  use<T>(companyId: CompanyId, work: (active: ActiveCollection) => Promise<T>): Promise<T>
}
