import type { StoreUse } from './store-use.ts'

/**
 * What Zilliz Cloud takes and allows, in one place: vendors move these numbers. Looked up on `date`; nothing is sent anywhere to learn
 * them. `atenex migrate plan` and whoever else tells costs use this table and name its date.
 */
export const zillizPrices = {
  date: '2026-08',
  source: 'zilliztech/zdoc: "Serverless Cluster Cost" and "Zilliz Cloud Limits", Cloud edition',
  usdPerMillionVcu: 4,
  /** An upsert is an insert and a delete of each row, also of rows that are not there yet. Bulk import takes none. */
  vcu: { insertAKilobyte: 0.25, deleteARow: 1, leastARead: 6 },
  /** A filtered read of the whole collection, by what it has to look through. */
  reads: [
    { rows: 1_000_000, dimension: 768, vcu: 15 },
    { rows: 10_000_000, dimension: 768, vcu: 55 },
    { rows: 1_000_000, dimension: 1_536, vcu: 25 },
  ],
  usdAGigabyteMonth: 0.025,
} as const

/** As settings name the plans. */
export type ZillizPlanKey = 'free' | 'serverless' | 'dedicated'

/** Null: no such limit is stated. Bytes are of decimal units, as the documentation writes them. */
export interface ZillizPlan {
  readonly key: ZillizPlanKey
  readonly name: 'Free' | 'Serverless' | 'Dedicated, 1 CU'
  readonly collections: number
  readonly storageBytes: number | null
  readonly vcuAMonth: number | null
  readonly writeBytesASecond: number
  readonly deleteBytesASecond: number
  readonly topK: number
  readonly requestBytes: number
  /** Paid by use, not by the hour of a cluster. */
  readonly byUse: boolean
}

const [megabyte, gigabyte] = [1_000_000, 1_000_000_000]
const all = { deleteBytesASecond: megabyte / 2, requestBytes: 64 * megabyte }

export const zillizPlans: readonly ZillizPlan[] = [
  {
    key: 'free',
    name: 'Free',
    ...all,
    collections: 5,
    storageBytes: 5 * gigabyte,
    vcuAMonth: 2_500_000,
    writeBytesASecond: 2 * megabyte,
    topK: 1_024,
    byUse: true,
  },
  {
    key: 'serverless',
    name: 'Serverless',
    ...all,
    collections: 100,
    storageBytes: null,
    vcuAMonth: null,
    writeBytesASecond: 10 * megabyte,
    topK: 1_024,
    byUse: true,
  },
  {
    key: 'dedicated',
    name: 'Dedicated, 1 CU',
    ...all,
    collections: 1_024,
    storageBytes: null,
    vcuAMonth: null,
    writeBytesASecond: 17 * megabyte,
    topK: 16_384,
    byUse: false,
  },
]

/** Of writing rows of so many bytes in all, each replaced. */
export function vcuOfUpserts({ rows, bytes }: { readonly rows: number; readonly bytes: number }): number {
  const { insertAKilobyte, deleteARow } = zillizPrices.vcu
  return (bytes / 1_000) * insertAKilobyte + rows * deleteARow
}

export const vcuOfReads = (reads: number): number => reads * zillizPrices.vcu.leastARead

export const usdOfVcu = (vcu: number): number => (vcu / 1_000_000) * zillizPrices.usdPerMillionVcu

const bytesAFloat = 4

/**
 * Of one read that looks through so many rows. Between the table's three figures, and beyond them, by the slope of their logarithms
 * over the bytes of the vectors; never below the least. What comes back is said to cost, too, without a figure: it is not in here.
 */
export function vcuOfRead({ rows, dimension }: { readonly rows: number; readonly dimension: number }): number {
  const { leastARead } = zillizPrices.vcu
  const bytes = rows * dimension * bytesAFloat
  if (bytes <= 0) return leastARead
  const [first, ...others] = tablePoints
  const end = others.findIndex((point) => bytes <= point.bytes)
  const upper = end === -1 ? others.length - 1 : end
  const [from, to] = [others[upper - 1] ?? first, others[upper]]
  if (from === undefined || to === undefined) return leastARead
  const slope = Math.log(to.vcu / from.vcu) / Math.log(to.bytes / from.bytes)
  return Math.max(leastARead, from.vcu * (bytes / from.bytes) ** slope)
}

const tablePoints = zillizPrices.reads
  .map(({ rows, dimension, vcu }) => ({ bytes: rows * dimension * bytesAFloat, vcu }))
  .toSorted((a, b) => a.bytes - b.bytes)

/** Of one request. `scannedRows`: what a read of it looks through. */
export function vcuOfUse(use: StoreUse, scannedRows: number): number {
  switch (use.operation) {
    case 'upsert':
      return vcuOfUpserts({ rows: use.rows, bytes: use.sentBytes })
    case 'delete':
      return use.rows * zillizPrices.vcu.deleteARow
    case 'search':
    case 'query':
      return vcuOfRead({ rows: scannedRows, dimension: use.collection.dimension })
  }
}
