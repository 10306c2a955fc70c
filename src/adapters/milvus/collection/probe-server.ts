import { hostname } from 'node:os'
import { endpointOf } from '../calls/milvus-address.ts'
import type { MilvusClient } from '../calls/milvus-call.ts'
import { isFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import { timeoutsOf } from '../calls/milvus-options.ts'
import type { CallClass } from '../calls/policy/retry-policy.ts'
import { decodeRunAnalyser, encodeRunAnalyser } from '../wire/analyser-messages.ts'
import { decodeConnect, decodeVersion, encodeConnect, encodeNothing } from '../wire/server-messages.ts'
import type { Reply } from '../wire/status.ts'
import type { Abilities } from './abilities.ts'
import { abilitiesOfFamily, abilitiesOfKind, leastAbilities, provenAbilities } from './abilities.ts'
import type { ServerWords } from './server-family.ts'
import { familyOf } from './server-family.ts'
import { limitsOf, planOf } from './server-limits.ts'
import type { ServerProfile } from './server-profile.ts'

interface Asking {
  readonly client: MilvusClient
  readonly options: MilvusOptions
  readonly class: CallClass
  readonly signal: AbortSignal
}

/**
 * Introduces us (which also checks key and database), asks who it is, and has it prove what its version does not say. The
 * first call may wait for a cluster that wakes up. A server without one of these calls is used for what it does prove.
 */
export async function probeServer(
  client: MilvusClient,
  options: MilvusOptions,
  callClass: CallClass,
  signal: AbortSignal,
): Promise<ServerProfile> {
  const asking: Asking = { client, options, class: callClass, signal }
  const words = await askWhoItIs(asking)
  const family = familyOf(words)
  const certain = abilitiesOfFamily(family)
  const proven = certain === null ? await proveAbilities(asking) : null
  const abilities = abilitiesOfKind(options.kind, certain ?? proven ?? leastAbilities)
  const plan = planOf(options.kind, endpointOf(options).host, family)
  return {
    version: words.version === '' ? 'unknown' : words.version,
    family,
    abilities,
    knownBy: certain !== null ? 'version' : proven !== null ? 'probe' : 'nothing',
    plan,
    limits: limitsOf(plan),
  }
}

async function askWhoItIs(asking: Asking): Promise<ServerWords> {
  const now = asking.client.clock.now().toISOString()
  const connect = encodeConnect({ version: '1', localTime: now, host: hostname() })
  const server = await askIfThere(asking, 'Connect', connect, decodeConnect)
  const version = await askIfThere(asking, 'GetVersion', encodeNothing(), decodeVersion)
  return { version: version ?? '', buildTags: server?.buildTags ?? '' }
}

/** Null when the server has no such call: neither is needed for anything that follows. */
async function askIfThere<T>(
  { client, options, class: callClass, signal }: Asking,
  method: string,
  body: Buffer,
  decode: (bytes: Buffer) => Reply<T>,
): Promise<T | null> {
  const timeoutMs = timeoutsOf(options).connect
  try {
    return await client.call({ class: callClass, signal, timeoutMs, method, body, decode })
  } catch (error) {
    if (isFailure(error, 'unimplemented')) return null
    throw error
  }
}

/**
 * Has a text analysed, which came with BM25 and its functions and touches no data: a server that does it has them too.
 * Creating a collection instead would be no proof, as older servers take what they do not know and end when it is loaded.
 */
async function proveAbilities({ client, class: callClass, signal }: Asking): Promise<Abilities | null> {
  const body = encodeRunAnalyser('{"tokenizer":"standard"}', 'uno dos')
  const call = { method: 'RunAnalyzer', class: callClass, signal, body, decode: decodeRunAnalyser }
  try {
    const terms = await client.call(call)
    return terms.join(' ') === 'uno dos' ? provenAbilities : null
  } catch (error) {
    if (isFailure(error, 'unimplemented', 'rejected', 'internal', 'malformed', 'forbidden')) return null
    throw error
  }
}
