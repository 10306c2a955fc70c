import type { Document } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'

/**
 * Reads documents as PostgreSQL has them.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentFinder {
  /** Null when unknown, another company's, or deleted. */
  find(companyId: CompanyId, documentId: DocumentId): Promise<Document | null>
  /** The same, deleted ones included. */
  findWithDeleted(companyId: CompanyId, documentId: DocumentId): Promise<Document | null>
  /** By last change, newest first; deleted ones left out. */
  list(companyId: CompanyId, limit: number, offset: number): Promise<readonly Document[]>
}
