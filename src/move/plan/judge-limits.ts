import { zillizPlans, zillizPrices, type ZillizPlan } from '../../domain/zilliz-prices.ts'
import { finding, type PlanCost, type PlanFinding } from './plan.ts'

/** The load that the target would have to bear. */
export interface Burden {
  readonly topK: number
  readonly maxTopK: number
  /** Collections on the server now; null when they cannot be counted. */
  readonly collections: number | null
  readonly isNew: boolean
  /** Null when nothing could be sampled. */
  readonly bytes: number | null
  readonly cost: PlanCost | null
  readonly zilliz: boolean
}

/**
 * Limits of the target, and which of them the installation meets. The address does not reliably tell which plan a cluster is on.
 */
export function judgeLimits(burden: Burden): PlanFinding[] {
  const found: PlanFinding[] = []
  const { topK, maxTopK } = burden
  if (topK > maxTopK) {
    const message = `Questions ask for ${topK} candidates, the target gives ${maxTopK} at most: they would fail after the cut-over.`
    found.push(finding('error', 'top_k_limit', message, `Set QUERY_RETRIEVER_TOP_K to at most ${maxTopK}.`))
  }
  found.push(
    finding(
      'ok',
      'limits',
      burden.zilliz ? limitsOfPlans(burden) : `The target gives ${maxTopK} candidates; questions ask for ${topK}.`,
    ),
  )
  if (!burden.zilliz) return found
  const beyond = zillizPlans.flatMap((plan) => reasonsAgainst(plan, burden))
  if (beyond.length > 0) {
    const message = `${beyond.join('; ')} (limits of ${zillizPrices.date}).`
    const remedy = 'See which plan the cluster is on; move it to a larger one before starting, if it is one of these.'
    found.push(finding('warning', 'plan_limits', message, remedy))
  }
  return found
}

/** The limits of each plan, with how much of them would be used. */
function limitsOfPlans({ topK, collections, isNew, bytes, cost }: Burden): string {
  const wanted = (collections ?? 0) + (isNew ? 1 : 0)
  const [first] = zillizPlans
  const plans = zillizPlans.map((plan) => {
    const parts = [
      `${wanted} of ${plan.collections} collections`,
      `${topK} of ${plan.topK} candidates`,
      ...(plan.storageBytes === null || bytes === null
        ? []
        : [`${gigabytes(bytes)} of ${gigabytes(plan.storageBytes)} GB`]),
      ...(plan.vcuAMonth === null || cost === null ? [] : [`${cost.vcu} of ${plan.vcuAMonth} vCU a month`]),
      `writes up to ${megabytes(plan.writeBytesASecond)} MB/s`,
    ]
    return `${plan.name}: ${parts.join(', ')}`
  })
  const everywhere =
    first === undefined
      ? ''
      : ` All: deletes up to ${megabytes(first.deleteBytesASecond)} MB/s, requests up to ${megabytes(first.requestBytes)} MB; ours are cut to fit.`
  return `Limits of ${zillizPrices.date}, and what is used of them. ${plans.join('; ')}.${everywhere}`
}

function reasonsAgainst(plan: ZillizPlan, { collections, isNew, bytes, cost }: Burden): string[] {
  const reasons: string[] = []
  const wanted = (collections ?? 0) + (isNew ? 1 : 0)
  if (wanted > plan.collections) reasons.push(`${wanted} of ${plan.collections} collections`)
  if (bytes !== null && plan.storageBytes !== null && bytes > plan.storageBytes) {
    reasons.push(`${gigabytes(bytes)} of ${gigabytes(plan.storageBytes)} GB`)
  }
  if (cost !== null && plan.vcuAMonth !== null && cost.vcu > plan.vcuAMonth) {
    reasons.push(`${cost.vcu} of ${plan.vcuAMonth} vCU a month`)
  }
  return reasons.length === 0 ? [] : [`the ${plan.name} plan is too small: ${reasons.join(', ')}`]
}

const megabytes = (bytes: number) => bytes / 1_000_000
const gigabytes = (bytes: number) => (bytes / 1_000_000_000).toFixed(1)
