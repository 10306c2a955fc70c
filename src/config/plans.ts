/** Plans of Zilliz Cloud by name; their limits stand in `domain/zilliz-prices.ts`, and the compiler compares both lists. */
export const zillizPlanKeys = ['free', 'serverless', 'dedicated'] as const
