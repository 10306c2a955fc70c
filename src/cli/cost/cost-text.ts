import type { CostReply, StoreCostReply } from '../../contract/cost.ts'
import { renderTable } from '../terminal.ts'

/** A report for people. Each figure of money or vCU is said to be an estimate, once, at the top. */
export function costText({ prices, stores }: CostReply, columns: number): string {
  const source = `Estimates by the prices of ${prices.date} (${prices.source}; ${prices.usd_per_million_vcu} USD a million vCU), not a bill.`
  if (stores.length === 0) return `${source}\nNo request to Milvus or Zilliz Cloud was counted this month.`
  return [source, ...stores.map((store) => storeText(store, columns))].join('\n\n')
}

function storeText(cost: StoreCostReply, columns: number): string {
  const { billed, today, month, forecast, budget, storage } = cost
  const head = billed ? 'Zilliz Cloud' : 'Milvus: not billed; on Zilliz Cloud the same would be'
  const beside = budget === null ? '' : `, ${percent(budget.share)} of the budget of ${usd(budget.usd)}`
  const stored =
    storage === null
      ? []
      : [
          `Storage: ${number(storage.rows)} rows, about ${number(storage.bytes / 1e6)} MB, ${usd(storage.usd_a_month)} a month besides`,
        ]
  return [
    head,
    `Today ${of(today)}; this month ${of(month)}; the whole month ${of(forecast)}${beside} (as the last ${forecast.basis_days.toFixed(1)} days were)`,
    ...stored,
    '',
    operationTable(cost, columns),
    '',
    companyTable(cost, columns),
    '',
    limitTable(cost, columns),
    '',
    adviceTable(cost, columns),
  ].join('\n')
}

function operationTable({ operations }: StoreCostReply, columns: number): string {
  const rows = operations.map((one) => [
    one.operation,
    number(one.calls),
    number(one.rows),
    number(one.sent_bytes / 1e6),
    number(one.received_bytes / 1e6),
    number(one.vcu),
    usd(one.usd),
  ])
  return renderTable(['this month', 'requests', 'rows', 'MB sent', 'MB back', 'vCU', 'USD'], rows, columns)
}

function companyTable({ companies, more_companies: more }: StoreCostReply, columns: number): string {
  const rows = companies.map(({ company_id: companyId, today, month }) => [
    companyId ?? 'none',
    number(today.vcu),
    number(month.vcu),
    usd(month.usd),
  ])
  const table = renderTable(['company', 'vCU today', 'vCU this month', 'USD'], rows, columns)
  return more === 0 ? table : `${table}\nand ${more} more companies`
}

function limitTable({ limits }: StoreCostReply, columns: number): string {
  const rows = limits.map(({ plan, what, limit, used, share }) => [
    plan,
    what,
    number(limit),
    number(used),
    percent(share),
  ])
  return renderTable(['plan', 'limit', 'allows', 'expected or peak', 'used'], rows, columns)
}

function adviceTable({ advice }: StoreCostReply, columns: number): string {
  const rows = advice.map(({ what, saves_vcu: savesVcu, says }) => [
    what,
    savesVcu === 0 ? 'nothing' : `≤ ${number(savesVcu)} vCU`,
    says,
  ])
  return renderTable(['to change', 'saves', ''], rows, columns)
}

const of = ({ vcu, usd: money }: StoreCostReply['today']) => `${number(vcu)} vCU (${usd(money)})`
const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 })
const usd = (value: number) => `${value.toFixed(value < 1 ? 4 : 2)} USD`
const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
