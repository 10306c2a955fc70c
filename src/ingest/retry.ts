import type { Document, DocumentScope } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { spanishStatus } from '../domain/spanish-status.ts'
import { noSuchDocument } from '../domain/no-such-document.ts'
import type { DocumentFinder } from '../ports/documents/document-finder.ts'
import type { DocumentRetry } from '../ports/documents/document-retry.ts'

export interface RetryDeps {
  readonly documents: Pick<DocumentFinder, 'find'> & DocumentRetry
}

/**
 * Processes a failed document again, with a new job and a new count of attempts.
 * @throws AppError `not_found`, or `conflict` for a document that is not in error.
 */
export async function retryDocument(
  { documents }: RetryDeps,
  { companyId, documentId }: DocumentScope,
): Promise<Document> {
  const document = await documents.find(companyId, documentId)
  if (document === null) throw noSuchDocument()
  const retried = await documents.retry(companyId, documentId)
  if (retried !== null) return retried
  throw new AppError('conflict', `Only documents in error can be retried; this one is ${document.status}.`, {
    spanish: `Solo se pueden reintentar los documentos con error; este está ${spanishStatus[document.status]}.`,
  })
}
