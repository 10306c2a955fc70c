import type { ChunkId, CompanyId } from '../domain/ids.ts'
import type { RetrievedChunk } from '../domain/passage.ts'

/** A chunk with everything a citation needs, read from PostgreSQL. */
export type StoredPassage = Omit<RetrievedChunk, 'score'>

/** Reads chunk texts for hits. The one place where a hit is checked against the truth. */
export interface PassageStore {
  /**
   * Those of `ids` (at most 1,000) whose document belongs to the company, is processed and is not deleted; any order.
   * A hit that does not come back must not be shown.
   * @throws AppError `database_unavailable` (retryable).
   */
  load(companyId: CompanyId, ids: readonly ChunkId[]): Promise<readonly StoredPassage[]>
}
