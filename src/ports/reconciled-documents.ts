import type { DocumentScope, DocumentStatus } from '../domain/document.ts'
import type { CompanyId, DocumentId } from '../domain/ids.ts'

/** A live document as it must be found elsewhere. */
export interface ReconciledDocument extends DocumentScope {
  readonly status: DocumentStatus
  /** As its row says, and as there are rows of chunks. */
  readonly chunks: { readonly counted: number; readonly stored: number }
  readonly objectKey: string | null
  /** Since its row was changed last. */
  readonly unchangedMs: number
  /** It failed, and another document of the same name is there and processed. */
  readonly superseded: boolean
}

/**
 * What PostgreSQL says must be elsewhere.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface ReconciledDocuments {
  /** That have documents. */
  companies(): Promise<readonly CompanyId[]>
  /** Live documents of a company by their ids, after `after`. */
  page(companyId: CompanyId, after: DocumentId | null, limit: number): Promise<readonly ReconciledDocument[]>
  /** Those of `ids` (at most 1,000) that have a row in this company, also marked as deleted: a removal may be under way. */
  known(companyId: CompanyId, ids: readonly DocumentId[]): Promise<ReadonlySet<DocumentId>>
}
