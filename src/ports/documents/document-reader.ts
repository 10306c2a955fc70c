import type { Page } from '../../domain/extracted.ts'
import type { DocumentScope } from '../../domain/document.ts'

/** The text of a document as it is searched and cited. */
export interface ReadableText {
  readonly fileName: string
  readonly title: string | null
  readonly text: string
  /** Empty for formats without pages, and where the layout is not known. */
  readonly pages: readonly Page[]
}

/** @throws AppError `database_unavailable` (retryable). */
export interface DocumentReader {
  /**
   * Null unless the document is the company's, processed and not deleted. Documents of the original, whose text was not kept,
   * are read as their chunks, one after another.
   */
  readText(scope: DocumentScope): Promise<ReadableText | null>
}
