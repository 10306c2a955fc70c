import type { PlanReply } from '../../contract/migrations.ts'
import { visibleLines } from '../../domain/text/visible-text.ts'
import { renderTable } from '../terminal.ts'

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
            side.exists ? `${side.dimension} dimensions${side.terms === true ? ', terms' : ''}` : 'will be created',
          ],
        ],
  )
  const found = plan.findings.map(({ level, message, remedy }) => [
    level,
    remedy === null ? message : `${message} → ${remedy}`,
  ])
  const size = plan.bytes === null ? '' : `, about ${Math.ceil(plan.bytes / 1_000_000)} MB`
  const time = plan.seconds === null ? '' : `, at least ${Math.ceil(plan.seconds)} s at the speed of a sample`
  return visibleLines(
    [
      ends.length === 0 ? '' : renderTable(['', 'Collection', 'Server', 'Is'], ends, columns),
      `${plan.documents} documents of ${plan.companies} companies, ${plan.rows} rows${size}${time}`,
      plan.cost === null ? '' : costText(plan.cost),
      plan.fields.length === 0
        ? ''
        : renderTable(['Field', 'Old collection', 'New one', 'Is'], fieldRows(plan), columns),
      found.length === 0 ? '' : renderTable(['', 'Found'], found, columns),
      plan.go ? 'go: atenex migrate start' : 'no-go: see the errors above',
    ]
      .filter((part) => part !== '')
      .join('\n'),
  )
}

const fieldRows = ({ fields, to }: PlanReply) =>
  fields.map(({ name, from, to: type, becomes }) => [
    name,
    from ?? '–',
    type ?? (to?.exists === true ? '–' : 'new'),
    becomes,
  ])

function costText({ vcu, usd, usd_a_month: month, prices, at_rates: rates }: NonNullable<PlanReply['cost']>): string {
  const dollars = (amount: number) => `${amount.toFixed(2)} USD`
  const times = rates.map(({ plan, seconds }) => `${plan} ${Math.ceil(seconds / 60)} min`).join(', ')
  return [
    `on Zilliz Cloud: about ${vcu} vCU = ${dollars(usd)} once, ${dollars(month)} a month for storage (prices of ${prices.date})`,
    `at the rates it allows, at least: ${times}`,
  ].join('\n')
}
