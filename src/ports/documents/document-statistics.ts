import type { DocumentStatus } from '../../domain/document.ts'
import type { CompanyId } from '../../domain/ids.ts'

/** Days are `YYYY-MM-DD` in UTC, both inclusive; null: no limit. */
export interface StatisticsFilter {
  readonly fromDay: string | null
  readonly toDay: string | null
  readonly status: DocumentStatus | null
}

export interface Statistics {
  /** One entry a status and media type. */
  readonly groups: readonly {
    readonly status: DocumentStatus
    readonly fileType: string
    readonly documents: number
    readonly chunks: number
  }[]
  /** Uploads a day, newest first, at most 30 days. */
  readonly days: readonly { readonly day: string; readonly documents: number }[]
  readonly oldest: Date | null
  readonly newest: Date | null
}

/**
 * Counts of a company's documents; deleted ones left out.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentStatistics {
  statistics(companyId: CompanyId, filter: StatisticsFilter): Promise<Statistics>
}
