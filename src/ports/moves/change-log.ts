import type { DocumentScope } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import type { DocumentsOfCompany } from './moving-documents.ts'

/** One change of what vectors a document must have. */
export interface Change extends DocumentScope {
  /** Grows in the order of the commits: after an entry has been seen, none with a smaller one appears. */
  readonly seq: number
  /** The collection that has the vectors already; null: the document must have none, anywhere. */
  readonly collectionId: string | null
}

/**
 * Every change of documents' vectors, in the order in which they were committed. Appended by the transactions that make the
 * change, and read here. @throws AppError `database_unavailable` (retryable).
 */
export interface ChangeLog {
  /** The last entry's `seq`; 0 when there never was one. */
  head(): Promise<number>
  /** Entries after `seq`, oldest first, at most `limit`. */
  after(seq: number, limit: number): Promise<readonly Change[]>
  /** The collection in the last entry after `seq` of each of these documents; of those without such an entry nothing. */
  lastWritten(documents: DocumentsOfCompany, seq: number): Promise<ReadonlyMap<DocumentId, string | null>>
  /** Companies of which there ever was an entry, also those whose documents are all gone and whose entries were trimmed. */
  companies(): Promise<readonly CompanyId[]>
  /** Removes entries that are older than this and that no open move needs any more. Returns how many. */
  trim(olderThanMs: number): Promise<number>
}
