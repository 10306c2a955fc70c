import { randomUUID } from 'node:crypto'
import type { Document } from '../../src/domain/document.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'

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
    status: 'processed',
    progress: { stage: 'done', done: 1, total: 1 },
    attempts: 1,
    chunkCount: 3,
    errorCode: null,
    errorMessage: null,
    warnings: [],
    uploadedAt: new Date('2026-01-01T00:00:00Z'),
    updatedAt: new Date('2026-01-01T00:00:00Z'),
    deletedAt: null,
    ...changes,
  }
}

/** What can be asked about documents, kept in memory. */
export function memoryDocuments(documents: readonly Document[]): Pick<DocumentStore, 'find' | 'list' | 'retry'> {
  const kept = new Map(documents.map((document) => [document.id, document]))
  const find = (companyId: string, documentId: Document['id']) => {
    const found = kept.get(documentId)
    return found?.companyId === companyId ? found : null
  }
  return {
    find: async (companyId, documentId) => find(companyId, documentId),
    list: async (companyId, limit, offset) =>
      [...kept.values()].filter((one) => one.companyId === companyId).slice(offset, offset + limit),
    retry: async (companyId, documentId) => {
      const found = find(companyId, documentId)
      if (found?.status !== 'error') return null
      const retried: Document = { ...found, status: 'processing' }
      kept.set(documentId, retried)
      return retried
    },
  }
}
