import { randomUUID } from 'node:crypto'
import type { Document } from '../../src/domain/document.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { DocumentRemoval } from '../../src/ports/documents/document-removal.ts'
import type { DocumentUploads } from '../../src/ports/documents/document-uploads.ts'

/** A processed document, unless told otherwise. */
export function aDocument(changes: Partial<Document> = {}): Document {
  const id = changes.id ?? parseDocumentId(randomUUID())
  return {
    id,
    companyId: parseCompanyId('00000000-0000-4000-8000-0000000000c1'),
    fileName: 'contrato.pdf',
    fileType: 'application/pdf',
    objectKey: `c/${id}/contrato.pdf`,
    sizeBytes: 10,
    contentHash: 'a'.repeat(64),
    metadata: null,
    parentId: null,
    status: 'processed',
    progress: { stage: 'done', done: 1, total: 1 },
    attempts: 1,
    chunkCount: 3,
    errorCode: null,
    errorMessage: null,
    warnings: [],
    textVersion: 3,
    isReprocessed: false,
    uploadedAt: new Date('2026-01-01T00:00:00Z'),
    updatedAt: new Date('2026-01-01T00:00:00Z'),
    deletedAt: null,
    ...changes,
  }
}

type MemoryDocuments = DocumentUploads & DocumentRemoval & Pick<DocumentStore, 'find' | 'list' | 'retry' | 'statistics'>

/** Documents as the routes of the ingest API need them, kept in memory. */
export function memoryDocuments(documents: readonly Document[] = []): MemoryDocuments {
  const kept = new Map(documents.map((document) => [document.id, document]))
  const find = (companyId: string, documentId: Document['id']) => {
    const found = kept.get(documentId)
    return found?.companyId === companyId ? found : null
  }
  const change = (companyId: string, documentId: Document['id'], from: string, to: Document['status']) => {
    const found = find(companyId, documentId)
    if (found?.status !== from) return null
    const changed: Document = { ...found, status: to }
    kept.set(documentId, changed)
    return changed
  }
  return {
    find: async (companyId, documentId) => find(companyId, documentId),
    list: async (companyId, limit, offset) =>
      [...kept.values()].filter((one) => one.companyId === companyId).slice(offset, offset + limit),
    statistics: async () => ({ groups: [], days: [], oldest: null, newest: null }),
    retry: async (companyId, documentId) => change(companyId, documentId, 'error', 'processing'),
    accept: async (given) => {
      const there = [...kept.values()].find((one) => one.contentHash === given.contentHash)
      if (there !== undefined) return { kind: 'duplicate', document: there, by: 'content' }
      const document = aDocument({ ...given, status: 'pending' })
      kept.set(document.id, document)
      return { kind: 'accepted', document, replaced: [] }
    },
    confirmUpload: async ({ companyId, documentId }) => change(companyId, documentId, 'pending', 'uploaded') !== null,
    touchUpload: async () => true,
    failUpload: async () => {
      throw new Error('only documents of the original end so')
    },
    abandonUpload: async ({ documentId }) => kept.delete(documentId),
    markDeleted: async (companyId, documentId) => (find(companyId, documentId) === null ? null : [documentId]),
    erase: async (companyId, documentId, _waitMs, eraseElsewhere) => {
      const found = find(companyId, documentId)
      if (found === null) return false
      await eraseElsewhere(found, new AbortController().signal)
      return kept.delete(documentId)
    },
  }
}
