import { usdOfVcu, vcuOfReads, vcuOfUpserts, zillizPlans, zillizPrices } from '../../domain/zilliz-prices.ts'
import type { PlanCost } from './plan.ts'

/** Of copying a document and verifying it, on the target: what is left over, the count before and after, the rows. */
const readsADocument = 5

interface Amount {
  readonly documents: number
  readonly rows: number
  readonly bytes: number
}

/** What the copy and one verification take on Zilliz Cloud, by its documented prices and rates. */
export function estimateCost({ documents, rows, bytes }: Amount): PlanCost {
  const vcu = Math.ceil(vcuOfUpserts({ rows, bytes }) + vcuOfReads(documents * readsADocument))
  return {
    vcu,
    usd: usdOfVcu(vcu),
    usdAMonth: (bytes / 1_000_000_000) * zillizPrices.usdAGigabyteMonth,
    prices: { date: zillizPrices.date, source: zillizPrices.source },
    atRates: zillizPlans.map(({ name, writeBytesASecond }) => ({ plan: name, seconds: bytes / writeBytesASecond })),
  }
}
