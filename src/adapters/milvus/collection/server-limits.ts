import limits from './limits.json' with { type: 'json' }
import type { ServerFamily } from './server-family.ts'

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

const zillizHost = /(^|\.)zilliz(cloud)?\.(com|com\.cn)$/
/** Dedicated clusters, also over private links, by Zilliz Cloud's documentation. */
const dedicatedHost = /(^|\.)vectordb\.zilliz(cloud)?\.(com|com\.cn)$/

/** The plan decides the limits. What is Zilliz Cloud and not surely a dedicated cluster gets the stricter ones. */
export function planOf(kind: 'milvus' | 'zilliz', host: string, family: ServerFamily): ServerPlan {
  if (family.name === 'milvus-lite') return 'lite'
  if (kind === 'milvus') return 'milvus'
  // Reached as Zilliz Cloud, but a plain Milvus by its version and not at one of Zilliz' names: a server of one's own.
  if (family.name === 'milvus' && !zillizHost.test(host)) return 'milvus'
  return dedicatedHost.test(host) ? 'zilliz-dedicated' : 'zilliz-serverless'
}
