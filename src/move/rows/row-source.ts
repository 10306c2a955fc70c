// `rows/` knows the rows of a document: copied from the other side (`copied-rows.ts`), or rebuilt from PostgreSQL (`rebuilt-rows.ts`).
import type { IndexedChunk } from '../../domain/chunk.ts'
import type { DocumentId } from '../../domain/ids.ts'
import type { MoveSide } from '../../domain/move.ts'
import type { VectorTolerance } from '../../domain/vector-tolerance.ts'
import type { DocumentsOfCompany } from '../../ports/moves/moving-documents.ts'

/**
 * The rows of these documents as they are at that moment, by index; of those it was prepared for. Called while their locks are
 * held. What is not in the map has no rows.
 */
export type ReadRows = (
  documentIds: readonly DocumentId[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<DocumentId, readonly IndexedChunk[]>>

/** What a comparison found; `what` says in words what differs, null when nothing does. */
export interface Compared {
  readonly rows: number
  readonly bytes: number
  readonly what: string | null
  /** Whether a side has rows that no chunk of the document has. */
  readonly surplus: boolean
  /** Rows whose vectors are not the same to the bit, and within the tolerance. */
  readonly rounded: number
  /** The most that a number of those differs, as a share of the largest one of its vector. */
  readonly deviation: number
}

export interface Comparison {
  /** How much a vector may differ; null: in no bit. */
  readonly tolerance: VectorTolerance | null
  readonly signal: AbortSignal
}

/**
 * Where the rows come from that one side of a move must have: copied from the other side, or made anew from the chunks in
 * PostgreSQL with the embedder of the side.
 */
export interface RowSource {
  /** Documents and rows of a full slice, at most: what is done again after a kill is at most one slice. */
  readonly slice: { readonly documents: number; readonly rows: number }
  /** Rows of documents that are carried and compared together; a document with more goes alone. */
  readonly rowsTogether: number
  /** Such parts that are under way side by side; no more than there are connections for (`piecesAtATime`). */
  readonly partsAtATime: number
  /** Whether both sides hold the same vectors, so that the same question finds the same. */
  readonly sameVectors: boolean
  /** Does what takes long, before the locks are taken. A document that is gone by now is no failure. */
  prepare(documents: DocumentsOfCompany, to: MoveSide, signal: AbortSignal): Promise<ReadRows>
  /** The new side with what it must have. Called while the documents' locks are held and they are there. */
  compare(documents: DocumentsOfCompany, comparison: Comparison): Promise<ReadonlyMap<DocumentId, Compared>>
}
