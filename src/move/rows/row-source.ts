import type { IndexedChunk } from '../../domain/chunk.ts'
import type { DocumentScope } from '../../domain/document.ts'
import type { MoveSide } from '../../domain/move.ts'

/** The rows of a document as they are at that moment. Called while the document's lock is held. */
export type ReadRows = (signal: AbortSignal) => Promise<readonly IndexedChunk[]>

/** What a comparison found; `what` says in words what differs, null when nothing does. */
export interface Compared {
  readonly rows: number
  readonly bytes: number
  readonly what: string | null
}

/**
 * Where the rows come from that one side of a move must have: copied from the other side, or made anew from the chunks in
 * PostgreSQL with the embedder of the side.
 */
export interface RowSource {
  /** Documents a slice: what is done again after a kill is at most one slice. */
  readonly sliceSize: number
  /** Whether both sides hold the same vectors, so that the same question finds the same. */
  readonly sameVectors: boolean
  /** Does what takes long, before the lock is taken. A document that is gone by now is no failure. */
  prepare(scope: DocumentScope, to: MoveSide, signal: AbortSignal): Promise<ReadRows>
  /** The new side with what it must have. Called while the document's lock is held and the document is there. */
  compare(scope: DocumentScope, signal: AbortSignal): Promise<Compared>
}
