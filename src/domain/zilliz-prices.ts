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

/** Null: no such limit is stated. Bytes are of decimal units, as the documentation writes them. */
export interface ZillizPlan {
  readonly name: 'Free' | 'Serverless' | 'Dedicated, 1 CU'
  readonly collections: number
  readonly storageBytes: number | null
  readonly vcuAMonth: number | null
  readonly writeBytesASecond: number
  readonly deleteBytesASecond: number
  readonly topK: number
  /** Paid by use, not by the hour of a cluster. */
  readonly byUse: boolean
}

const [megabyte, gigabyte] = [1_000_000, 1_000_000_000]
const all = { deleteBytesASecond: megabyte / 2 }

export const zillizPlans: readonly ZillizPlan[] = [
  {
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
