import type { EmbedderFingerprint } from '../domain/fingerprint.ts'
import type { ChunkId, CompanyId, DocumentId } from '../domain/ids.ts'
import type { Passage } from '../domain/passage.ts'
import type { Place } from '../domain/place.ts'

/** A position in a document's stored text, UTF-16 code units. */
export interface TextPosition {
  readonly documentId: DocumentId
  readonly position: number
}

/** Reads chunk texts for hits. The one place where a hit is checked against the truth. */
export interface PassageStore {
  /**
   * Those of `ids` (at most 1,000) whose document belongs to the company, is processed and is not deleted; any order.
   * A hit that does not come back must not be shown. Without piece vectors, which are most of a chunk's bytes.
   * @throws AppError `database_unavailable` (retryable).
   */
  load(companyId: CompanyId, ids: readonly ChunkId[]): Promise<readonly Passage[]>
  /**
   * The piece vectors of some of the passages that came back; those that have none are missing.
   * @param embedder whose vectors are wanted: that of the active collection.
   * @throws AppError `database_unavailable` (retryable).
   */
  pieceVectors(
    companyId: CompanyId,
    ids: readonly ChunkId[],
    embedder: EmbedderFingerprint,
  ): Promise<ReadonlyMap<ChunkId, Uint8Array>>
  /**
   * No more than how the texts of the same ones begin, with at least `length` characters where there are so many: for looking at
   * many of which few are shown.
   * @throws AppError `database_unavailable` (retryable).
   */
  beginnings(companyId: CompanyId, ids: readonly ChunkId[], length: number): Promise<ReadonlyMap<ChunkId, string>>
  /**
   * The numbered part of its document, such as a page, on which each position stands, in the order asked (at most 100): a
   * chunk may run over a page break, so its own place is not enough for a quote. Null where the document has no numbered
   * parts or its layout is not known.
   * @throws AppError `database_unavailable` (retryable).
   */
  placesAt(companyId: CompanyId, positions: readonly TextPosition[]): Promise<readonly (Place | null)[]>
}
