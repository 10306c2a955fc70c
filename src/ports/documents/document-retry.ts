import type { Document } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'

/** @throws AppError `database_unavailable` (retryable). */
export interface DocumentRetry {
  /** `error` → `processing` with a new job. Null when the document is not in `error`. */
  retry(companyId: CompanyId, documentId: DocumentId): Promise<Document | null>
}
