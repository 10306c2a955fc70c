import type { IndexedChunk } from '../../domain/chunk.ts'
import { otherSide, type MoveSide } from '../../domain/move.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'
import { bytesOf } from './bytes-of.ts'
import { compareRows, hasSurplus, roundedRows } from './compare-rows.ts'
import { readRowsTogether } from './read-rows-together.ts'
import { rowsOfARequest } from './rows-of-a-request.ts'
import type { RowSource } from './row-source.ts'
import type { Sides } from './sides.ts'

export interface CopyDeps {
  readonly documents: Pick<MovingDocuments, 'chunks'>
  readonly sides: Sides
  /** Floats of a vector, the same on both sides. */
  readonly dimension: number
  /** What a row lacks that the other side needs, such as terms; the rows as they are otherwise. */
  readonly complete: (rows: readonly IndexedChunk[], to: MoveSide) => readonly IndexedChunk[]
}

/** Both sides have the same embedder: rows go over as they are, vectors byte for byte. */
export function copiedRows({ documents, sides, dimension, complete }: CopyDeps): RowSource {
  return {
    slice: { documents: 2_048, rows: 32_768 },
    rowsTogether: rowsOfARequest(dimension),
    // what is under way is what eight parts of half as many were: as much memory, and locks as soon free, for half the requests
    partsAtATime: 4,
    sameVectors: true,
    prepare:
      async ({ companyId }, to) =>
      async (documentIds, signal) => {
        const rows = await readRowsTogether(sides[otherSide(to)], { companyId, documentIds }, signal)
        return new Map([...rows].map(([documentId, own]) => [documentId, complete(own, to)]))
      },
    compare: async ({ companyId, documentIds }, { tolerance, signal }) => {
      const truth = await documents.chunks({ companyId, documentIds })
      // one store after the other: beside users' questions a small machine has a processor left, and alone other parts fill the gaps
      const from = await readRowsTogether(sides.from, { companyId, documentIds }, signal)
      const to = await readRowsTogether(sides.to, { companyId, documentIds }, signal)
      return new Map(
        documentIds.map((documentId) => {
          const own = { from: from.get(documentId) ?? [], to: to.get(documentId) ?? [] }
          const chunks = truth.get(documentId) ?? []
          const what = compareRows(chunks, own, tolerance)
          const surplus = what !== null && hasSurplus(chunks, [...own.from, ...own.to])
          const rounded = tolerance !== null && what === null ? roundedRows(own) : asTheyAre
          return [documentId, { rows: own.to.length, bytes: bytesOf(own.to), what, surplus, ...rounded }]
        }),
      )
    },
  }
}

const asTheyAre = { rounded: 0, deviation: 0 }
