import { Counter, Gauge, type Registry } from 'prom-client'
import type { CostFigures, StoreUse } from '../domain/store-use.ts'

/** Registers what is counted of requests to a vector store over the network, and gives what counts. */
export function countStoreUse(registry: Registry): (use: StoreUse, vcu: number) => void {
  const labelNames = ['store', 'operation'] as const
  const counter = (name: string, help: string) => new Counter({ name, help, labelNames, registers: [registry] })
  const vcus = counter(
    'atenex_vector_store_vcu_total',
    'Estimated vCU of requests, by the documented prices of Zilliz Cloud; of a Milvus server, what they would cost there.',
  )
  const rows = counter('atenex_vector_store_rows_total', 'Rows written, deleted or found.')
  const bytes = counter('atenex_vector_store_operation_bytes_total', 'Bytes of requests by what they ask for.')
  return ({ store, operation, rows: count, sentBytes }, vcu) => {
    vcus.inc({ store, operation }, vcu)
    rows.inc({ store, operation }, count)
    bytes.inc({ store, operation }, sentBytes)
  }
}

/** Gauges of what the month costs. */
export function showCost(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const gauges = {
    vcu: gauge('atenex_cost_vcu', 'Estimated vCU on Zilliz Cloud of all companies and processes.', ['period']),
    usd: gauge('atenex_cost_usd', 'The same in US dollars by the documented price; the month is that of UTC.', [
      'period',
    ]),
    budget: gauge('atenex_cost_budget_usd', 'What a month may cost; absent when ATENEX_COST_BUDGET_USD is not set.', [
      'period',
    ]),
    limit: gauge('atenex_plan_limit', 'Documented limits of the plan that ATENEX_ZILLIZ_PLAN names.', ['what']),
  }
  const fill = ({ vcu, usd, budgetUsd, limits }: CostFigures): void => {
    for (const [period, value] of Object.entries(vcu)) gauges.vcu.set({ period }, value)
    for (const [period, value] of Object.entries(usd)) gauges.usd.set({ period }, value)
    // with a label, because a gauge without one is 0 when nobody has set it
    if (budgetUsd !== null) gauges.budget.set({ period: 'month' }, budgetUsd)
    for (const [what, value] of Object.entries(limits)) if (value !== null) gauges.limit.set({ what }, value)
  }
  return { gauges, fill }
}
