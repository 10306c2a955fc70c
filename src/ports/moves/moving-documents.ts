import type { Document, DocumentScope } from '../../domain/document.ts'
import type { ChunkId, CompanyId, DocumentId } from '../../domain/ids.ts'
import type { Companies } from '../../domain/move.ts'
import type { DocumentCursor } from './move-store.ts'

/** A document that has vectors, with its place in the order of copying. */
export interface ListedDocument extends DocumentScope {
  readonly cursor: DocumentCursor
  /** Its chunks, as PostgreSQL counted them. */
  readonly chunks: number
}

/** Documents of one company that are worked at together. */
export interface DocumentsOfCompany {
  readonly companyId: CompanyId
  readonly documentIds: readonly DocumentId[]
}

/** A document whose lock is held; `document` is null when it must have no vectors: it is gone, deleted, or not processed. */
export interface HeldDocument {
  readonly documentId: DocumentId
  readonly document: Document | null
}

/** What PostgreSQL says about a chunk; the vectors of both sides must agree with it. */
export interface ChunkTruth {
  readonly id: ChunkId
  readonly content: string
}

/**
 * Documents as a move needs them: over all companies, newest first, and one by one under their lock.
 * @throws AppError `database_unavailable` (retryable), `busy` (retryable) when a document's lock is not free in time.
 */
export interface MovingDocuments {
  /** Processed documents of these companies after the cursor, newest first, at most `limit`. */
  processedAfter(companies: Companies, cursor: DocumentCursor | null, limit: number): Promise<readonly ListedDocument[]>
  countProcessed(companies: Companies): Promise<number>
  /** Those of the companies that have documents, with the chunks PostgreSQL says they have. */
  chunksByCompany(companies: Companies): Promise<readonly { readonly companyId: CompanyId; readonly chunks: number }[]>
  /** Companies that have documents, whatever became of them. */
  companies(): Promise<readonly CompanyId[]>
  /** Documents of one company that have vectors, with their chunks. */
  documentsOf(companyId: CompanyId): Promise<readonly { readonly documentId: DocumentId; readonly chunks: number }[]>
  /** Chunks of one company, those of documents included that are marked as deleted and not erased yet. */
  chunksOf(companyId: CompanyId): Promise<number>
  /**
   * The chunks of each of these documents that has any, by index; rows the original left without `embedding_id` get the id their
   * vectors have.
   */
  chunks(documents: DocumentsOfCompany): Promise<ReadonlyMap<DocumentId, readonly ChunkTruth[]>>
  /**
   * Runs `work` while nobody indexes or erases this document. `document` is null when it must have no vectors: it is gone,
   * deleted, or not processed.
   */
  locked<T>(scope: DocumentScope, work: (document: Document | null, lost: AbortSignal) => Promise<T>): Promise<T>
  /** The same for all of these documents nobody is at right now, together. It waits for none: the others are left out. */
  lockedAtOnce(
    documents: DocumentsOfCompany,
    work: (held: readonly HeldDocument[], lost: AbortSignal) => Promise<void>,
  ): Promise<void>
}
