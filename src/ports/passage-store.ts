import type { EmbedderFingerprint } from '../domain/fingerprint.ts'
import type { ChunkId, CompanyId, DocumentId } from '../domain/ids.ts'
import type { Passage } from '../domain/passage.ts'
import type { Place } from '../domain/place.ts'

/** A position in a document's stored text, UTF-16 code units. */
export interface TextPosition {
  readonly documentId: DocumentId
  readonly position: number
}

/** At most 1,000 together, none of them twice. */
export interface LookedAt {
  readonly whole: readonly ChunkId[]
  readonly beginning: readonly ChunkId[]
  /** Characters of a beginning, at least, where there are so many. */
  readonly length: number
}

export interface Looked {
  readonly passages: readonly Passage[]
  readonly beginnings: ReadonlyMap<ChunkId, string>
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
   * The same, and of others no more than how their texts begin: for looking at many of which few are shown.
   * @throws AppError `database_unavailable` (retryable).
   */
  look(companyId: CompanyId, wanted: LookedAt): Promise<Looked>
  /**
   * The numbered part of its document, such as a page, on which each position stands, in the order asked (at most 100): a
   * chunk may run over a page break, so its own place is not enough for a quote. Null where the document has no numbered
   * parts or its layout is not known.
   * @throws AppError `database_unavailable` (retryable).
   */
  placesAt(companyId: CompanyId, positions: readonly TextPosition[]): Promise<readonly (Place | null)[]>
}
