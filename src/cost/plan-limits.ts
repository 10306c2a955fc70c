import type { StoreOperation } from '../domain/store-use.ts'
import type { ZillizPlan } from '../domain/zilliz-prices.ts'
import type { StorePeak } from '../ports/store-use-log.ts'

/** How much of a documented limit is used. */
export interface LimitUse {
  readonly plan: string
  readonly what: 'vCU a month' | 'bytes written a second' | 'bytes deleted a second'
  readonly limit: number
  /** What the month is expected to take, or the most one process sent within ten seconds of this month. */
  readonly used: number
  readonly share: number
}

interface Used {
  readonly forecastVcu: number
  readonly peaks: readonly StorePeak[]
}

/** Limits that a plan does not state are left out. */
export function limitsOf(plans: readonly ZillizPlan[], { forecastVcu, peaks }: Used): readonly LimitUse[] {
  const peakOf = (operation: StoreOperation) =>
    Math.max(0, ...peaks.filter((peak) => peak.operation === operation).map(({ bytesASecond }) => bytesASecond))
  const [written, deleted] = [peakOf('upsert'), peakOf('delete')]
  return plans.flatMap(({ name, vcuAMonth, writeBytesASecond, deleteBytesASecond }) => [
    ...(vcuAMonth === null ? [] : [use(name, 'vCU a month', vcuAMonth, forecastVcu)]),
    use(name, 'bytes written a second', writeBytesASecond, written),
    use(name, 'bytes deleted a second', deleteBytesASecond, deleted),
  ])
}

function use(plan: string, what: LimitUse['what'], limit: number, used: number): LimitUse {
  return { plan, what, limit, used: Math.round(used), share: used / limit }
}
