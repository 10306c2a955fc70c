import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { DocumentScope } from '../../src/domain/document.ts'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { byId, documentOf, scanAll } from './vector-store-chunks.ts'

interface Together {
  readonly store: () => VectorStore
  readonly random: () => number
  /** What comes back of what was written. */
  readonly asStored: (chunks: readonly IndexedChunk[]) => readonly IndexedChunk[]
}

const never = new AbortController().signal
const newId = () => parseDocumentId(randomUUID())

/** Several documents in one call. */
export function describeTogether({ store, random, asStored }: Together): void {
  describe('several documents together', () => {
    const someDocuments = (sizes: readonly number[]) => {
      const companyId = parseCompanyId(randomUUID())
      const documents = sizes.map((size) => {
        const scope: DocumentScope = { companyId, documentId: newId() }
        return { documentId: scope.documentId, chunks: documentOf(scope, size, random) }
      })
      return { companyId, documents, ids: documents.map(({ documentId }) => documentId) }
    }

    it('are written and read, and those of others are left alone', async () => {
      const { companyId, documents, ids } = someDocuments([3, 1, 40])
      const other = someDocuments([2])
      await store().replaceDocuments(other.companyId, other.documents, never)
      await store().replaceDocuments(companyId, documents, never)
      const written = documents.flatMap(({ chunks }) => chunks).toSorted(byId)
      const read = await store().readDocuments(companyId, [...ids, ...other.ids, newId()], never)
      expect(read.toSorted(byId)).toEqual(asStored(written))
      expect(await store().count(companyId, null, never)).toBe(44)
      expect(await store().count(other.companyId, null, never)).toBe(2)
      expect(await store().readDocuments(companyId, ids.slice(1, 2), never)).toHaveLength(1)
    })

    it('become what they are written as: longer, shorter, with new texts, or without rows', async () => {
      const { companyId, documents, ids } = someDocuments([3, 9, 2, 7, 4])
      await store().replaceDocuments(companyId, documents.slice(0, 4), never)
      const sizes = [6, 2, 0, 7, 4]
      const anew = ids.map((documentId, at) => ({
        documentId,
        chunks: documentOf({ companyId, documentId }, sizes[at] ?? 0, random).toSorted(byId),
      }))
      await store().replaceDocuments(companyId, anew, never)
      for (const { documentId, chunks } of anew)
        expect(await scanAll(store(), { companyId, documentId })).toEqual(asStored(chunks))
      await store().replaceDocuments(companyId, anew, never)
      expect(await store().count(companyId, null, never)).toBe(19)
    })

    it('are refused when a row belongs to none of them, and nothing is written', async () => {
      const { companyId, documents } = someDocuments([2, 2])
      const [first, second] = documents
      const mixed = documents.map(({ documentId }) => ({ documentId, chunks: first?.chunks ?? [] }))
      await expect(store().replaceDocuments(companyId, mixed, never)).rejects.toMatchObject({
        code: 'vector_store_rejected',
      })
      expect(second).toBeDefined()
      expect(await store().count(companyId, null, never)).toBe(0)
    })

    it('end at once with their signal', async () => {
      const { companyId, documents, ids } = someDocuments([2, 2])
      const gone = AbortSignal.abort()
      const cancelled = { code: 'cancelled' }
      await expect(store().replaceDocuments(companyId, documents, gone)).rejects.toMatchObject(cancelled)
      await expect(store().readDocuments(companyId, ids, gone)).rejects.toMatchObject(cancelled)
      expect(await store().count(companyId, null, never)).toBe(0)
    })
  })
}
