import type { DocumentScope, DocumentStatus, Progress } from '../domain/document.ts'
import type { CompanyId } from '../domain/ids.ts'

/** What became of a document, as it was at that moment. */
export interface DocumentEvent extends DocumentScope {
  /** Grows, within a company, in the order of the commits. */
  readonly seq: number
  /** `seq` of the company's event before, 0 for none: whoever has seen that one has missed nothing. */
  readonly prior: number
  readonly at: Date
  /** Null: it is deleted. */
  readonly state: DocumentState | null
}

interface DocumentState {
  readonly status: DocumentStatus
  readonly progress: Progress
  readonly attempts: number
  readonly chunkCount: number
  /** As it stands in the row. */
  readonly errorCode: string | null
  readonly isReprocessed: boolean
}

/**
 * Every change of what is told of documents, in the order in which they were committed, for as long as it is kept.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentEventLog {
  /** The last event of each company; 0 for one that has none. */
  heads(companyIds: readonly CompanyId[]): Promise<ReadonlyMap<CompanyId, number>>
  /** Events of a company after `seq`, oldest first, at most `limit`. */
  after(companyId: CompanyId, seq: number, limit: number): Promise<readonly DocumentEvent[]>
  /** Removes events that are older than this, but never a company's last one. */
  trim(olderThanMs: number): Promise<void>
}
