import type { CompanyId } from '../domain/ids.ts'
import type { RemoteStore, StoreOperation } from '../domain/store-use.ts'
import { storeOperations } from '../domain/store-use.ts'
import { usdOfVcu, zillizPlans, zillizPrices, type ZillizPlanKey } from '../domain/zilliz-prices.ts'
import type { StorePeak, StoreUseLog, StoreUseOfDay } from '../ports/store-use-log.ts'
import { adviceOf, type Advice } from './advice.ts'
import { firstDayOf, monthOf, periodsOf } from './forecast.ts'
import { limitsOf, type LimitUse } from './plan-limits.ts'

export interface Amount {
  readonly vcu: number
  readonly usd: number
}

export interface OperationCost extends Amount {
  readonly operation: StoreOperation
  readonly calls: number
  readonly rows: number
  readonly sentBytes: number
  readonly receivedBytes: number
}

export interface CompanyCost {
  /** Null: of no company. */
  readonly companyId: CompanyId | null
  readonly today: Amount
  readonly month: Amount
}

export interface StoreCost {
  readonly store: RemoteStore
  /** False for a Milvus server of one's own: what it would cost on Zilliz Cloud. */
  readonly billed: boolean
  readonly today: Amount
  readonly month: Amount
  readonly forecast: Amount & { readonly basisDays: number }
  readonly operations: readonly OperationCost[]
  /** Those that cost most this month. */
  readonly companies: readonly CompanyCost[]
  readonly moreCompanies: number
  readonly storage: { readonly rows: number; readonly bytes: number; readonly usdAMonth: number } | null
  readonly limits: readonly LimitUse[]
  readonly budget: { readonly usd: number; readonly share: number } | null
  readonly advice: readonly Advice[]
}

export interface CostReport {
  readonly at: string
  readonly estimate: true
  readonly prices: { readonly date: string; readonly source: string; readonly usdPerMillionVcu: number }
  readonly stores: readonly StoreCost[]
}

export interface CostSettings {
  /** Null: compared with every plan. */
  readonly plan: ZillizPlanKey | null
  readonly budgetUsd: number | null
}

const mostCompanies = 20
const amount = (vcu: number): Amount => ({ vcu: Math.round(vcu), usd: usdOfVcu(vcu) })
const total = (uses: readonly StoreUseOfDay[], of: (use: StoreUseOfDay) => number) =>
  uses.reduce((sum, use) => sum + of(use), 0)

/** What the requests of this month cost on Zilliz Cloud by its documented prices; each store that was used for itself. */
export async function reportCost(uses: StoreUseLog, settings: CostSettings, now: Date): Promise<CostReport> {
  const [all, peaks, sizes] = await Promise.all([uses.since(firstDayOf(now)), uses.peaks(monthOf(now)), uses.sizes()])
  const { date, source, usdPerMillionVcu } = zillizPrices
  const used = [...new Set(all.map(({ store }) => store))].toSorted().toReversed()
  const rows = [...sizes.values()].reduce((sum, chunks) => sum + chunks, 0)
  const stores = used.map((store) => {
    const of = <T extends { readonly store: RemoteStore }>(list: readonly T[]) =>
      list.filter((one) => one.store === store)
    return costOf({ store, uses: of(all), peaks: of(peaks), rows }, settings, now)
  })
  return { at: now.toISOString(), estimate: true, prices: { date, source, usdPerMillionVcu }, stores }
}

interface Used {
  readonly store: RemoteStore
  readonly uses: readonly StoreUseOfDay[]
  readonly peaks: readonly StorePeak[]
  readonly rows: number
}

function costOf({ store, uses, peaks, rows }: Used, { plan, budgetUsd }: CostSettings, now: Date): StoreCost {
  const { today, month, forecast, basisDays } = periodsOf(uses, now)
  const ofMonth = uses.filter(({ day }) => day >= monthOf(now))
  const operations = storeOperations.flatMap((operation) => operationOf(operation, ofMonth))
  const companies = companiesOf(ofMonth, now)
  const plans = zillizPlans.filter(({ key }) => plan === null || key === plan)
  const expected = amount(forecast)
  return {
    store,
    billed: store === 'zilliz',
    today: amount(today),
    month: amount(month),
    forecast: { ...expected, basisDays },
    operations,
    companies: companies.slice(0, mostCompanies),
    moreCompanies: Math.max(0, companies.length - mostCompanies),
    storage: storageOf(rows, uses),
    limits: limitsOf(plans, { forecastVcu: forecast, peaks }),
    budget: budgetUsd === null ? null : { usd: budgetUsd, share: expected.usd / budgetUsd },
    advice: adviceOf(operations),
  }
}

function operationOf(operation: StoreOperation, uses: readonly StoreUseOfDay[]): OperationCost[] {
  const own = uses.filter((use) => use.operation === operation)
  if (own.length === 0) return []
  return [
    {
      operation,
      calls: total(own, ({ calls }) => calls),
      rows: total(own, ({ rows }) => rows),
      sentBytes: total(own, ({ sentBytes }) => sentBytes),
      receivedBytes: total(own, ({ receivedBytes }) => receivedBytes),
      ...amount(total(own, ({ vcu }) => vcu)),
    },
  ]
}

function companiesOf(uses: readonly StoreUseOfDay[], now: Date): CompanyCost[] {
  const byCompany = Map.groupBy(uses, ({ companyId }) => companyId)
  const costs = [...byCompany].map(([companyId, own]) => {
    const { today, month } = periodsOf(own, now)
    return { companyId, today: amount(today), month: amount(month) }
  })
  return costs.toSorted((a, b) => b.month.vcu - a.month.vcu)
}

/** A row takes as many bytes as those that were written took on their way. */
function storageOf(rows: number, uses: readonly StoreUseOfDay[]): StoreCost['storage'] {
  const writes = uses.filter(({ operation }) => operation === 'upsert')
  const written = total(writes, (use) => use.rows)
  if (written === 0) return null
  const bytes = Math.round((total(writes, ({ sentBytes }) => sentBytes) / written) * rows)
  return { rows, bytes, usdAMonth: (bytes / 1_000_000_000) * zillizPrices.usdAGigabyteMonth }
}
