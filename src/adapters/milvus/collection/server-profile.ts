import { hostname } from 'node:os'
import type { FilterStyle } from '../wire/filter.ts'
import type { MilvusClient } from '../calls/milvus-client.ts'
import { isFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import { endpointOf, timeoutsOf } from '../calls/milvus-options.ts'
import type { CallClass } from '../calls/retry-policy.ts'
import type { ServerLimits, ServerPlan } from './server-limits.ts'
import { limitsOf, planOf } from './server-limits.ts'
import { decodeConnect, decodeVersion, encodeConnect, encodeNothing } from '../wire/server-messages.ts'

/** What one server can do, found by asking it. */
export interface ServerProfile {
  readonly version: string
  readonly lite: boolean
  readonly plan: ServerPlan
  readonly limits: ServerLimits
  /** Filter templates came with 2.5; confirmed by a probe when a collection is opened (`open-collection.ts`). */
  readonly filterStyle: FilterStyle
}

/** `v2.5.4`, `2.6.1-dev`, `milvus_lite-3.2.0` → [major, minor]. Unknown spellings count as old. */
function majorMinor(version: string): readonly [number, number] {
  const match = /(\d+)\.(\d+)/.exec(version)
  return [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)]
}

/** BM25 functions and filter templates both came with 2.5. */
export function isAtLeast25(version: string): boolean {
  const [major, minor] = majorMinor(version)
  return major > 2 || (major === 2 && minor >= 5)
}

/**
 * Introduces us (which also checks key and database) and asks for the version. The first call may wait for a cluster that
 * wakes up.
 */
export async function probeServer(
  client: MilvusClient,
  options: MilvusOptions,
  callClass: CallClass,
  signal: AbortSignal,
): Promise<ServerProfile> {
  const timeoutMs = timeoutsOf(options).connect
  const now = client.clock.now().toISOString()
  const body = encodeConnect({ version: '1', localTime: now, host: hostname() })
  const common = { class: callClass, signal, timeoutMs }
  const server = await client
    .call({ ...common, method: 'Connect', body, decode: decodeConnect })
    .catch((error: unknown) => {
      // Servers before 2.2.9 have no such call; it is not needed for anything that follows.
      if (isFailure(error, 'unimplemented')) return { buildTags: '', deployMode: '' }
      throw error
    })
  const version = await client.call({ ...common, method: 'GetVersion', body: encodeNothing(), decode: decodeVersion })
  const lite = version.includes('lite') || server.buildTags.includes('lite')
  const plan = planOf(options.kind, endpointOf(options).host, lite)
  const filterStyle = !lite && isAtLeast25(version) ? 'template' : 'literal'
  return { version, lite, plan, limits: limitsOf(plan), filterStyle }
}
