import type { CompanyId } from '../domain/ids.ts'

/** How often words stand in the texts of one company, and of nobody else. */
export interface TermStatistics {
  /** Chunks of the company. */
  readonly chunks: number
  /** Terms of a chunk in the mean; 0 when there are no chunks. */
  readonly meanLength: number
  /** Chunks that hold the term; 0 for one that the company does not have. */
  frequency(term: string): number
}

export interface CompanyWords extends TermStatistics {
  /** Terms of the company that a mistyped folded word may stand for, nearest first, at most `most`. Linear in its terms. */
  near(word: string, most: number): readonly string[]
}

/** What is known of the words of a company's processed documents; kept in memory and followed as documents come and go. */
export interface WordStatistics {
  /**
   * Null while some document of the company has not been counted yet (one from before words were).
   * @throws AppError `database_unavailable` (retryable).
   */
  of(companyId: CompanyId): Promise<CompanyWords | null>
}
