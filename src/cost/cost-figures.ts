import type { CostFigures } from '../domain/store-use.ts'
import { usdOfVcu, zillizPlans } from '../domain/zilliz-prices.ts'
import type { StoreUseLog } from '../ports/store-use-log.ts'
import type { CostSettings } from './cost-report.ts'
import { firstDayOf, periodsOf } from './forecast.ts'

/** What all companies cost on Zilliz Cloud, for whoever watches; null where it was not used. */
export async function costFigures(uses: StoreUseLog, settings: CostSettings, now: Date): Promise<CostFigures | null> {
  const sums = (await uses.sums(firstDayOf(now))).filter(({ store }) => store === 'zilliz')
  if (sums.length === 0) return null
  const { today, month, forecast } = periodsOf(sums, now)
  const plan = zillizPlans.find(({ key }) => key === settings.plan)
  return {
    vcu: { today, month, forecast },
    usd: { today: usdOfVcu(today), month: usdOfVcu(month), forecast: usdOfVcu(forecast) },
    budgetUsd: settings.budgetUsd,
    limits: {
      vcu_a_month: plan?.vcuAMonth ?? null,
      upsert_bytes_a_second: plan?.writeBytesASecond ?? null,
      delete_bytes_a_second: plan?.deleteBytesASecond ?? null,
    },
  }
}
