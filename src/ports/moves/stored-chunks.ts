import type { Table } from '../../domain/extracted.ts'
import type { DocumentScope } from '../../domain/document.ts'
import type { EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { Outline } from '../../domain/outline.ts'

/** A chunk as PostgreSQL has it: everything a row of a vector store can be made from again. */
export interface StoredChunk {
  readonly index: number
  readonly text: string
  /** Position in the text of the document; 0 for chunks of the original. */
  readonly start: number
  readonly page: number | null
  readonly headingPath: readonly string[]
  /** Null for chunks of the original. */
  readonly outline: Outline | null
  readonly tables: readonly Table[]
  /** What the original's clients show. */
  readonly label: string
  /** Null where the original did not say. */
  readonly tokens: number | null
  readonly contentHash: string | null
  /** What stands for the vector that a rebuild made of it (`vectorDigest`); null when none did. */
  readonly vectorDigest: Uint8Array | null
}

export interface StoredDocument {
  readonly fileName: string
  /** The document's own title; null when it has none or it is not known. */
  readonly title: string | null
  /** By index. */
  readonly chunks: readonly StoredChunk[]
}

/** What a rebuild made of a chunk, beside its row. */
export interface MadeOfChunk {
  readonly index: number
  readonly pieceVectors: Uint8Array | null
  readonly vectorDigest: Uint8Array | null
}

/** Chunks as a rebuild needs them. @throws AppError `database_unavailable` (retryable). */
export interface StoredChunks {
  /** Null when the document must have no vectors: it is gone, deleted, or not processed. */
  read(scope: DocumentScope): Promise<StoredDocument | null>
  /**
   * Keeps what stands for each vector, and piece vectors beside those of the other embedder of the move, which goes on answering. Called under the document's
   * lock.
   * @param made piece vectors as `splitEmbedding` gives them
   * @param other whose vectors stay; those of a third one are dropped.
   */
  saveMade(scope: DocumentScope, made: readonly MadeOfChunk[], other: EmbedderFingerprint): Promise<void>
}
