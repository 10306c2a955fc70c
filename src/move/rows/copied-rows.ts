import type { IndexedChunk } from '../../domain/chunk.ts'
import { otherSide, type MoveSide } from '../../domain/move.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'
import { bytesOf } from './bytes-of.ts'
import { compareRows } from './compare-rows.ts'
import { readRows } from './read-rows.ts'
import type { RowSource } from './row-source.ts'
import type { Sides } from './sides.ts'

export interface CopyDeps {
  readonly documents: Pick<MovingDocuments, 'chunks'>
  readonly sides: Sides
  /** What a row lacks that the other side needs, such as terms; the rows as they are otherwise. */
  readonly complete: (rows: readonly IndexedChunk[], to: MoveSide) => readonly IndexedChunk[]
}

/** A slice is read and written in about a second. */
const sliceSize = 64

/** Both sides have the same embedder: rows go over as they are, vectors byte for byte. */
export function copiedRows({ documents, sides, complete }: CopyDeps): RowSource {
  return {
    sliceSize,
    sameVectors: true,
    prepare: async (scope, to) => async (signal) => complete(await readRows(sides[otherSide(to)], scope, signal), to),
    compare: async (scope, signal) => {
      const [truth, from, to] = await Promise.all([
        documents.chunks(scope),
        readRows(sides.from, scope, signal),
        readRows(sides.to, scope, signal),
      ])
      return { rows: to.length, bytes: bytesOf(to), what: compareRows(truth, from, to) }
    },
  }
}
