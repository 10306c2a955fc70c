import type { DocumentScope } from '../../domain/document.ts'

/** A processed document whose words were not counted when it was processed, by an earlier version. */
export interface UncountedDocument extends DocumentScope {
  readonly fileName: string
  readonly title: string | null
  readonly chunks: readonly { readonly text: string; readonly headingPath: readonly string[] }[]
}

/** @throws AppError `database_unavailable` (retryable). */
export interface DocumentWords {
  /** The first one behind `after` in the order of ids; null when there is none. */
  uncounted(after: DocumentScope['documentId'] | null): Promise<UncountedDocument | null>
  /** Terms of each chunk, joined by one space. Does nothing for a document that is gone or counted meanwhile. */
  countWords(scope: DocumentScope, chunkTerms: readonly string[]): Promise<void>
}
