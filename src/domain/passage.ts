import type { Table } from './extracted.ts'
import type { ChunkId, DocumentId } from './ids.ts'
import type { Line, Outline } from './outline.ts'
import type { Place } from './place.ts'

/** A candidate from one retriever. Higher is better; scores of different retrievers are not comparable. */
export interface Hit {
  readonly id: ChunkId
  readonly documentId: DocumentId
  readonly score: number
}

/** A chunk with what a citation needs, read from PostgreSQL after the check that its document is live. */
export interface Passage {
  readonly id: ChunkId
  readonly documentId: DocumentId
  readonly text: string
  readonly start: number
  readonly end: number
  readonly place: Place | null
  readonly headingPath: readonly string[]
  /** Null where it is not known, as for chunks of the original. */
  readonly outline: Outline | null
  /** Vectors of its pieces as `piece-vectors.ts` packs them; null where the embedder gave none. */
  readonly pieceVectors: Uint8Array | null
  /** Tables it holds rows of, positions as in `start`: they tell the names of the columns of each row. */
  readonly tables: readonly Table[]
  readonly fileName: string
  readonly title: string | null
  /** What the document calls itself; null when it does not say. `title` names the chunk. */
  readonly documentTitle: string | null
}

/** Another place that says the same. */
export interface AlsoIn {
  readonly documentId: DocumentId
  readonly fileName: string
  readonly place: Place | null
}

/** A passage with its place in the order of what was found. */
export interface RankedPassage extends Passage, Hit {
  /** Passages that say the same and are therefore not in the result themselves. */
  readonly alsoIn?: readonly AlsoIn[]
}

/** Where a statement of the answer comes from. `start`/`end` are positions in the document's stored text. */
export interface Citation {
  /** `[Doc N]`, as it stands in the answer. */
  readonly tag: string
  readonly chunkId: ChunkId
  readonly documentId: DocumentId
  readonly fileName: string
  /** Where the quote begins, which may not be where its chunk does. */
  readonly place: Place | null
  readonly headingPath: readonly string[]
  readonly start: number
  readonly end: number
  /** Verbatim: the stored text between start and end; with a lead that text, a line break, then the text from start to end. */
  readonly quote: string
  /** What the quote is read under but does not stand right above it: the names of a table's columns, what introduces a list. */
  readonly lead: Line | null
  /** The quote with what stands around it in its passage, as one piece of the document. */
  readonly surroundings: Line
  readonly score: number
}

/** How the candidates were found; says honestly when a leg was missing. */
export interface RetrievalReport {
  readonly mode: 'hybrid' | 'dense' | 'sparse' | 'none'
  readonly degraded: boolean
  readonly reasons: readonly string[]
}
