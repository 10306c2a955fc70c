import type { StoreOperation } from '../domain/store-use.ts'
import { zillizPrices } from '../domain/zilliz-prices.ts'

/** Something an operator can change, and what it saves by the table of prices. */
export interface Advice {
  readonly what: 'fewer reads' | 'partition key' | 'fewer rewrites' | 'batch size' | 'top-k' | 'consistency'
  /** Of the vCU of this month so far, at most. 0: the table names no price for it. */
  readonly savesVcu: number
  readonly says: string
}

interface Used {
  readonly operation: StoreOperation
  readonly calls: number
  readonly rows: number
  readonly sentBytes: number
  readonly receivedBytes: number
  readonly vcu: number
}

const none: Omit<Used, 'operation'> = { calls: 0, rows: 0, sentBytes: 0, receivedBytes: 0, vcu: 0 }

/** What saves most first; what saves nothing is told as well, because it is what people try first. */
export function adviceOf(operations: readonly Used[]): readonly Advice[] {
  const of = (operation: StoreOperation) => operations.find((one) => one.operation === operation) ?? none
  const [upsert, search, query] = [of('upsert'), of('search'), of('query')]
  const { leastARead, deleteARow } = zillizPrices.vcu
  const reads = search.calls + query.calls
  const perSearch = (of: number) => (search.calls === 0 ? 0 : Math.round(of / search.calls))
  const advice: Advice[] = [
    {
      what: 'fewer reads',
      savesVcu: Math.round(query.vcu),
      says: `${query.calls} reads were no searches: counts before and after a document is written, moves, verifications, reconciliations. Verify and reconcile less often, and upload documents once.`,
    },
    {
      what: 'partition key',
      savesVcu: Math.round(Math.max(0, search.vcu + query.vcu - reads * leastARead)),
      says: `What reads cost above the least of ${leastARead} vCU each. In a collection with a partition key a read looks through its company's part alone: move into a collection of ours when the present one has none.`,
    },
    {
      what: 'fewer rewrites',
      savesVcu: upsert.rows * deleteARow,
      says: `Each of ${upsert.rows} rows was written as an upsert, which is billed as an insert and a delete. Documents that are read or embedded anew are written anew: reprocess and reindex when it is worth it.`,
    },
    {
      what: 'batch size',
      savesVcu: 0,
      says: `A request has no price of its own, ${upsert.calls === 0 ? 0 : Math.round(upsert.rows / upsert.calls)} rows in each or not: writes cost by bytes and rows.`,
    },
    {
      what: 'top-k',
      savesVcu: 0,
      says: `A search found ${perSearch(search.rows)} rows and brought ${perSearch(search.receivedBytes)} bytes. Bytes that come back are said to cost, without a figure: QUERY_RETRIEVER_TOP_K lowers them.`,
    },
    {
      what: 'consistency',
      savesVcu: 0,
      says: 'A strong read has the price of any other. Questions read what is a few seconds old, except shortly after a write; counts are strong, because answers rest on them.',
    },
  ]
  return advice.toSorted((a, b) => b.savesVcu - a.savesVcu)
}
