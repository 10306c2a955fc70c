import type { Readable } from 'node:stream'
import type { Document, DocumentScope } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { noSuchDocument } from '../domain/no-such-document.ts'
import type { DocumentFinder } from '../ports/documents/document-finder.ts'
import type { ByteRange, ObjectStore } from '../ports/object-store.ts'

export interface OriginalDeps {
  readonly documents: Pick<DocumentFinder, 'find'>
  readonly objects: Pick<ObjectStore, 'get' | 'size'>
}

export interface Original {
  readonly document: Document
  /** Size in bytes; read from the store for a document of the original system, which recorded no sizes. */
  readonly size: (signal: AbortSignal) => Promise<number>
  /** The same, always from the store: proves that the original is there without reading it. */
  readonly storedSize: (signal: AbortSignal) => Promise<number>
  /** The whole original or an existing range of it. Opened when called, not before. */
  readonly open: (signal: AbortSignal, part?: ByteRange) => Promise<Readable>
}

/**
 * The stored bytes of a document, whatever became of its processing.
 * @throws AppError `not_found` for a document that is unknown or has no original any more, also from the three functions;
 *   `object_store_unavailable`.
 */
export async function readOriginal({ documents, objects }: OriginalDeps, scope: DocumentScope): Promise<Original> {
  const document = await documents.find(scope.companyId, scope.documentId)
  if (document === null) throw noSuchDocument()
  const { objectKey } = document
  if (objectKey === null) throw gone()
  const storedSize = async (signal: AbortSignal): Promise<number> => {
    const sizeBytes = await objects.size(scope.companyId, objectKey, signal)
    if (sizeBytes === null) throw gone()
    return sizeBytes
  }
  return {
    document,
    size: async (signal) => document.sizeBytes ?? storedSize(signal),
    storedSize,
    open: async (signal, part) => {
      try {
        return await objects.get(scope.companyId, objectKey, signal, part)
      } catch (error) {
        if (error instanceof AppError && error.code === 'original_missing') throw gone(error)
        throw error
      }
    },
  }
}

function gone(cause?: unknown): AppError {
  const spanish = 'El archivo original de este documento ya no está.'
  return new AppError('not_found', 'The original of this document is not there any more.', { spanish, cause })
}
