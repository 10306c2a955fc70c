import type { DocumentFilter } from '../../domain/document-filter.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'

/** @throws AppError `database_unavailable` (retryable). */
export interface DocumentSelection {
  /** Every processed document of the company that the filter lets through, any number, any order. */
  select(companyId: CompanyId, filter: DocumentFilter): Promise<readonly DocumentId[]>
}
