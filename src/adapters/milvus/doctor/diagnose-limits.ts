import type { AdminTarget } from '../collection/collection-admin.ts'
import { countCollections } from '../collection/collection-admin.ts'
import type { ServerProfile } from '../collection/server-profile.ts'
import type { Wanted } from './diagnose-collection.ts'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'

/** Part of a plan limit from which on it is worth a warning. */
const nearLimit = 0.8

/** Limits of the plan that this installation meets or comes near. */
export async function diagnoseLimits(
  target: AdminTarget,
  profile: ServerProfile,
  wanted: Wanted,
): Promise<readonly Finding[]> {
  const { limits, plan } = profile
  const findings: Finding[] = []
  if (wanted.topK !== null && wanted.topK > limits.topK) {
    const message = `${wanted.topK} candidates are asked for, plan ${plan} gives ${limits.topK}.`
    findings.push(finding('limits', 'warning', 'top_k_limit', message, 'Lower QUERY_RETRIEVER_TOP_K.'))
  }
  if (wanted.batchBytes > limits.requestBytes * nearLimit) {
    const message = `Requests of ${wanted.batchBytes} bytes are near the limit of ${limits.requestBytes}.`
    findings.push(finding('limits', 'warning', 'request_size_limit', message, 'Lower the batch size.'))
  }
  const collections = await countCollections(target)
  if (collections !== null && collections >= limits.collections * nearLimit) {
    const message = `${collections} of ${limits.collections} collections of plan ${plan} are used.`
    findings.push(
      finding('limits', 'warning', 'collections_near_limit', message, 'Drop collections or change the plan.'),
    )
  }
  if (findings.length === 0) findings.push(finding('limits', 'ok', 'limits', `No limit of plan ${plan} is near.`))
  return findings
}
