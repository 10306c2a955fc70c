import type { Table } from './extracted.ts'
import type { ChunkId, DocumentId } from './ids.ts'
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
  /** Tables it holds rows of, positions as in `start`: they tell the names of the columns of each row. */
  readonly tables: readonly Table[]
  readonly fileName: string
  readonly title: string | null
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
  /** Verbatim: equals the stored text between start and end. */
  readonly quote: string
  readonly score: number
}

/** How the candidates were found; says honestly when a leg was missing. */
export interface RetrievalReport {
  readonly mode: 'hybrid' | 'dense' | 'sparse' | 'none'
  readonly degraded: boolean
  readonly reasons: readonly string[]
}
