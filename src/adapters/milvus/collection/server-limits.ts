import limits from './limits.json' with { type: 'json' }

export type ServerPlan = keyof typeof limits.plans

export interface ServerLimits {
  readonly topK: number
  readonly collections: number
  readonly requestBytes: number
  /** Write requests a client may have under way. */
  readonly writes: number
}

/** Month in which the numbers of `limits.json` were last checked; vendors move them. */
export const limitsDate: string = limits.date

export function limitsOf(plan: ServerPlan): ServerLimits {
  return limits.plans[plan]
}

/** The plan decides the limits. A Zilliz host that does not say `serverless` is a dedicated cluster. */
export function planOf(kind: 'milvus' | 'zilliz', host: string, lite: boolean): ServerPlan {
  if (lite) return 'lite'
  if (kind === 'milvus') return 'milvus'
  return host.includes('serverless') ? 'zilliz-serverless' : 'zilliz-dedicated'
}
