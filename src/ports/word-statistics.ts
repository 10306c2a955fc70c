import type { TermStatistics } from '../domain/bm25.ts'
import type { CompanyId } from '../domain/ids.ts'

export interface CompanyWords extends TermStatistics {
  /** Terms of the company that a mistyped folded word may stand for, nearest first, at most `most`. Linear in its terms. */
  near(word: string, most: number): readonly string[]
}

export interface CountedWords {
  /** Of the documents that have been counted so far. */
  readonly words: CompanyWords
  /** Every processed document has been counted. */
  readonly complete: boolean
  /** The terms of every processed document are in the text index. */
  readonly indexed: boolean
  /** Names this state of the company's counted documents, and no other one. */
  readonly revision?: string
}

/** What is known of the words of a company's processed documents; kept in memory and followed as documents come and go. */
export interface WordStatistics {
  /**
   * Null while the company has no processed document, so that none of its passages could be shown; without a word while it has
   * some, and none has been counted.
   * @throws AppError `database_unavailable` (retryable).
   */
  of(companyId: CompanyId): Promise<CountedWords | null>
}
