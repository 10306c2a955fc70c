import type { CompanyId } from '../../domain/ids.ts'

/** Processed documents whose text was read by rules older than a version; of one company, or of all (null). */
export interface Outdated {
  readonly companyId: CompanyId | null
  readonly olderThan: number
}

/** How documents stand towards the rules that read them. */
export interface ReprocessStanding {
  /** Processed documents by the version of the rules that read their text; 0 where it is not known. */
  readonly versions: readonly { readonly version: number; readonly documents: number }[]
  /** Documents that wait for being read again, or are being read. */
  readonly underWay: number
  /** Older documents that nobody has asked for yet. */
  readonly remaining: number
}

/** @throws AppError `database_unavailable` (retryable). */
export interface DocumentReprocessing {
  standing(outdated: Outdated): Promise<ReprocessStanding>
  /**
   * Asks for at most `most` of them to be read again, newest first, each with its job; how many there were. Those that are
   * asked for already are passed over, so that calling again goes on.
   */
  reprocess(outdated: Outdated, most: number): Promise<number>
  /** Whether documents that were never read wait for a worker. */
  newOnesWait(): Promise<boolean>
}
