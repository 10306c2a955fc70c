import type { DocumentScope } from '../../domain/document.ts'

/** A processed document whose terms are not in the text index: one of the original, or of an earlier version. */
export interface UnindexedDocument extends DocumentScope {
  readonly fileName: string
  readonly title: string | null
  readonly chunks: readonly { readonly index: number; readonly text: string; readonly headingPath: readonly string[] }[]
}

/** @throws AppError `database_unavailable` (retryable). */
export interface DocumentWords {
  /** The first ones behind `after` in the order of ids, at most `most`; none when all are indexed. */
  unindexed(after: DocumentScope['documentId'] | null, most: number): Promise<readonly UnindexedDocument[]>
  /**
   * Stores the terms of each of its chunks, joined by one space, and counts them. Does nothing for a document that is gone,
   * has other chunks now, or is indexed meanwhile.
   */
  indexWords(document: UnindexedDocument, chunkTerms: readonly string[]): Promise<void>
}
