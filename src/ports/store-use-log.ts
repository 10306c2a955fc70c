import type { CompanyId } from '../domain/ids.ts'
import type { RemoteStore, StoreOperation } from '../domain/store-use.ts'

/** What one company had a store do on one day, summed up and priced. */
export interface StoreUseOfDay {
  /** As in `2026-11-30`, of UTC. */
  readonly day: string
  /** Null: of no company. */
  readonly companyId: CompanyId | null
  readonly store: RemoteStore
  readonly operation: StoreOperation
  readonly calls: number
  readonly rows: number
  readonly sentBytes: number
  readonly receivedBytes: number
  readonly vcu: number
}

/** The most bytes one process sent within a moment, a second of it. */
export interface StorePeak {
  readonly day: string
  readonly store: RemoteStore
  readonly operation: StoreOperation
  readonly bytesASecond: number
}

export interface StoreUseBatch {
  readonly uses: readonly StoreUseOfDay[]
  readonly peaks: readonly StorePeak[]
}

/** @throws AppError `database_unavailable` (retryable). */
export interface StoreUseLog {
  /**
   * Adds a batch to what is there. The same number of the same writer is added once, however often it is sent; numbers of a writer
   * only go up.
   */
  add(writer: string, number: number, batch: StoreUseBatch): Promise<void>
  /** From this day on, each company for itself. */
  since(day: string): Promise<readonly StoreUseOfDay[]>
  /** From this day on, of all companies together: `companyId` is null. */
  sums(day: string): Promise<readonly StoreUseOfDay[]>
  peaks(day: string): Promise<readonly StorePeak[]>
  /** Rows of the collection by company, as PostgreSQL says they must be. */
  sizes(): Promise<ReadonlyMap<CompanyId, number>>
  /** Forgets what is older than this day, and writers that have been silent since. */
  trim(day: string): Promise<void>
}
