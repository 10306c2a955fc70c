import type { PlanReply } from '../../contract/migrations.ts'
import { renderTable } from '../terminal.ts'
import { planPage, sizeText } from './plan-page.ts'
import { duration } from './progress-text.ts'

/** Companies whose rows are shown; the JSON has more of them. */
const shownCompanies = 10

/** A plan for people: both ends, what there is to move, what was found, and go or no-go. */
export function planText(plan: PlanReply, columns: number): string {
  const ends = [plan.from, plan.to].flatMap((side, at) =>
    side === null
      ? []
      : [
          [
            at === 0 ? 'from' : 'to',
            `${side.collection} at ${side.address}`,
            side.version ?? '?',
            side.exists
              ? `${side.dimension} dimensions of ${side.embedder}${side.terms === true ? ', terms' : ''}`
              : `will be created for ${side.embedder}`,
          ],
        ],
  )
  const time = plan.seconds === null ? '' : `, about ${duration(plan.seconds)} at the speed of a sample`
  const amounts = [
    `${plan.documents} documents of ${plan.companies} companies, ${plan.rows} rows${sizeText(plan.bytes)}${time}`,
    companiesText(plan, columns),
    plan.cost === null ? '' : costText(plan.cost),
  ]
  const verdict = plan.go ? 'go: atenex migrate start' : 'no-go: see the errors above'
  const { fields, findings, to } = plan
  return planPage({ ends, amounts, fields, targetExists: to?.exists === true, findings, verdict }, columns)
}

function companiesText({ rows_by_company: companies }: PlanReply, columns: number): string {
  if (companies.length < 2) return ''
  const rows = companies
    .slice(0, shownCompanies)
    .map(({ company_id: company, rows: own, found }) => [company, String(own), found === null ? '?' : String(found)])
  return renderTable(['Company, most rows first', 'Rows', 'In the old collection'], rows, columns)
}

function costText({ vcu, usd, usd_a_month: month, prices, at_rates: rates }: NonNullable<PlanReply['cost']>): string {
  const dollars = (amount: number) => `${amount.toFixed(2)} USD`
  const times = rates.map(({ plan, seconds }) => `${plan} ${Math.ceil(seconds / 60)} min`).join(', ')
  return [
    `on Zilliz Cloud: about ${vcu} vCU = ${dollars(usd)} once, ${dollars(month)} a month for storage (prices of ${prices.date})`,
    `at the rates it allows, at least: ${times}`,
  ].join('\n')
}
