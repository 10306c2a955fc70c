import { expect } from 'vitest'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import type { CompanyId, DocumentId } from '../../src/domain/ids.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { removeDocument } from '../../src/ingest/remove.ts'
import { readRows } from '../../src/move/rows/read-rows.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import type { Moving } from './move.ts'

const forever = () => AbortSignal.timeout(60_000)

/** Documents that come, go and are looked at on both sides while everything is moved. */
export interface DocumentsOnMove {
  processed(companyId: CompanyId): Promise<DocumentId>
  remove(companyId: CompanyId, documentId: DocumentId): Promise<void>
  /** Rows of a document on one side, with their vectors. */
  rowsIn(store: VectorStore, companyId: CompanyId, documentId: DocumentId): Promise<readonly IndexedChunk[]>
  /** The company has these documents, the same on both sides, and nothing else. */
  expectSame(companyId: CompanyId, ids: readonly DocumentId[]): Promise<void>
}

export function documentsOnMove({ ingest, deps, sides }: Moving): DocumentsOnMove {
  let number = 0
  const rowsIn: DocumentsOnMove['rowsIn'] = (store, companyId, documentId) =>
    readRows(store, { companyId, documentId }, forever())
  return {
    processed: async (companyId) => {
      number += 1
      const documentId = await ingest.accept(companyId, number)
      const outcome = await processDocument(deps, { companyId, documentId }, { signal: forever(), last: false })
      expect(outcome).toBe('processed')
      return documentId
    },
    remove: async (companyId, documentId) => {
      await removeDocument(deps, { companyId, documentId })
    },
    rowsIn,
    expectSame: async (companyId, ids) => {
      let chunks = 0
      for (const id of ids) {
        const [from, to] = [await rowsIn(sides.from, companyId, id), await rowsIn(sides.to, companyId, id)]
        expect(to.length).toBeGreaterThan(0)
        expect(to).toEqual(from)
        chunks += to.length
      }
      for (const side of [sides.from, sides.to]) expect(await side.count(companyId, null, forever())).toBe(chunks)
    },
  }
}
