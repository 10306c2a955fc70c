import type { CompanyId } from './ids.ts'

/** What Zilliz Cloud bills one by one. A query reads rows by a filter, a search by what they are like. */
export const storeOperations = ['upsert', 'delete', 'search', 'query'] as const
export type StoreOperation = (typeof storeOperations)[number]

/** Stores over the network; the embedded one costs nothing by the call. */
export type RemoteStore = 'milvus' | 'zilliz'

/** One request that a vector store surely or perhaps carried out. */
export interface StoreUse {
  readonly store: RemoteStore
  readonly operation: StoreOperation
  /** Null: of no company, such as looking what a server can do. */
  readonly companyId: CompanyId | null
  /** Written, deleted or found. */
  readonly rows: number
  readonly sentBytes: number
  readonly receivedBytes: number
  /** What is looked through, as far as the adapter knows; its floats a vector are 0 where it does not. */
  readonly collection: { readonly dimension: number; readonly partitioned: boolean }
}

/** What a month costs, as far as it is known; estimates by a dated table of prices, of Zilliz Cloud alone. */
export interface CostFigures {
  readonly vcu: Readonly<Record<'today' | 'month' | 'forecast', number>>
  readonly usd: Readonly<Record<'today' | 'month' | 'forecast', number>>
  /** Null: none is set. */
  readonly budgetUsd: number | null
  /** Of the plan that is set; null where none is stated. */
  readonly limits: Readonly<Record<'vcu_a_month' | 'upsert_bytes_a_second' | 'delete_bytes_a_second', number | null>>
}
