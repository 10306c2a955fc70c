import type { PlanReply } from '../../contract/migrations.ts'
import type { MovePlan } from '../../move/plan/plan.ts'

export function toPlan({ findings, fields, cost, rowsByCompany, ...plan }: MovePlan): PlanReply {
  const companies = rowsByCompany.map(({ companyId, ...counts }) => ({ company_id: companyId, ...counts }))
  return {
    ...plan,
    rows_by_company: companies,
    cost: cost === null ? null : toCost(cost),
    fields: [...fields],
    findings: [...findings],
  }
}

function toCost({ usdAMonth, atRates, ...cost }: NonNullable<MovePlan['cost']>): NonNullable<PlanReply['cost']> {
  return { ...cost, usd_a_month: usdAMonth, at_rates: [...atRates] }
}
