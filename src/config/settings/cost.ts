import { zillizPlanKeys } from '../plans.ts'
import { fraction, oneOf, optional } from '../setting.ts'

/** What is compared with what the vector store costs. */
export const cost = {
  plan: optional('ATENEX_ZILLIZ_PLAN', {
    section: 'Vector store',
    type: oneOf(zillizPlanKeys),
    defaultText: '`atenex cost` compares with every plan, and no alert watches the limits of one',
    description: 'The plan on Zilliz Cloud: its documented limits are compared with what is used.',
    example: 'serverless',
  }),
  budgetUsd: optional('ATENEX_COST_BUDGET_USD', {
    section: 'Vector store',
    type: fraction(0.01, 1_000_000_000),
    defaultText: 'no budget, no alert',
    description:
      'What the requests of a month may cost on Zilliz Cloud, in US dollars, by the estimate of `atenex cost`. Above it the alert AtenexCostAboveBudget fires.',
    example: '50',
  }),
}
