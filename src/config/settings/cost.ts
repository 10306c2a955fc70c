import { zillizPlanKeys } from '../plans.ts'
import { fraction, oneOf, optional } from '../setting.ts'

/** What is compared with what the vector store costs. */
export const cost = {
  plan: optional('ATENEX_ZILLIZ_PLAN', {
    section: 'Vector store',
    type: oneOf(zillizPlanKeys),
    defaultText: '`atenex cost` compares with every plan, and no alert watches the limits of one',
    description: 'The plan on Zilliz Cloud, whose documented limits are compared with actual use.',
    example: 'serverless',
  }),
  budgetUsd: optional('ATENEX_COST_BUDGET_USD', {
    section: 'Vector store',
    type: fraction(0.01, 1_000_000_000),
    defaultText: 'no budget, no alert',
    description:
      'Monthly budget for requests on Zilliz Cloud, in US dollars, compared with the estimate of `atenex cost`. Above it the alert AtenexCostAboveBudget fires.',
    example: '50',
  }),
}
